"""Lasting relations between entities: places in places, offices and ranks, commands, control, alliances, kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attributions import attribution_at
from siegegraph.graph.extract.attributions.quotations import quotations_in
from siegegraph.graph.extract.attributions.statements import Statement
from siegegraph.graph.extract.document import Annotations, annotations_of, text_of
from siegegraph.graph.extract.events.nations import siding_nations
from siegegraph.graph.extract.relations.event_relations import EventRelations
from siegegraph.graph.extract.relations.mention_index import MentionIndex
from siegegraph.graph.extract.relations.party_relations import party_statements
from siegegraph.graph.extract.relations.place_relations import place_statements
from siegegraph.graph.extract.relations.title_relations import title_statements
from siegegraph.graph.extract.scoring import pairs
from siegegraph.graph.model.extraction import Bounds, RelationMention
from siegegraph.graph.model.span import Span

_TIME_CHILDREN = frozenset({"npadvmod", "prep", "advmod", "nmod", "tmod"})


@Language.factory("siegegraph_relations")
def make_relations(nlp: Language, name: str) -> Relations:
    """The component as the pipeline's config names it."""
    return Relations()


class Relations:
    """Finds relations and writes them, in the order of the text, to the Doc's annotations."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the annotations' `relations`."""
        read = annotations_of(doc)
        read.mentions = (*read.mentions, *siding_nations(doc))
        mentions = MentionIndex(doc, read)
        quoted = [quotation.span for quotation in quotations_in(text_of(doc))]
        rows = [_row(doc, read, quoted, statement) for statement in _statements(doc, mentions)]
        read.relations = tuple(_distinct(doc, read, [*rows, *EventRelations(doc, read, mentions).rows()]))
        return doc


def _statements(doc: Doc, mentions: MentionIndex) -> Iterator[Statement]:
    yield from title_statements(doc, mentions)
    yield from place_statements(doc, mentions)
    yield from party_statements(doc, mentions)


def _row(doc: Doc, read: Annotations, quoted: Sequence[Span], statement: Statement) -> RelationMention:
    words = doc[statement.words.start : statement.words.stop]
    quote = Span(words.start_char, words.end_char)
    row = RelationMention(
        predicate=statement.predicate, subject=statement.subject, object=statement.object, quote=quote
    )
    if statement.verb is None and not any(span.contains(quote) for span in quoted):
        return row  # a title or an apposition is the teller's, whosever words are being told
    row = _told(row, read)
    return _in_clause(row, read, statement.verb) if statement.verb is not None else row


def _told(row: RelationMention, read: Annotations) -> RelationMention:
    """The row with its speaker, and how the speaker stands to it."""
    index = attribution_at(read.attributions, row.subject.start, row.subject.end)
    if index is None:
        return row
    teller = read.attributions[index]
    return replace(
        row, attribution=index, modality=teller.modality, polarity=teller.polarity, certainty=teller.certainty
    )


def _in_clause(row: RelationMention, read: Annotations, verb: Token) -> RelationMention:
    """The row with what the clause adds: negation, modality, time."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    if auxiliaries & {"not", "n't", "n’t"} or any(child.lower_ in ("never", "no") for child in verb.children):
        row = replace(row, polarity="negative")
    if auxiliaries & {"will", "wo", "shall"}:
        row = replace(row, modality="future")
    elif auxiliaries & {"may", "might", "could", "would", "can"}:
        row = replace(row, modality="possible", certainty="possible")
    time = _time_of(verb, read)
    present = verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"is", "are", "has", "have"}
    if time is not None:
        return replace(row, time=time)
    if row.modality == "asserted" and present and read.report.published is not None:
        day = read.report.published
        return replace(row, ongoing=True, bounds=Bounds(begin_latest=day, end_earliest=day))
    return row


def _time_of(verb: Token, read: Annotations) -> int | None:
    """The time expression that modifies the clause itself."""
    for child in verb.children:
        if child.dep_ in _TIME_CHILDREN:
            start, end = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
            for i, time in enumerate(read.times):
                if start <= time.start and time.end <= end and time.type in ("DATE", "TIME"):
                    return i
    return None


def _distinct(doc: Doc, read: Annotations, rows: Iterable[RelationMention]) -> list[RelationMention]:
    """Each relation between two entities once a sentence, in the order of the text."""
    entities = {Span(row.start, row.end): row.entity for row in read.mentions}
    entities |= {Span(row.start, row.end): row.id for row in read.entities if row.id is not None}
    names = {Span(entity.start, entity.end) for entity in read.entities}
    kept: dict[tuple[object, ...], RelationMention] = {}
    for row in rows:
        tokens = doc.char_span(*row.subject, alignment_mode="expand")
        sentence = tokens.sent.start if tokens is not None else row.subject.start
        thing = row.object if isinstance(row.object, str) else entities.get(row.object, row.object)
        key = (row.predicate, entities.get(row.subject, row.subject), thing, sentence)
        kept[key] = max(kept.get(key, row), row, key=lambda told: _named(told, names))
    return sorted(kept.values(), key=lambda row: (row.quote or row.subject, row.predicate))


def _named(row: RelationMention, names: Set[Span]) -> int:
    """How many ends of a relation are names rather than descriptions."""
    return sum(end in names for end in (row.subject, row.object))


Example = tuple[Sequence[RelationMention], Sequence[RelationMention]]


def score_relations(examples: Iterable[Example]) -> dict[str, float]:
    """Precision, recall and F1 over (gold, found) rows: same predicate, overlapping subject and object."""
    right = found_count = gold_count = 0
    for gold, found in examples:
        right += len(pairs(gold, found, _same))
        found_count += len(found)
        gold_count += len(gold)
    precision = right / found_count if found_count else 0.0
    recall = right / gold_count if gold_count else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"relations_p": precision, "relations_r": recall, "relations_f": f1}


def _same(one: RelationMention, other: RelationMention) -> bool:
    if one.predicate != other.predicate or not one.subject.overlaps(other.subject):
        return False
    if isinstance(one.object, Span) and isinstance(other.object, Span):
        return one.object.overlaps(other.object)
    return one.object == other.object
