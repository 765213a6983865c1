"""Attributions that syntax shows: a cue with its complement, read off the dependency parse.

Drafts hold token indexes; `attributions` turns them into spans of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import (
    PASSIVE_SUBJECTS,
    Draft,
    covered,
    draft_of,
    is_passive,
    source_of,
)
from siegegraph.ontology.lexicon.cues import Cue, cues
from siegegraph.ontology.lexicon.events import event_lexicon

_CLAUSAL = frozenset({"that", "quote", "inf"})
_GERUNDS = frozenset({"ger", "quote"})
_CONTRASTS = frozenset({"while", "whereas"})
_ASIDE = frozenset({"that", "aside"})
_DETACHED = frozenset({"parataxis", "advcl"})
_AFTER_SAYING = frozenset({"npadvmod", "dobj", "dative", "advmod", "prep", "prt"})
_UNSOURCED = frozenset({"say", "deny", "judge", "believe", "name"})
_PARTICLES = frozenset({"to", "for", "on"})
_CLAIMS = frozenset({"say", "judge", "believe"})
_LIGHT_VERBS = frozenset(
    {"make", "have", "express", "voice", "issue", "give", "repeat", "raise", "offer", "face", "share", "publish"}
)
_PRONOUN_OBJECTS = frozenset({"it", "this", "that", "these", "those", "him", "her", "them", "me", "us", "you", "what"})
ACCORDING = Cue("according", "say", frozenset({"to"}), "asserted", "positive", "certain")


def frames_in(doc: Doc) -> Iterator[Draft]:
    """Every attribution that a cue's own complement shows, in the order of the cues."""
    verbs, nouns, adjectives = cues("verb"), cues("noun"), cues("adj")
    for token in doc:
        draft = None
        if token.pos_ in ("VERB", "AUX") and token.lemma_ in verbs:
            cue = _reading(token, verbs)
            # "Called off the talks" names nothing and orders nothing.
            if not any(child.dep_ == "prt" and child.lower_ == "off" for child in token.children):
                draft = _verbal(token, cue)
        elif token.pos_ == "NOUN" and token.lemma_ in nouns:
            draft = _nominal(token, nouns[token.lemma_])
        elif token.pos_ == "ADJ" and token.lemma_ in adjectives and token.dep_ == "acomp":
            draft = _adjectival(token, adjectives[token.lemma_])
        elif token.lower_ == "according":
            draft = _according(token)
        if draft is not None and draft.content:
            yield draft


def may_lack_source(draft: Draft) -> bool:
    """Whether words are passed on without their speaker ("it is said that", "the claim that"); commands are not."""
    if draft.cue is None or draft.cue.kind not in _UNSOURCED:
        return False
    return is_passive(draft.anchor) or draft.anchor.pos_ == "NOUN"


def _reading(verb: Token, table: Mapping[str, Cue]) -> Cue:
    """The cue that a verb is with its complement: "told them to leave" and "called for" have rows of their own."""
    words = ["to" if child.dep_ == "xcomp" else child.lower_ for child in verb.children]
    words += [child.lower_ for clause in verb.children if clause.dep_ == "advcl" for child in clause.children]
    phrases = (f"{verb.lemma_} {word}" for word in words if word in _PARTICLES)
    return next((table[phrase] for phrase in phrases if phrase in table), table[verb.lemma_])


def _verbal(verb: Token, cue: Cue) -> Draft:
    draft = draft_of(verb, cue)
    subject = _passive_subject(verb)
    if subject is not None:
        _passive(draft, verb, cue, subject)
    else:
        _active(draft, verb, cue)
    if not draft.content and cue.frames & _ASIDE and subject is None:
        draft.content = _detached(verb, draft)
    if draft.content and "that" in cue.frames:  # "said that ten had left, and that five had died"
        clauses = (child for child in verb.rights if child.dep_ == "conj" and _has_mark(child, "that"))
        draft.content |= {i for clause in clauses for i in covered(clause)}
    draft.content -= draft.source | draft.words | _contrasted(verb)
    return draft


def _contrasted(verb: Token) -> set[int]:
    """What somebody else is set against the speaker with: "..., while the army denied it" is no more of the words."""
    told: set[int] = set()
    said = cues("verb")
    for clause in verb.subtree:
        if clause.dep_ != "advcl" or clause.lemma_ not in said or said[clause.lemma_].kind not in ("say", "deny"):
            continue
        contrasts = any(child.dep_ == "mark" and child.lower_ in _CONTRASTS for child in clause.children)
        after_comma = clause.left_edge.i > verb.i and clause.left_edge.nbor(-1).text == ","
        if contrasts and after_comma and any(child.dep_ == "nsubj" for child in clause.children):
            told |= covered(clause)
    return told


