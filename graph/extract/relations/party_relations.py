"""What people and organisations are to each other: commanders, allies, kin, suppliers, captors, enemies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.statements import Statement, between
from siegegraph.graph.extract.parse.clauses import is_passive, subjects
from siegegraph.graph.extract.relations.mention_index import MentionIndex, Named, objects_of
from siegegraph.ontology.lexicon.relation_words import relation_words
from siegegraph.ontology.lexicon.titles import title_ending

_MEMBERSHIP: Mapping[str, tuple[str, ...]] = {
    "serve": ("in", "with"),
    "fight": ("in", "with", "for"),
    "work": ("at", "for", "with"),
    "belong": ("to",),
    "enlist": ("in",),
}
Rule = Callable[[Token, MentionIndex], Iterator[Statement]]


def party_statements(doc: Doc, mentions: MentionIndex) -> Iterator[Statement]:
    """Relations between parties, each found from the word that states it."""
    rules = _rules()
    for token in doc:
        for rule in {rules.get(word): None for word in (token.lemma_.lower(), token.lower_)}:
            if rule is not None:
                yield from rule(token, mentions)
    for named in mentions:
        if named.type == "Organisation" and named.entity is not None:
            yield from _part_of(named, mentions)
            yield from _led(named, mentions)
        elif named.type == "Person":
            yield from _of_body(named, mentions)


def _rules() -> dict[str, Rule]:
    table: tuple[tuple[str, Rule], ...] = (
        ("kin", _kin),
        ("command_verb", _command),
        ("command_noun", _under_command),
        ("alliance_participle", _backed),
        ("ally_noun", _ally),
        ("back_verb", _backs),
        ("beside", _beside),
        ("supply_verb", _supplies),
        ("deliver_verb", _delivers),
        ("detain_verb", _detains),
        ("talks_noun", _talks),
        ("talks_verb", _negotiates),
        ("serve_verb", _serves),
    )
    rules = {word: rule for kind, rule in table for word in relation_words(kind)}
    return rules | {"command": _commanding, "hold": _holds_captive}


def _related(
    predicate: str, subject: Named | None, other: Named | None, word: Token, verb: Token | None = None
) -> Iterator[Statement]:
    if subject is None or other is None or subject.span.overlaps(other.span):
        return
    if subject.entity is None or subject.entity != other.entity:
        yield Statement(predicate, subject.span, other.span, between(subject, other, word), verb)


def _subject(verb: Token, mentions: MentionIndex) -> Named | None:
    """Who does what an active verb says; of "her brother, Ivan Koval", the name."""
    if is_passive(verb):
        return None
    for noun in reversed(subjects(verb)):
        names = (mentions.at(child) for child in noun.children if child.dep_ == "appos")
        found = mentions.party_at(noun) or next((name for name in names if name is not None), None)
        if found is not None:
            return found
    return None


def _objects(verb: Token) -> Iterator[Token]:
    return (child for child in verb.children if child.dep_ == "dobj")


def _passive_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            return child
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else None


def _acts(verb: Token, mentions: MentionIndex) -> Iterator[tuple[Named | None, Token | None]]:
    """Who does it to whom: subject and objects of an active verb, agents and subject of a passive one."""
    for noun in _objects(verb):
        yield _subject(verb, mentions), noun
    for agent in objects_of(verb, "by"):
        yield mentions.party_at(agent), _passive_subject(verb)


def _person(named: Named | None) -> Named | None:
    return named if named is not None and named.type == "Person" else None


def _organisation(named: Named | None) -> Named | None:
    return named if named is not None and named.type == "Organisation" else None


def _kin(noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "his wife Olena", "Koval's wife Olena", "Olena, the wife of Koval"."""
    relatives = [mentions.at(child) for child in noun.children if child.dep_ == "appos"]
    if noun.dep_ in ("appos", "compound", "nmod"):
        relatives.append(mentions.at(noun.head))
    owned = [child for child in noun.children if child.dep_ == "poss"] + list(objects_of(noun, "of"))
    if noun.dep_ == "compound":
        owned += [child for child in noun.head.children if child.dep_ == "poss"]
    for relative in relatives:
        for owner in owned:
            # "Koval and her daughter Lucija": whom the pronoun means stands beside it.
            known = mentions.at(owner) or (mentions.at(noun.head) if noun.dep_ == "conj" else None)
            yield from _related("family_of", _person(relative), _person(known), noun)


