"""What a title says of its bearer: rank, office, the unit commanded, the body belonged to."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.statements import Statement
from siegegraph.graph.extract.parse.clauses import subjects
from siegegraph.graph.extract.relations.mention_index import MentionIndex, Named, objects_of
from siegegraph.ontology.lexicon.relation_words import relation_words
from siegegraph.ontology.lexicon.titles import LONGEST, Title, title_ending

_NO_LONGER = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "ex-", "future", "would"})
_LEADERSHIP = frozenset({"Leader", "Head", "Chief"})
_BODY_PREPOSITIONS = ("of", "for", "from", "with")
_REMOTE_PREPOSITIONS = ("in", "at", "to")
# Markdown's marks around a name.
_EMPHASIS = frozenset({"*", "**", "_", "__"})
# The relation that a title of a kind states by itself.
_HELD = MappingProxyType({"rank": "rank", "office": "office", "profession": "office"})
_WHERE = frozenset({"in", "at", "from", "near", "to"})
# "Worked as a nurse".
_EMPLOYED = frozenset({"work", "serve", "act"})
_COPULAS = frozenset({"be", "become", "remain"})


def title_statements(doc: Doc, mentions: MentionIndex) -> Iterator[Statement]:
    """Relations from titles before a name, in apposition to it, or predicated of it."""
    # That "the envoy" is an envoy says nothing of anybody.
    known = {named.entity for named in mentions if named.type == "Person" and named.head.pos_ == "PROPN"}
    for named in mentions:
        if named.type == "Person":
            yield from _before(doc, named, mentions)
            for noun in _beside(named.head, mentions):
                yield from _from_noun(named, noun, mentions)
            bearer = _named_next(doc, named, mentions)
            if named.head.pos_ == "NOUN" and bearer.entity in known:
                yield from _from_noun(bearer, named.head, mentions)


def _named_next(doc: Doc, described: Named, mentions: MentionIndex) -> Named:
    """Whom a description is followed by the name of, "the mayor of Brod, Ana Lukic"; else who is described."""
    after = described.last + 1
    name = mentions.starting_at(after + 1) if doc[after : after + 1].text == "," else None
    return name if name is not None and name.type == "Person" else described


def _before(doc: Doc, person: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "Defence Minister Lt. Gen. X": the titles in front of a name, the nearest first."""
    run = _run(doc, person.first, mentions)
    while (title := title_ending([token.text for token in run])) is not None:
        start = run[-title.words].i
        if start > 0 and doc[start - 1].lower_.rstrip("-") in _NO_LONGER:
            return
        body = _body_before(doc, start, mentions)
        yield from _titled(person, title, body, range(body.first if body else start, person.last + 1))
        run = _run(doc, start, mentions)


def _run(doc: Doc, end: int, mentions: MentionIndex) -> list[Token]:
    """The words before an index that could be a title, without the full stops of abbreviations."""
    words: list[Token] = []
    for i in range(end - 1, max(end - 2 * LONGEST, 0) - 1, -1):
        token = doc[i]
        unit = mentions.ending_at(i)
        if unit is not None and unit.subtype in relation_words("armed"):
            break  # "4th Corps commander" is no corps commander
        if (token.text == "." and i > 0 and doc[i - 1].text.istitle()) or token.text in _EMPHASIS:
            continue
        abbreviated = doc[i + 1].text == "." or token.text.endswith(".")
        if not (token.is_alpha or token.text[-1] in ".-") or (doc[i + 1].is_sent_start and not abbreviated):
            break
        words.append(token)
    return words[::-1]


def _body_before(doc: Doc, start: int, mentions: MentionIndex) -> Named | None:
    at = start - 1
    if at > 0 and doc[at].tag_ == "POS":
        at -= 1
    body = mentions.ending_at(at)
    if body is None or not _is_body(body):
        return None
    # "In Turkey Minister Koval met ..."
    elsewhere = body.type == "Place" and at == start - 1 and doc[body.first - 1 : body.first].text.lower() in _WHERE
    return None if elsewhere else body


