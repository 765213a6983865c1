"""Attributions that syntax shows: a cue with its complement, read off the dependency parse.

Drafts hold token indexes; `attributions` turns them into spans of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.adjective_frames import adjectival, adjective_cue
from siegegraph.graph.extract.attributions.appearances import appearance
from siegegraph.graph.extract.attributions.attribution_sources import (
    PASSIVE_SUBJECTS,
    Draft,
    covered,
    draft_of,
    is_passive,
)
from siegegraph.graph.extract.attributions.complements import complement, has_mark, is_infinitive
from siegegraph.graph.extract.attributions.noun_frames import nominal
from siegegraph.graph.extract.attributions.viewpoints import viewpoint
from siegegraph.ontology.lexicon.cues import Cue, cues
from siegegraph.ontology.lexicon.events import event_lexicon

_CLAUSAL = frozenset({"that", "quote", "inf"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GERUNDS = frozenset({"ger", "quote", "obj"})
_CONTRASTS = frozenset({"while", "whereas"})
_ASIDE = frozenset({"that", "aside"})
_DETACHED = frozenset({"parataxis", "advcl"})
_AFTER_SAYING = frozenset({"npadvmod", "dobj", "dative", "advmod", "prep", "prt"})
_UNSOURCED = frozenset({"say", "deny", "judge", "believe", "name"})
_PARTICLES = frozenset({"to", "for", "on", "as", "at"})
_ATTACHED = frozenset({"as", "from", "on", "with", "in", "against"})
_OWN_CLAUSES = frozenset({"although", "while", "as"})
_REASONS = frozenset({"because", "since", "unless", "if"})
_CLAIMS = frozenset({"say", "judge", "believe"})
_PRONOUN_OBJECTS = frozenset({"it", "this", "that", "these", "those", "him", "her", "them", "me", "us", "you", "what"})


def frames_in(doc: Doc) -> Iterator[Draft]:
    """Every attribution that a cue's own complement shows, in the order of the cues."""
    for token in doc:
        draft = viewpoint(token) or _drafted(token)
        if draft is None or not draft.content:
            draft = appearance(token)
        if draft is not None and draft.content:
            yield draft


def _drafted(token: Token) -> Draft | None:
    if token.pos_ in ("VERB", "AUX") and token.lemma_ in cues("verb"):
        cue = _reading(token, cues("verb"))
        # "Called off the talks" names nothing and orders nothing.
        off = any(child.dep_ == "prt" and child.lower_ == "off" for child in token.children)
        return None if off or cue.kind == "seem" else _verbal(token, cue)
    if token.pos_ == "NOUN" and token.lemma_ in cues("noun"):
        return nominal(token, cues("noun")[token.lemma_])
    feeling = adjective_cue(token, cues("adj"))
    return adjectival(token, feeling) if feeling is not None and feeling.kind != "seem" else None


def may_lack_source(draft: Draft) -> bool:
    """Whether words are passed on without their speaker ("it is said that", "asked whether"); commands are not."""
    if draft.cue is not None and draft.cue.kind == "ask":
        return draft.anchor.tag_ == "VBN"
    if draft.cue is None or draft.cue.kind not in _UNSOURCED:
        return draft.cue is not None and draft.cue.kind == "seem"
    return is_passive(draft.anchor) or draft.anchor.pos_ == "NOUN"


def _reading(verb: Token, table: Mapping[str, Cue]) -> Cue:
    """The cue that a verb is with its complement: "told them to leave" and "called for" have rows of their own."""
    words = ["to" if child.dep_ == "xcomp" else child.lower_ for child in verb.children]
    words += [child.lower_ for clause in verb.children if clause.dep_ == "advcl" for child in clause.children]
    phrases = (f"{verb.lemma_} {word}" for word in words if word in _PARTICLES)
    reading = next((table[phrase] for phrase in phrases if phrase in table), table[verb.lemma_])
    return table[verb.lemma_] if reading.lemma == "put at" and not _is_counted(verb) else reading


def _is_counted(verb: Token) -> bool:
    """Whether a number is put on something: "put the toll at 200"."""
    numbers = (word for child in verb.children if child.lower_ == "at" for word in child.children)
    thing = any(child.dep_ == "dobj" and child.pos_ == "NOUN" for child in verb.children)
    return thing and any(word.like_num or any(part.like_num for part in word.children) for word in numbers)


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
        clauses = (child for child in verb.rights if child.dep_ == "conj" and has_mark(child, "that"))
        draft.content |= {i for clause in clauses for i in covered(clause)}
    if subject is None and "quote" in cue.frames:
        draft.content |= _interrupted(verb, draft)
    draft.content |= _attached(verb, draft.content)
    draft.content -= draft.source | draft.words | _contrasted(verb)
    draft.content -= _before_colon(draft.content, verb)
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
            complements |= complement(child, draft, keep=child.lower_ == "as" or "ger" in cue.frames)
        elif child.dep_ in ("dobj", "nsubj"):
            objects |= covered(child)
            if cue.kind == "name" and any(word.dep_ in ("acl", "appos") for word in child.rights):
                complements |= covered(child)  # "called the charges unfounded", parsed as one noun phrase
            draft.content |= _object(child, cue)
    if complements and objects and cue.kind in ("name", "order", "judge") and "hearer" not in cue.frames:
        complements |= objects
    draft.content |= complements
    for child in verb.rights:
        next_to = child.left_edge.i - 1 in draft.content and is_infinitive(child)
        # "The dead will be buried at night, he said, because snipers fire by day"
        reason = child.dep_ == "advcl" and complements and max(complements) < verb.i and has_mark(child, *_REASONS)
        if (child.dep_ in ("advcl", "xcomp") and next_to) or reason:
            draft.content |= covered(child)


