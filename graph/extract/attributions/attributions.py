"""Attributions: who is said to have said what, with the spans of source, cue and content, and the speaker's entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_frames import frames_in, may_lack_source
from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered, is_nobody, is_passive
from siegegraph.graph.extract.attributions.labelled_speech import labelled_in
from siegegraph.graph.extract.attributions.nearby_sources import add_nearby_sources
from siegegraph.graph.extract.attributions.propositions import is_proposition
from siegegraph.graph.extract.attributions.quoted_speech import add_quotations
from siegegraph.graph.extract.attributions.relayed_speech import relayed_in
from siegegraph.graph.extract.attributions.speakers import Speaker, Speakers
from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.parse.coordination import mend_coordination
from siegegraph.graph.extract.parse.markup import is_emphasis, text_start
from siegegraph.graph.model.extraction import AttributionMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.cues import attitudes, verdicts
from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.speech import speech_words

_INTERLOCUTORS = frozenset({"i", "we", "you", "it", "that", "this"})
_RAISING = frozenset({"want", "plan", "believe", "order"})
_FIGHTING = frozenset({"Attack", "Bombardment", "Airstrike", "MissileStrike", "GroundAssault"})
_TOLD = frozenset({"say", "deny", "ask", "name", "show", "order"})
_LOOSE = frozenset(",;:.—–-…")


@Language.factory("siegegraph_attributions")
def make_attributions(nlp: Language, name: str) -> Attributions:
    """The component as the pipeline's config names it."""
    return Attributions()


class Attributions:
    """Finds attributions and writes them, in the order of their cues, to the Doc's annotations."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the annotations' `attributions`."""
        mend_coordination(doc)
        drafts = sorted(drafts_of(doc), key=lambda draft: draft.anchor.i)
        read = annotations_of(doc)
        speakers = Speakers(doc, read)
        rows = []
        for draft, within in zip(drafts, nesting(drafts), strict=True):
            rows.append(mention(doc, draft, speakers.of(draft), within))
        read.attributions = tuple(rows)
        return doc


def drafts_of(doc: Doc) -> list[Draft]:
    """Every attribution of a parsed Doc, as token indexes."""
    drafts = add_quotations(doc, list(frames_in(doc)))
    add_nearby_sources(doc, drafts)
    relayed = {draft.anchor.i: draft for draft in relayed_in(doc, drafts)}
    direct = [draft for draft in drafts if draft.anchor.i not in relayed]
    begin = text_start(text_of(doc))
    found = (*direct, *relayed.values(), *labelled_in(doc, drafts))
    return _spoken([draft for draft in found if draft.anchor.idx >= begin])


def _spoken(drafts: list[Draft]) -> list[Draft]:
    """The drafts without the wishes and thoughts that somebody else's words tell of: only speech makes a chain."""
    whole = [draft for draft in drafts if draft.content and (draft.source or may_lack_source(draft))]
    whole = [draft for draft in whole if _tells(draft)]
    by_cue = {draft.anchor.i: draft for draft in whole}
    for draft in whole:
        _trim(draft, by_cue)
    return [
        draft
        for draft, within in zip(whole, nesting(whole), strict=True)
        if within is None or _is_speech(draft, whole[within])
    ]


def _tells(draft: Draft) -> bool:
    """Whether there is something told, and not beside the words of nobody ("no one counts the dead")."""
    if is_nobody(draft.head) and min(draft.content) < draft.anchor.i:
        return False
    return not _is_happening(draft.head) and (is_proposition(draft.anchor.doc, draft.content) or _is_enough(draft))


def _is_enough(draft: Draft) -> bool:
    """Whether a name is all that a verdict needs ("praised the Red Cross"), an infinitive all that a refusal does."""
    words = [draft.anchor.doc[i] for i in draft.content]
    if draft.cue is None or draft.cue.kind not in ("judge", "refuse"):
        return False
    return any(word.tag_ == "VB" if draft.cue.kind == "refuse" else word.pos_ == "PROPN" for word in words)


def _is_happening(head: Token | None) -> bool:
    """Whether the source is an event, which goes on but does not speak: "the shelling continued, with monitors ..."."""
    if head is None or head.lemma_ in speech_words("medium"):
        return False
    word = head.lower_ if head.tag_ == "VBG" else head.lemma_.lower()
    return any(trigger.type in _FIGHTING for trigger in event_lexicon().nouns.get(word, ()))


def _trim(draft: Draft, by_cue: Mapping[int, Draft]) -> None:
    """Take out of a source's name what it says elsewhere: "the nurse, who had told of ..., said"."""
    head = {draft.head.i} if draft.head is not None else set()
    for anchor in sorted((draft.source - head) & by_cue.keys()):
        other = by_cue[anchor]
        if other.cue is not None and other.cue.kind not in _TOLD:
            continue  # "a deputy who wants a commission" is whom we hear of
        draft.source -= (other.content | other.words) - head
        if other.head is not None and other.head.tag_ in ("WP", "WDT") and other.head.i in draft.source:
            draft.source -= covered(other.anchor) - head  # "a commander, who asked not to be named, said"


