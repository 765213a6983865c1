"""Where places, people and units are, and who holds a place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.statements import Statement, between
from siegegraph.graph.extract.events.event_places import PlaceFinder
from siegegraph.graph.extract.relations.containment import containments, part_of_town
from siegegraph.graph.extract.relations.mention_index import MentionIndex, Named, objects_of
from siegegraph.ontology.lexicon.relation_words import relation_words

_STAY_PREPOSITIONS = ("in", "at", "inside")


def place_statements(doc: Doc, mentions: MentionIndex) -> Iterator[Statement]:
    """Relations within, located_in and controls."""
    main = PlaceFinder(doc).main_place
    for named in mentions:
        if named.type == "Place":
            yield from containments(named, mentions, main)
            yield from _held(named, mentions)
        if named.type in ("Person", "Organisation"):
            yield from _located(named, mentions)
    for token in doc:
        if token.lower_ in ("headquarters", "hq"):
            yield from _headquartered(token, mentions)
        if token.lemma_.lower() in relation_words("town_part"):
            yield from part_of_town(token, mentions)
        if token.lemma_ in relation_words("control_verb") and token.pos_ == "VERB":
            yield from _controls(token, mentions)
        elif token.lower_ == "under" or (token.lower_ == "in" and token.dep_ == "prep"):
            yield from _under_control(token, mentions)


def _located(named: Named, mentions: MentionIndex) -> Iterator[Statement]:
    head = named.head
    armed = named.subtype in relation_words("armed")
    prepositions = (*_STAY_PREPOSITIONS, "on") if armed else _STAY_PREPOSITIONS
    described = [child for child in head.children if child.dep_ == "appos" and armed]
    for noun in (head, *described):
        told_apart = _is_talked_with(noun) or (noun is head and any(objects_of(noun, "of")))
        for place in () if told_apart else objects_of(noun, *prepositions):
            yield from _at(named, _site(place, mentions), None)
    for verb in _stays(head):
        for place in objects_of(verb, *_STAY_PREPOSITIONS):
            yield from _at(named, _site(place, mentions), verb)


def _is_talked_with(noun: Token) -> bool:
    """Whether what follows is where the talks are: "talks between the army and the Front in Brod"."""
    while noun.dep_ == "conj":
        noun = noun.head
    return noun.dep_ == "pobj" and noun.head.lower_ in ("between", "with", "against", "by")


def _stays(noun: Token) -> Iterator[Token]:
    """The verb that says of somebody, or of them and others, that they are somewhere."""
    while noun.dep_ == "conj":
        noun = noun.head
    verb = noun.head
    stays = noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in relation_words("stay_verb")
    if stays and not any(child.dep_ == "attr" for child in verb.children):
        yield verb


def _headquartered(noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "The Front's headquarters in Brod", "the Front, whose headquarters are in Brod"."""
    verb = noun.head
    stays = verb if noun.dep_ == "nsubj" and verb.lemma_ in relation_words("stay_verb") else None
    for owner in (child for child in noun.children if child.dep_ == "poss"):
        body = mentions.at(verb.head if owner.lower_ == "whose" and verb.dep_ == "relcl" else owner)
        for place in (word for head in (noun, stays) if head is not None for word in objects_of(head, "in", "at")):
            if body is not None and body.type == "Organisation":
                yield from _at(body, mentions.place_at(place), stays)


def _site(noun: Token, mentions: MentionIndex) -> Named | None:
    """The place that a noun heads or is a part of: "the basement of the hospital", "a ward at Tower Hospital"."""
    found = mentions.place_at(noun)
    if found is None and noun.lemma_.lower() in relation_words("site_part"):
        inner = (mentions.place_at(outer) for outer in objects_of(noun, "of", "at", "in"))
        found = next((place for place in inner if place is not None), None)
    return found


def _at(named: Named, place: Named | None, verb: Token | None) -> Iterator[Statement]:
    if place is not None and place.entity != named.entity and not place.span.overlaps(named.span):
        yield Statement("located_in", named.span, place.span, between(named, place), verb)


def _held(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Russian-held Kherson", "Kherson, held by Russia"."""
    doc = place.head.doc
    introduced = place.head.head.head if place.head.dep_ == "pobj" else None
    heads = (
        [place.head, introduced] if introduced is not None and mentions.place_at(introduced) == place else [place.head]
    )
    heads += [child for child in place.head.children if child.dep_ == "appos" and mentions.at(child) is None]
    for noun in heads:
        for child in noun.children:
            if child.lower_ not in relation_words("control_participle"):
                continue
            if child.dep_ == "amod" and child.i > 1 and doc[child.i - 1].text == "-":
                yield from _control(mentions.ending_at(child.i - 2), place, None)
            elif child.dep_ == "acl":
                for holder in objects_of(child, "by"):
                    yield from _control(mentions.party_at(holder), place, child)


def _controls(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    for child in verb.children:
        if child.dep_ == "dobj" and subjects:
            yield from _control(mentions.party_at(subjects[-1]), mentions.place_at(child), verb)
        elif child.dep_ == "nsubjpass":
            for holder in objects_of(verb, "by"):
                yield from _control(mentions.party_at(holder), mentions.place_at(child), verb)


def _under_control(preposition: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X is under the control of Y", "under Y's control", "in the hands of Y"."""
    for noun in preposition.children:
        hands = noun.lemma_ == "hand" and preposition.lower_ == "in"
        if noun.dep_ != "pobj" or not (hands or noun.lemma_ in relation_words("control_noun")):
            continue
        holders = [*objects_of(noun, "of"), *(child for child in noun.children if child.dep_ in ("poss", "amod"))]
        verb = preposition.head
        subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        held = mentions.place_at(subjects[-1] if subjects else verb)
        for holder in holders:
            yield from _control(mentions.party_at(holder), held, verb if subjects else None)


def _control(holder: Named | None, place: Named | None, verb: Token | None) -> Iterator[Statement]:
    if holder is not None and place is not None and holder.entity != place.entity:
        yield Statement("controls", holder.span, place.span, between(holder, place, verb), verb)