def _interrupted(verb: Token, draft: Draft) -> set[int]:
    """The whole sentence where speech stands on both sides: "After dawn, he said, the guns fell silent"."""
    doc, sentence = verb.doc, verb.sent
    left, right = min(draft.source, default=0) - 1, verb.i + 1
    while right < sentence.end and doc[right].head == verb and doc[right].dep_ in ("npadvmod", "advmod"):
        right += 1
    if left <= sentence.start or right >= sentence.end - 1 or doc[left].text != "," or doc[right].text != ",":
        return set()
    before = max(draft.source) < verb.i and any(i < left for i in draft.content)
    own = doc[right + 1].pos_ == "CCONJ" or doc[right + 1].lower_ in _OWN_CLAUSES
    if not before or own or any(token.is_quote for token in sentence):
        return set()
    return set(range(sentence.start, left)) | set(range(right + 1, sentence.end))


def _attached(verb: Token, content: set[int]) -> set[int]:
    """Phrases right after an object: "rejected attacks from the opposition", "pitched it as a way out"."""
    if any(child.dep_ == "ccomp" for child in verb.rights):
        return set()
    more: set[int] = set()
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in _ATTACHED and child.left_edge.i - 1 in content | more:
            inside = next((word for word in child.children if word.dep_ in ("pobj", "pcomp")), None)
            if inside is not None and inside.ent_type_ not in ("DATE", "TIME"):
                more |= covered(child)
    return more


def _before_colon(content: set[int], verb: Token) -> set[int]:
    """What stands before a colon on the verb's left, told beside the words: "Nobody left: it is late, he says"."""
    left = [i for i in content if i < verb.i]
    colons = [i for i in left if verb.doc[i].text == ":"]
    if not colons or colons[-1] + 2 > max(left) or any(verb.doc[i].is_quote for i in left):
        return set()
    return {i for i in left if i <= max(colons)}


def _is_sentence_before(child: Token, verb: Token) -> bool:
    """Whether a clause left of the verb is told beside it, not by it: the verb has its content to the right."""
    if child.dep_ != "ccomp" or child.i > verb.i:
        return False
    apart = any(token.text in (";", ":") for token in verb.doc[child.i : verb.i])
    return apart or any(other.dep_ == "ccomp" and has_mark(other, "that") for other in verb.rights)


def _is_content(child: Token, cue: Cue) -> bool:
    if child.dep_ == "ccomp":
        return bool(cue.frames & _CLAUSAL)
    if child.dep_ == "advcl":
        asks = cue.kind == "ask" and (has_mark(child, "if") or has_mark(child, "whether"))
        return asks or ("for" in cue.frames and has_mark(child, "for"))
    if child.dep_ == "xcomp":
        finite = child.tag_ in _FINITE and "that" in cue.frames  # "a strike which they say left ten dead"
        return finite or "inf" in cue.frames or (child.tag_ == "VBG" and bool(cue.frames & _GERUNDS))
    return child.dep_ in ("oprd", "acomp", "attr") and "as" in cue.frames


def _object(child: Token, cue: Cue) -> set[int]:
    if "claim" in cue.frames:  # who rejects a claim denies it, who rejects an offer refuses it
        return covered(child) if child.lemma_ in cues("noun") and cues("noun")[child.lemma_].kind in _CLAIMS else set()
    if "obj" not in cue.frames or child.lower_ in _PRONOUN_OBJECTS:
        return set()
    if child.head.lemma_ == "observe" and child.lemma_ in event_lexicon().noun_classes["truce"]:
        return set()  # a truce is kept, not told
    return covered(child)


def _passive(draft: Draft, verb: Token, cue: Cue, subject: Token) -> None:
    complements: set[int] = set()
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp", "oprd") or (
            child.dep_ == "prep" and child.lower_ == "as" and "as" in cue.frames
        ):
            complements |= covered(child)
        elif child.dep_ == "prep" and child.lower_ in cue.frames:  # "was accused of", "was warned about"
            complements |= complement(child, draft, keep="ger" in cue.frames)
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
            clause = next((word for word in child.subtree if has_mark(word, "that") and not _is_purpose(word)), None)
            if clause is None and child.dep_ == "advcl" and _is_plain_clause(child):
                clause = child
            if clause is not None:
                return covered(clause)
    return _fronted(verb, draft)


def _is_aside(verb: Token) -> bool:
    """Whether the clause stands beside what it attributes: "X, he said, ...", "X, as he put it"."""
    return verb.head.pos_ in ("VERB", "AUX") and (verb.dep_ == "parataxis" or has_mark(verb, "as"))


def _fronted(verb: Token, draft: Draft) -> set[int]:
    """The words before "..., the minister said" at a sentence's end, where they are not parsed as its complement."""
    if not draft.source or verb.tag_ not in ("VBD", "VBZ", "VBP"):
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