def _passive_subject(verb: Token) -> Token | None:
    """What a passive is about, the noun of a reduced clause included: "rebels said to have fled"."""
    for child in verb.children:
        if child.dep_ in PASSIVE_SUBJECTS:
            return child
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else None


def _active(draft: Draft, verb: Token, cue: Cue) -> None:
    objects: set[int] = set()
    complements: set[int] = set()
    for child in verb.children:
        if child.i in draft.source or _is_sentence_before(child, verb):
            continue
        if _is_content(child, cue):
            complements |= covered(child)
        elif child.dep_ == "prep" and child.lower_ in cue.frames:
            complements |= _complement(child, draft, keep=child.lower_ == "as" or "ger" in cue.frames)
        elif child.dep_ in ("dobj", "nsubj"):
            objects |= covered(child)
            if cue.kind == "name" and any(word.dep_ in ("acl", "appos") for word in child.rights):
                complements |= covered(child)  # "called the charges unfounded", parsed as one noun phrase
            draft.content |= _object(child, cue)
    if complements and objects and cue.kind in ("name", "order", "judge") and "hearer" not in cue.frames:
        complements |= objects
    draft.content |= complements
    for child in verb.rights:
        if child.dep_ in ("advcl", "xcomp") and child.left_edge.i - 1 in draft.content and _is_infinitive(child):
            draft.content |= covered(child)


def _is_sentence_before(child: Token, verb: Token) -> bool:
    """Whether a clause left of the verb is told beside it, not by it: the verb has its content to the right."""
    if child.dep_ != "ccomp" or child.i > verb.i:
        return False
    apart = any(token.text == ";" for token in verb.doc[child.i : verb.i])
    return apart or any(other.dep_ == "ccomp" and _has_mark(other, "that") for other in verb.rights)


def _is_content(child: Token, cue: Cue) -> bool:
    if child.dep_ == "ccomp":
        return bool(cue.frames & _CLAUSAL)
    if child.dep_ == "advcl":
        asks = cue.kind == "ask" and (_has_mark(child, "if") or _has_mark(child, "whether"))
        return asks or ("for" in cue.frames and _has_mark(child, "for"))
    if child.dep_ == "xcomp":
        return "inf" in cue.frames or (child.tag_ == "VBG" and bool(cue.frames & _GERUNDS))
    return child.dep_ in ("oprd", "acomp", "attr") and "as" in cue.frames


def _object(child: Token, cue: Cue) -> set[int]:
    if "claim" in cue.frames:  # who rejects a claim denies it, who rejects an offer refuses it
        return covered(child) if child.lemma_ in cues("noun") and cues("noun")[child.lemma_].kind in _CLAIMS else set()
    if "obj" not in cue.frames or child.lower_ in _PRONOUN_OBJECTS:
        return set()
    if child.head.lemma_ == "observe" and child.lemma_ in event_lexicon().noun_classes["truce"]:
        return set()  # a truce is kept, not told
    return covered(child)


def _complement(preposition: Token, draft: Draft, keep: bool) -> set[int]:
    inside = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
    if not inside or (preposition.lower_ == "on" and inside[0].ent_type_ in ("DATE", "TIME")):
        return set()
    if keep:
        return covered(preposition)
    told = next((clause for clause in inside[0].children if clause.dep_ == "acl" and _has_mark(clause, "that")), None)
    if told is not None and preposition.lower_ == "to":  # "pointed out to the envoy that"
        return covered(told)
    draft.words.add(preposition.i)
    return covered(preposition) - {preposition.i}


def _passive(draft: Draft, verb: Token, cue: Cue, subject: Token) -> None:
    complements: set[int] = set()
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp", "oprd") or (
            child.dep_ == "prep" and child.lower_ == "as" and "as" in cue.frames
        ):
            complements |= covered(child)
    told = "hearer" in cue.frames or cue.kind == "order"
    if complements:
        expletive = subject.lower_ == "it" or subject.right_edge.i > verb.i
        draft.content = complements if told or expletive else complements | covered(subject)
    elif draft.source and "obj" in cue.frames and subject.right_edge.i < verb.i:
        draft.content = covered(subject)


def _detached(verb: Token, draft: Draft) -> set[int]:
    """What an attribution is about that the parser did not hang under its verb."""
    if verb.dep_ in _DETACHED and _is_aside(verb):
        return covered(verb.head) - covered(verb)
    if draft.cue is not None and "quote" in draft.cue.frames:
        for child in verb.rights:
            clause = next((word for word in child.subtree if _has_mark(word, "that") and not _is_purpose(word)), None)
            if clause is None and child.dep_ == "advcl" and _is_plain_clause(child):
                clause = child
            if clause is not None:
                return covered(clause)
    return _fronted(verb, draft)


