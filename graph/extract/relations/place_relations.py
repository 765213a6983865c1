"""Where places, people and units are, and who holds a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.statements import Statement, between
from siegegraph.graph.extract.events.event_places import PlaceFinder
from siegegraph.graph.extract.relations.mention_index import MentionIndex, Named, objects_of
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.names import name_words
from siegegraph.ontology.lexicon.relation_words import relation_words

# What may lie in what: a smaller kind of place in a larger one.
_SIZES = {"Facility": 0, "Settlement": 1, "Region": 2, "Country": 3}
# "The port of Brod" is Brod itself, while "the Posavina district of Bosnia" lies in Bosnia.
_NAMED_BY_OF = frozenset({"city", "town", "village", "settlement", "port", "capital"})
_PARTS_OF_TOWN = frozenset({"centre", "center", "outskirt", "outskirts"})
_STAY_PREPOSITIONS = ("in", "at", "inside")


def place_statements(doc: Doc, mentions: MentionIndex) -> Iterator[Statement]:
    """Relations within, located_in and controls."""
    main = PlaceFinder(doc).main_place
    for named in mentions:
        if named.type == "Place":
            yield from _within(named, mentions)
            yield from _in_centre(named, mentions, main)
            yield from _held(named, mentions)
        if named.type in ("Person", "Organisation"):
            yield from _located(named, mentions)
    for token in doc:
        if token.lemma_ in relation_words("control_verb") and token.pos_ == "VERB":
            yield from _controls(token, mentions)
        elif token.lower_ == "under" or (token.lower_ == "in" and token.dep_ == "prep"):
            yield from _under_control(token, mentions)


def _within(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    head = place.head
    yield from _named_for(place, mentions)
    named_after = head.lemma_.lower() in _NAMED_BY_OF
    for outer in objects_of(head, *(("in",) if named_after else ("in", "of"))):
        yield from _inside(place, mentions.place_at(outer))
    yield from _followed(place, mentions)
    for child in head.children:
        if child.dep_ == "poss":
            yield from _inside(place, mentions.place_at(child))
        elif child.dep_ == "appos":
            yield from _beside(place, child, mentions)
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in relation_words("place_noun"):
        for outer in objects_of(head.head.head, "in"):
            yield from _inside(place, mentions.place_at(outer))
    verb = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in relation_words("site_verb"):
        for outer in objects_of(verb, "in"):
            yield from _inside(place, mentions.place_at(outer))
        for noun in verb.children:
            if noun.dep_ == "attr" and noun.lemma_ in relation_words("place_noun"):
                for outer in objects_of(noun, "in", "of"):
                    yield from _inside(place, mentions.place_at(outer))


def _beside(place: Named, noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X, a town in Y", "W and X, two towns in Y"."""
    if noun.lemma_.lower() not in relation_words("place_noun"):
        return
    others = place.head.conjuncts if noun.tag_ == "NNS" else ()
    for outer in objects_of(noun, "in", "of"):
        for described in (place, *(other for token in others if (other := mentions.place_at(token)))):
            yield from _inside(described, mentions.place_at(outer))


def _followed(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X, Y" where Y is a region or a country, and not one more of a list."""
    doc, larger = place.head.doc, mentions.starting_at(place.last + 2)
    if larger is None or doc[place.last + 1].text != "," or larger.subtype not in ("Region", "Country"):
        return
    before, after = mentions.ending_at(place.first - 2), doc[larger.last + 1 : larger.last + 3].text.lstrip(", ")
    listed = place.first > 1 and before is not None and doc[place.first - 1].text == ","
    if doc[larger.last + 1 : larger.last + 2].text in ("'s", "’s"):
        return  # "in Paris, Bosnia's ministry"
    if not listed and not after.startswith(("and", "or", "&")):
        yield from _inside(place, larger)


def _named_for(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """What a town's name is part of the name of: "Brod hospital", "the Old City of Brod"."""
    head = place.head
    civic = head.lower_ in relation_words("civic")
    old = head.lower_ in ("city", "town", "quarter") and any(child.lower_ == "old" for child in head.children)
    for index in range(place.first, place.last + 1) if civic or old else ():
        town = mentions.at(head.doc[index])
        if town is not None and town != place and town.subtype == "Settlement" and town.entity != place.entity:
            yield Statement("within", place.span, town.span, range(place.first, place.last + 1))


def _in_centre(place: Named, mentions: MentionIndex, main: Callable[[int], Span | None]) -> Iterator[Statement]:
    """ "The theatre in the city centre" lies in the town that the report is about."""
    for noun in objects_of(place.head, *_STAY_PREPOSITIONS):
        town = any(child.lower_ in _NAMED_BY_OF for child in noun.children if child.dep_ == "compound")
        if place.subtype == "Facility" and town and noun.lemma_ in _PARTS_OF_TOWN:
            outer = main(place.span.start)
            if outer is not None and not outer.overlaps(place.span):
                yield Statement("within", place.span, outer, range(place.first, noun.i + 1))


def _inside(place: Named, outer: Named | None) -> Iterator[Statement]:
    if outer is None or outer.entity == place.entity or outer.span.overlaps(place.span):
        return
    small, large = _size(place), _size(outer)
    if small is None or large is None or small < large:
        yield Statement("within", place.span, outer.span, between(place, outer))


def _size(place: Named) -> int | None:
    """How large a kind of place it is; a name that says so ("Posavina Oblast") wins over what it was found to be."""
    return _SIZES["Region"] if place.head.text in name_words("region") else _SIZES.get(place.subtype or "")


def _located(named: Named, mentions: MentionIndex) -> Iterator[Statement]:
    head = named.head
    prepositions = (*_STAY_PREPOSITIONS, "on") if named.subtype in relation_words("armed") else _STAY_PREPOSITIONS
    for place in objects_of(head, *prepositions):
        yield from _at(named, mentions.place_at(place), None)
    verb = head.head
    stays = head.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in relation_words("stay_verb")
    if stays and not any(child.dep_ == "attr" for child in verb.children):
        for place in objects_of(verb, *_STAY_PREPOSITIONS):
            yield from _at(named, mentions.place_at(place), verb)


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