def _beside(person: Token, mentions: MentionIndex) -> Iterator[Token]:
    """The title nouns in apposition to a person or predicated of one."""
    for child in person.children:
        if child.dep_ == "appos":
            yield child
    if person.dep_ == "appos":
        yield from _introducing(person.head, mentions)
    verb = person.head
    if person.dep_ == "nsubj" and verb.lemma_ in _COPULAS and not any(child.dep_ == "neg" for child in verb.children):
        yield from (child for child in verb.children if child.dep_ == "attr")
    if person.dep_ == "nsubj":
        yield from (noun for clause in (verb, *verb.conjuncts) for noun in _employed(clause, person))
    elif person.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in relation_words("appoint_verb"):
        yield from objects_of(verb, "as")
        yield from objects_of(person, "as")
        yield from (child for child in verb.children if child.dep_ in ("oprd", "attr"))


def _employed(verb: Token, person: Token) -> Iterator[Token]:
    if verb.lemma_ in _EMPLOYED and person in subjects(verb):
        yield from objects_of(verb, "as")


def _introducing(noun: Token, mentions: MentionIndex) -> Iterator[Token]:
    """The title that a name stands in apposition to, also where the parser takes the title's place for it."""
    if mentions.at(noun) is None:
        yield noun
    elif noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        yield noun.head.head


def _from_noun(person: Named, noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    doc, start = noun.doc, noun.left_edge.i
    if doc[noun.i + 1 : noun.i + 2].text == "-":
        return  # the first half of "secretary-general"
    while start > 1 and doc[start - 1].text == "-":
        start = doc[start - 2].left_edge.i
    phrase = list(doc[start : noun.i + 1])
    title = title_ending([token.text if token.i != noun.i else noun.lemma_ for token in phrase])
    if title is None or any(token.lower_ in _NO_LONGER for token in phrase):
        return
    bodies = _bodies(noun, title, mentions)
    last = max([noun.i, person.last, *(body.last for body in bodies)])
    words = range(min(noun.i - title.words + 1, person.first), last + 1)
    yield from _titled(person, title, bodies[0] if bodies else None, words)


def _bodies(noun: Token, title: Title, mentions: MentionIndex) -> list[Named]:
    """Whose mayor, commander or member: "of the brigade", "the brigade's", "brigade commander"; the nearest first."""
    inside = range(noun.i - title.words + 1, noun.i)
    candidates = [
        *objects_of(noun, *_BODY_PREPOSITIONS),
        *(child for child in noun.children if child.dep_ in ("poss", "compound", "nmod") and child.i not in inside),
        *objects_of(noun, *_REMOTE_PREPOSITIONS),
    ]
    found = (mentions.at(token) or mentions.place_at(token) for token in candidates)
    return [named for named in found if named is not None and _is_body(named)]


def _is_body(named: Named) -> bool:
    """Whether one can belong to it: not "the interior minister", though a description of a body may end so."""
    words = [token.text for token in named.head.doc[named.first : named.last + 1]]
    return named.type in ("Organisation", "Place") and title_ending(words) is None


def _titled(person: Named, title: Title, body: Named | None, words: range) -> Iterator[Statement]:
    quote = range(min(words.start, person.first), max(words.stop, person.last + 1))
    if title.kind in _HELD:
        yield Statement(_HELD[title.kind], person.span, title.canonical, quote)
    if body is None or body.entity == person.entity:
        return
    if body.subtype in ("Settlement", "Region"):
        return  # who governs a town is no member of it
    armed = body.subtype in relation_words("armed")
    leads = title.kind == "command" or (armed and title.canonical.split()[-1:] and _leads(title))
    deputy = title.canonical.startswith("Deputy")
    predicate = "commands" if leads and not deputy and body.type == "Organisation" else "member_of"
    yield Statement(predicate, person.span, body.span, quote)


def _leads(title: Title) -> bool:
    return title.kind == "office" and title.canonical.split()[-1] in _LEADERSHIP