def _command(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Koval leads the brigade", "the brigade, led by Koval"."""
    for leader, commanded in _acts(verb, mentions):
        body = _organisation(mentions.at(commanded)) if is_passive(verb) else _unit(mentions.at(commanded))
        yield from _related("commands", _person(leader), body, verb, verb)


def _led(named: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "The 3rd Brigade under Colonel Koval"."""
    # Parsers hang "under" on whatever they like; the words side by side are enough.
    following = named.head.doc[named.last + 1 : named.last + 2]
    for preposition in following:
        if preposition.lower_ == "under":
            for leader in (child for child in preposition.children if child.dep_ == "pobj"):
                yield from _related("commands", _person(mentions.at(leader)), _unit(named), named.head)


def _unit(named: Named | None) -> Named | None:
    return named if named is not None and named.subtype in relation_words("armed") else None


def _under_command(noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "the brigade under the command of Koval", "under Koval's command"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "under":
        return
    holder = preposition.head
    commanded = mentions.at(holder) or mentions.at(next((c for c in holder.children if "nsubj" in c.dep_), None))
    for leader in [*objects_of(noun, "of"), *(child for child in noun.children if child.dep_ == "poss")]:
        yield from _related("commands", _person(mentions.at(leader)), _organisation(commanded), noun)


def _commanding(word: Token, mentions: MentionIndex) -> Iterator[Statement]:
    yield from _command(word, mentions) if word.pos_ == "VERB" else _under_command(word, mentions)


def _backed(participle: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Iranian-backed Hezbollah", "Hezbollah, which is backed by Iran"."""
    doc = participle.doc
    if participle.i > 1 and doc[participle.i - 1].text == "-":
        yield from _related(
            "allied_with",
            _party(mentions.party_at(participle.head)),
            _party(mentions.ending_at(participle.i - 2)),
            participle,
        )
    sides = ("by", "with") if participle.lower_ in ("allied", "aligned") else ("by",)
    for backer in objects_of(participle, *sides):
        backed = _party(mentions.at(_passive_subject(participle)))
        yield from _related("allied_with", backed, _party(mentions.at(backer)), participle, participle)


def _backs(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Iran backs Hezbollah"."""
    for noun in _objects(verb):
        yield from _related("allied_with", _party(_subject(verb, mentions)), _party(mentions.at(noun)), verb, verb)


def _beside(preposition: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "The brigade fought alongside the Legion"."""
    verb = preposition.head
    if verb.pos_ != "VERB":
        return
    for noun in (child for child in preposition.children if child.dep_ == "pobj"):
        yield from _related("allied_with", _party(_subject(verb, mentions)), _party(mentions.at(noun)), verb, verb)


def _party(named: Named | None) -> Named | None:
    """A body, or a country that acts as one."""
    body = named is not None and (named.type == "Organisation" or named.subtype == "Country")
    return named if body else None


def _ally(noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Hezbollah, an ally of Iran", "Iran's ally Hezbollah"."""
    allies = [mentions.at(child) for child in noun.children if child.dep_ == "appos"]
    if noun.dep_ in ("appos", "compound"):
        allies.append(mentions.at(noun.head))
    elif noun.dep_ == "attr":
        allies.append(_subject(noun.head, mentions))
    owners = [*objects_of(noun, "of", "to"), *(child for child in noun.children if child.dep_ == "poss")]
    for ally in allies:
        for owner in owners:
            yield from _related("allied_with", _party(ally), _party(mentions.at(owner)), noun)


def _supplies(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    for supplier, receiver in _acts(verb, mentions):
        yield from _related("supplies", _party(supplier), _party(mentions.at(receiver)), verb, verb)


def _delivers(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "sends tanks to Ukraine", "gives Ukraine tanks": only goods of war or relief make a supplier."""
    if not any(goods.lemma_ in relation_words("war_goods") for goods in _objects(verb)):
        return
    receivers = [child for child in verb.children if child.dep_ == "dative"]
    receivers += [word for child in receivers for word in child.children if word.dep_ == "pobj"]
    for receiver in [*receivers, *objects_of(verb, "to")]:
        yield from _related("supplies", _party(_subject(verb, mentions)), _party(mentions.at(receiver)), verb, verb)


def _detains(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    if verb.pos_ != "VERB":
        return
    for captor, captive in _acts(verb, mentions):
        yield from _related("detains", captor, _person(mentions.at(captive)), verb, verb)


def _holds_captive(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """A person held by somebody is detained, whether or not it says captive."""
    if is_passive(verb) or any(word.lemma_ in relation_words("captivity") for word in verb.subtree):
        yield from _detains(verb, mentions)


def _talks(noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "talks between Israel and Hamas", "Hamas's negotiations with Israel"."""
    for one in objects_of(noun, "between"):
        for other in one.conjuncts:
            yield from _related("negotiates_with", _party(mentions.at(one)), _party(mentions.at(other)), noun)
    holders = [child for child in noun.children if child.dep_ == "poss"]
    if noun.dep_ == "dobj":
        holders += [child for child in noun.head.children if child.dep_ == "nsubj"]
    for holder in holders:
        for other in objects_of(noun, "with"):
            yield from _related("negotiates_with", mentions.party_at(holder), _party(mentions.at(other)), noun)


def _negotiates(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    for other in objects_of(verb, "with"):
        yield from _related("negotiates_with", _subject(verb, mentions), _party(mentions.at(other)), verb, verb)


def _serves(verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Koval served in the brigade", "she works at the hospital", "the agency belongs to the movement"."""
    if verb.pos_ != "VERB":
        return
    posts = [noun for noun in objects_of(verb, "as") if title_ending([noun.lemma_]) is not None]
    bodies = [body for word in (verb, *posts) for body in objects_of(word, *_MEMBERSHIP[verb.lemma_])]
    for body in map(mentions.at, bodies):
        fights = verb.lemma_ == "fight" and _unit(body) is None
        if body is not None and not fights and (body.type == "Organisation" or body.subtype == "Facility"):
            yield from _related("member_of", _subject(verb, mentions), body, verb, verb)


def _part_of(named: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "the 3rd Battalion of the 36th Brigade", "the Azov Regiment, part of the National Guard"."""
    wholes = list(objects_of(named.head, "of"))
    for child in named.head.children:
        if child.dep_ == "appos" and child.lemma_ in ("part", "unit", "branch", "wing", "arm", "member"):
            wholes += objects_of(child, "of")
    for whole in wholes:
        yield from _related("member_of", named, _organisation(mentions.at(whole)), named.head)


def _of_body(person: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Ivan Koval of the Azov Regiment"; of "the commander of" it the title tells more."""
    if person.head.pos_ == "NOUN":
        return
    for body in objects_of(person.head, "of", "from", "with"):
        yield from _related("member_of", person, _organisation(mentions.at(body)), person.head)