def _is_aside(verb: Token) -> bool:
    """Whether the clause stands beside what it attributes: "X, he said, ...", "X, as he put it"."""
    return verb.head.pos_ in ("VERB", "AUX") and (verb.dep_ == "parataxis" or _has_mark(verb, "as"))


def _fronted(verb: Token, draft: Draft) -> set[int]:
    """The words before "..., the minister said" at a sentence's end, where they are not parsed as its complement."""
    if not draft.source or verb.dep_ == "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return set()
    comma, sentence = min(draft.source) - 1, verb.sent
    ends = all(word.dep_ in _AFTER_SAYING or word.is_punct or word.is_space for word in verb.rights)
    if not ends or comma <= sentence.start or verb.doc[comma].text not in (",", ",”") or max(draft.source) > verb.i:
        return set()
    return set(range(sentence.start, comma))


def _is_plain_clause(clause: Token) -> bool:
    """Whether a clause has a subject and no word that makes it an adverbial: "said after the talks he would stay"."""
    labels = {child.dep_ for child in clause.children}
    return "nsubj" in labels and "mark" not in labels and not any(child.tag_ == "WRB" for child in clause.children)


def _is_purpose(clause: Token) -> bool:
    """Whether the clause is one of "so that"."""
    return any(child.lower_ == "so" for child in clause.children)


def _has_mark(clause: Token, word: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == word for child in clause.children)


def _nominal(noun: Token, cue: Cue) -> Draft:
    draft = Draft(cue=cue, anchor=noun, words={noun.i})
    for child in noun.children:
        if child.dep_ == "acl" and _announced(child, cue):
            draft.content |= covered(child)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":  # "their fear is that"
        draft.content |= {i for child in noun.head.rights if child.dep_ == "ccomp" for i in covered(child)}
    source = _source_of_noun(noun)
    if source is not None:
        draft.head, draft.source = source, covered(source)
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in cue.frames and source.i not in covered(child):
                draft.content |= _complement(child, draft, keep=False)
    draft.content -= draft.source | draft.words
    return draft


def _announced(clause: Token, cue: Cue) -> bool:
    return ("that" in cue.frames and _has_mark(clause, "that")) or ("inf" in cue.frames and _is_infinitive(clause))


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def _source_of_noun(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lemma_ in _LIGHT_VERBS:
        return source_of(noun.head)
    return None


def _adjectival(adjective: Token, cue: Cue) -> Draft | None:
    draft = draft_of(adjective.head, cue)
    draft.words |= {adjective.i}
    if draft.head is None or draft.head.lower_ == "it":
        return None
    for child in adjective.children:
        if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and "inf" in cue.frames):
            draft.content |= covered(child)
        elif child.dep_ == "prep" and child.lower_ in cue.frames:
            draft.content |= _complement(child, draft, keep=False)
    draft.content -= draft.source | draft.words
    return draft


def _according(token: Token) -> Draft | None:
    preposition = next((child for child in token.children if child.lower_ == "to"), None)
    if preposition is None:
        return None
    source = next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)
    if source is None:
        return None
    draft = Draft(cue=ACCORDING, anchor=token, head=source, source=covered(source))
    draft.words = {token.i, preposition.i}
    draft.content = covered(_clause(token)) - covered(token)
    for child in source.children:  # "according to the UN, 200 people, ..." is no apposition
        if child.dep_ == "appos" and _is_another(child, source):
            draft.source -= covered(child)
            draft.content |= covered(child)
    beside = _name_beside(source, draft.source)
    draft.source |= beside
    draft.content -= beside
    return draft


def _name_beside(source: Token, phrase: set[int]) -> set[int]:
    """A person's name between commas after a description, wherever the parse hangs it: "the mayor, Ana Lukic, ..."."""
    doc, comma = source.doc, max(phrase) + 1
    if source.tag_ != "NN" or comma >= len(doc) or doc[comma].text != ",":
        return set()
    name = next((span for span in doc.ents if span.start == comma + 1 and span.label_ == "PERSON"), None)
    if name is None or name.end >= len(doc) or doc[name.end].text != ",":
        return set()
    return set(range(comma, name.end))


def _is_another(noun: Token, source: Token) -> bool:
    """Whether a noun parsed as an apposition cannot be one: a count of others, or one person beside a plural."""
    counted = any(word.dep_ == "nummod" for word in noun.children)
    return counted or (source.tag_ == "NNS" and noun.ent_type_ == "PERSON")


def _clause(token: Token) -> Token:
    """The head of the clause that an adjunct belongs to."""
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT":
        head = head.head
    return head
