"""Direct speech joined to its speaker: quotations extend the attributions that hold them or find one nearby."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered, draft_of
from siegegraph.graph.extract.attributions.quotations import Quotation, quotations_in
from siegegraph.graph.extract.document import text_of
from siegegraph.ontology.lexicon.cues import cues

_FULL_STOPS = frozenset(".!?")
# Shorter stretches in quotation marks are names or words held at a distance unless syntax says who spoke them.
_SPEECH_WORDS = 4
_REACH = 12
_HOLDS_WORDS = frozenset({"that", "quote", "as", "obj"})


def add_quotations(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """The drafts with all quoted stretches given to a speaker, those found anew included."""
    speech = _Speech(doc, drafts)
    for quotation in quotations_in(text_of(doc)):
        speech.place(quotation)
    return speech.drafts


class _Speech:
    def __init__(self, doc: Doc, drafts: list[Draft]) -> None:
        self.doc = doc
        self.drafts = drafts
        self.by_cue = {draft.anchor.i: draft for draft in reversed(drafts)}
        # The drafts, by their place in the list, whose content holds a token.
        self.telling: dict[int, list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            self._index(index, draft.content)
        self.last: Draft | None = None
        self.waiting: set[int] = set()

    def place(self, quotation: Quotation) -> None:
        span = self.doc.char_span(*quotation.span, alignment_mode="expand")
        if span is None:
            return
        start, end = span.start, span.end
        draft = (
            self._holding(start, end)
            or self._beside(start, end)
            or self._introduced(start)
            or self._governing(start, end)
            or self._going_on(start, end)
        )
        spoken = self.waiting | set(range(start, end))
        if draft is None:
            # Speech over several paragraphs may name its speaker only in the last.
            self.waiting = spoken if quotation.runs_on else set()
            return
        added = spoken - draft.source - draft.words - draft.content
        draft.content |= added
        self._index(next(i for i, known in enumerate(self.drafts) if known is draft), added)
        self.last, self.waiting = draft, set()

    def _holding(self, start: int, end: int) -> Draft | None:
        """The attribution from outside the quotation whose content overlaps it most, the innermost of such."""
        shared = Counter(index for i in range(start, end) for index in self.telling[i])
        best: tuple[int, int] | None = None
        found: Draft | None = None
        for index in sorted(shared):
            draft = self.drafts[index]
            half = shared[index] * 2 >= end - start or start + 1 in draft.content
            rank = (shared[index], -len(draft.content))
            if half and not start <= draft.anchor.i < end and (best is None or rank > best):
                best, found = rank, draft
        return found

    def _index(self, index: int, tokens: Iterable[int]) -> None:
        for i in tokens:
            self.telling[i].append(index)

    def _beside(self, start: int, end: int) -> Draft | None:
        verb = self._verb_after(start, end) or self._verb_before(start)
        return self._draft_at(verb) if verb is not None else None

    def _draft_at(self, verb: Token) -> Draft:
        known = self.by_cue.get(verb.i)
        return known if known is not None else self._new(draft_of(verb, cues("verb")[verb.lemma_]))

    def _new(self, draft: Draft) -> Draft:
        self.by_cue[draft.anchor.i] = draft
        self.drafts.append(draft)
        return draft

    def _verb_after(self, start: int, end: int) -> Token | None:
        """The verb of "...," she said."""
        if end - 2 > start and self.doc[end - 2].text == "." and self.doc[end - 1].is_quote:
            return None
        for token in self.doc[end : min(end + _REACH, len(self.doc))]:
            if token.text in _FULL_STOPS or token.is_quote or "\n" in token.text:
                return None
            if self._speaks(token):
                return token
        return None

    def _verb_before(self, start: int) -> Token | None:
        """The verb of She said: "..."."""
        if start == 0 or self.doc[start - 1].text not in (",", ":", "that"):
            return None
        for i in range(start - 1, max(start - 1 - 2 * _REACH, -1), -1):
            token = self.doc[i]
            if token.text in _FULL_STOPS or token.is_quote or "\n" in token.text:
                return None
            if self._speaks(token):
                return token
        return None

    def _speaks(self, token: Token) -> bool:
        if token.pos_ not in ("VERB", "AUX"):
            return False
        cue = cues("verb").get(token.lemma_)
        return cue is not None and "quote" in cue.frames

    def _introduced(self, start: int) -> Draft | None:
        """The attribution whose colon ends the paragraph before."""
        at = start - 1
        while at >= 0 and self.doc[at].is_space:
            at -= 1
        if at < 0 or self.doc[at].text != ":":
            return None
        lead = self.doc[self.doc[at].sent.start : at]
        verb = next((token for token in reversed(lead) if self._speaks(token)), None)
        if verb is not None:
            return self._draft_at(verb)
        for token in lead:  # "Sanders delivered a retort:", "She went on:"
            draft = draft_of(token, None)
            if token.pos_ == "VERB" and draft.head is not None and draft.head.i < at:
                draft.words = {at}
                return self._new(draft)
        return None

    def _governing(self, start: int, end: int) -> Draft | None:
        """The attribution of the verb that a partial quotation depends on: They called it a "massacre"."""
        at = self.doc[start + 1 if start + 1 < end else start]
        while at.head.i != at.i:
            at, below = at.head, at
            if not start <= at.i < end and at.pos_ == "VERB":
                break
        cue = cues("verb").get(at.lemma_)
        if start <= at.i < end or cue is None or not cue.frames & _HOLDS_WORDS:
            return None
        draft = self._draft_at(at)
        draft.content |= covered(below) - draft.source - draft.words
        return draft if draft.source else None

    def _going_on(self, start: int, end: int) -> Draft | None:
        """The last speaker, where a quotation is speech and nobody else is named for it."""
        words = sum(not token.is_punct for token in self.doc[start:end])
        return self.last if words >= _SPEECH_WORDS else None
