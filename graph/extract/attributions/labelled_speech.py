"""Speech that layout gives to its speaker: "The governor added:" above a paragraph, "MAYOR: ..." in a transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, draft_of
from siegegraph.graph.extract.document import annotations_of
from siegegraph.ontology.lexicon.cues import cues
from siegegraph.ontology.lexicon.speech import speech_words
from siegegraph.ontology.lexicon.titles import title_ending

_LONGEST_LABEL = 5
_SHORTEST = 4
# Who is called by what they are in headlines: "Police: ten held", "Witness: ...".
_CALLED = speech_words("spokesperson") | {"police", "official", "witness", "resident", "survivor"}
_NAMES = frozenset({"PERSON", "ORG"})


def labelled_in(doc: Doc, drafts: list[Draft]) -> Iterator[Draft]:
    """Attributions of whole paragraphs that no draft holds yet."""
    taken = {i for draft in drafts for i in draft.content}
    paragraphs = list(_paragraphs(doc))
    names = _surnames(doc)
    again = _repeated(doc, names)
    for here, (start, end) in enumerate(paragraphs):
        colon = next((i for i in range(start, min(start + _LONGEST_LABEL + 1, end)) if doc[i].text == ":"), None)
        if colon is not None and colon + 1 < end and _is_label(doc, start, colon, names & again):
            yield _from_label(doc, start, colon, end)
        elif doc[end - 1].text == ":" and here + 1 < len(paragraphs) and paragraphs[here + 1][0] not in taken:
            draft = _from_sentence(doc[end - 1], paragraphs[here + 1])
            if draft is not None:
                yield draft


def _paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if "\n" in token.text:
            if start < token.i:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _surnames(doc: Doc) -> frozenset[str]:
    return frozenset(name[-1].lower_ for name in doc.ents if name.label_ in _NAMES)


def _is_label(doc: Doc, start: int, colon: int, names: frozenset[str]) -> bool:
    """Whether the words before a colon are an office, or the name of somebody whom the text also names elsewhere."""
    words = [token for token in doc[start:colon] if not token.is_quote]
    if words and (title_ending([words[-1].lower_]) or words[-1].lemma_.lower() in _CALLED):
        return colon + _SHORTEST < len(doc) and "\n" not in doc[colon + 1 : colon + _SHORTEST].text
    named = bool(words) and words[-1].lower_ in names and all(word.text[0].isupper() for word in words)
    return named and not _is_place(words[-1])


def _repeated(doc: Doc, names: frozenset[str]) -> frozenset[str]:
    """The names that a text has more than once."""
    counts = Counter(token.lower_ for token in doc if token.lower_ in names)
    return frozenset(name for name, count in counts.items() if count > 1)


def _is_place(word: Token) -> bool:
    """Whether a place alone is named: "Mosul: corridor opened" is a title."""
    names = annotations_of(word.doc).entities
    types = {name.type for name in names if name.start <= word.idx < name.end}
    return "Place" in types and not types & {"Person", "Organisation"}


def _from_label(doc: Doc, start: int, colon: int, end: int) -> Draft:
    source = {token.i for token in doc[start:colon] if not token.is_quote}
    draft = Draft(cue=None, anchor=doc[colon], head=doc[max(source)], source=source, words={colon})
    draft.content = set(range(colon + 1, end))
    return draft


def _from_sentence(colon: Token, paragraph: tuple[int, int]) -> Draft | None:
    """The paragraph under a sentence of saying that ends in a colon."""
    said = cues("verb")
    for token in reversed(colon.sent):
        if token.pos_ == "VERB" and token.lemma_ in said and "quote" in said[token.lemma_].frames:
            draft = draft_of(token, said[token.lemma_])
            draft.content = set(range(*paragraph))
            return draft if draft.source else None
    return None