def _is_speech(draft: Draft, outer: Draft) -> bool:
    """Whether words told within others' have a speaker of their own: not "he wants to say", "I think"."""
    told = draft.cue is not None and draft.cue.kind in ("say", "deny")
    return told and draft.head is not None and draft.head != outer.head and draft.head.lower_ not in _INTERLOCUTORS


def _is_appearance(draft: Draft) -> bool:
    """Whether nobody stands behind a draft: what merely seems so is no link in a chain of speakers."""
    return draft.cue is not None and draft.cue.kind == "seem"


def nesting(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the innermost other one whose content holds its cue."""
    holding: dict[int, list[int]] = {draft.anchor.i: [] for draft in drafts}
    for i, draft in enumerate(drafts):
        if not _is_appearance(draft):
            for anchor in holding.keys() & draft.content:
                holding[anchor].append(i)
    return [_outer(draft, drafts, holding[draft.anchor.i]) for draft in drafts]


def _outer(draft: Draft, drafts: Sequence[Draft], holding: Sequence[int]) -> int | None:
    if draft.outer is not None:
        return next((i for i, other in enumerate(drafts) if other is draft.outer), None)
    around = [(len(drafts[i].content), i) for i in holding if drafts[i].anchor.i not in draft.content]
    return min(around)[1] if around else None


def mention(doc: Doc, draft: Draft, speaker: Speaker, within: int | None) -> AttributionMention:
    """The row that a draft becomes."""
    modality, polarity, certainty = stance_of(draft)
    return AttributionMention(
        # Nobody is no speaker: "no officials said that" only leaves open what follows.
        source=() if is_nobody(draft.head) else spans_of(doc, draft.source | speaker.described),
        cue=spans_of(doc, draft.words),
        content=spans_of(doc, draft.content),
        speaker=speaker.entity,
        on_behalf_of=speaker.body,
        within=within,
        modality=modality,
        polarity=polarity,
        certainty=certainty,
    )


def stance_of(draft: Draft) -> tuple[str, str, str]:
    """Modality, polarity and certainty of what is attributed, by the cue and its negation.

    "Does not want to" and "does not think" negate what follows; "did not say" leaves it open.
    """
    cue = draft.cue
    if cue is None:
        return "asserted", "positive", "certain"
    charged = cue.kind == "say" or "of" in cue.frames
    if not draft.source and charged and cue.kind in ("say", "judge") and is_passive(draft.anchor):
        return "reported", "positive", "unknown"
    if draft.negated and cue.kind in _RAISING:
        return cue.modality, "negative", cue.certainty
    if draft.negated:
        return "possible", "positive", "unknown"
    return cue.modality, cue.polarity, cue.certainty


def spans_of(doc: Doc, indexes: Iterable[int]) -> tuple[Span, ...]:
    """The stretches that the tokens make up, without punctuation left over at their edges."""
    spans = []
    for start, end in _runs(sorted(indexes)):
        while start < end and _is_loose(doc[start]):
            start += 1
        while start < end and _is_loose(doc[end - 1]):
            end -= 1
        if start < end:
            spans.append(Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
    return tuple(spans)


def _is_loose(token: Token) -> bool:
    return token.is_space or token.text in _LOOSE or is_emphasis(token)


def _runs(indexes: Sequence[int]) -> Iterable[tuple[int, int]]:
    start = 0
    for at in range(1, len(indexes) + 1):
        if at == len(indexes) or indexes[at] != indexes[at - 1] + 1:
            yield indexes[start], indexes[at - 1] + 1
            start = at


def attribution_at(attributions: Sequence[AttributionMention], start: int, end: int) -> int | None:
    """The innermost attribution whose content holds the words from `start` to `end`; None where the outlet speaks.

    Of two with the same content the one within the other counts, and who says so before who denies it.
    """
    holding = [
        (sum(span.end - span.start for span in row.content), row.modality == "denied", -_depth(attributions, i), i)
        for i, row in enumerate(attributions)
        if any(span.start <= start and end <= span.end for span in row.content)
    ]
    return min(holding)[-1] if holding else None


def _depth(attributions: Sequence[AttributionMention], index: int) -> int:
    outer = attributions[index].within
    return 0 if outer is None else 1 + _depth(attributions, outer)


def is_attitude(doc: Doc, row: AttributionMention) -> bool:
    """Whether a row tells what somebody wants, plans or thinks rather than says: the teller vouches for that.

    So it is where nobody is named for a verdict: "the raid was seen as revenge" says that there was a raid.
    """
    cue = doc.char_span(*row.cue[-1], alignment_mode="expand") if row.cue else None
    nobodys = not row.source and row.speaker is None
    told = attitudes() | verdicts() if nobodys else attitudes()
    return cue is not None and any((token.pos_, token.lemma_) in told for token in cue)
