"""Finds the events that a report tells of: trigger words and their type, one row for each telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.events.triggers import Reading, TriggerMatcher
from siegegraph.graph.extract.parse.clauses import children, counting_noun, deep_subjects, governing_verb, is_verb
from siegegraph.graph.extract.parse.markup import images, text_start
from siegegraph.graph.extract.parse.negation import is_negated
from siegegraph.graph.model.extraction import EventMention
from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.word_classes import word_class

# Nouns that leave the event in the noun before them ("evacuation effort"); before any other it only describes.
_TRANSPARENT_HEADS = word_class("transparent_head")
# Their object is the truce that they break or keep, not a second event.
_CONSUMES_OBJECT = frozenset({"CeasefireViolation", "Ceasefire", "Acceptance", "CeasefireProposal", "Ultimatum"})
# "The strikes", "the attack", "the bombing" may take up any of these.
_ATTACKS = frozenset({"GroundAssault", "Bombardment", "Airstrike", "MissileStrike"})
# These tell of no means; who or what does it may, by the classes of nouns that name means.
_OPEN_MEANS = frozenset({"Attack", "Bombardment"})
_BY_MEANS = {"aircraft": "Airstrike", "missile": "MissileStrike", "gun": "Bombardment"}
# What these are when they are denied of somebody.
_NEGATED = {"Acceptance": "Refusal", "Ceasefire": "CeasefireViolation"}
_KEEPING = frozenset({"observe", "keep", "honour", "honor", "respect"})
# "The second battle" is another than the one already told.
_FRESH = frozenset({"new", "fresh", "further", "other", "separate", "latest", "final"})
_ENTITY_TYPES = frozenset({"Organisation", "Person", "Place", "Weapon", "Vessel"})
_REPORTS = word_class("content_noun")
# The longest stretch of a light verb and its noun that is kept as one trigger, in words.
_LONGEST_TRIGGER = 7


@dataclass(frozen=True, slots=True)
class EventComponent:
    """Writes `annotations.events` with trigger, type and family."""

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its events."""
        annotations_of(doc).events = tuple(map(_mention, event_readings(doc)))
        return doc


@Language.factory("siegegraph_events")
def make_events(nlp: Language, name: str) -> EventComponent:
    """The component's factory."""
    return EventComponent()


def event_readings(doc: Doc) -> list[Reading]:
    """The readings that stand for events told, in text order."""
    apart = _untold(doc)
    readings = [r for r in TriggerMatcher(doc).readings(_outside_names(doc)) if r.head.i not in apart]
    consumed = {token.i for reading in readings for token in _consumed(reading)}
    # "Fought a battle" is the battle.
    consumed |= {r.carrier.i for r in readings if r.carrier is not None and r.head.i not in consumed}
    kept: list[Reading] = []
    for reading in readings:
        if reading.head.i not in consumed and _is_told(reading, kept):
            kept.append(reading)
    return kept


def type_told(reading: Reading) -> str:
    """The event type of a reading: what its trigger says, but an offer that nobody accepts is a Refusal.

    In the same way a truce that somebody did not keep is a violation of it.
    """
    told = reading.trigger.type or "Other"
    if told in _OPEN_MEANS:
        return next((by for means, by in _BY_MEANS.items() if _is_done_with(reading, means)), told)
    if told == "Ceasefire" and reading.carrier is not None and reading.carrier.lemma_ not in _KEEPING:
        return told
    return _NEGATED[told] if told in _NEGATED and is_negated(reading.predicate) else told


def _is_done_with(reading: Reading, means: str) -> bool:
    """Whether these do it: "jets bombed the port", "army aviation carried out strikes", "a mortar attack"."""
    kinds = event_lexicon().noun_classes[means]
    doers = deep_subjects(reading.predicate) if is_verb(reading.predicate) else []
    modifiers = children(reading.head, "compound") if reading.trigger.pos == "N" else []
    return any(noun.lemma_.lower() in kinds for noun in (*doers, *modifiers))


def span_of(reading: Reading) -> tuple[int, int]:
    """The offsets of the trigger words, the light verb included where it stands close before its noun."""
    tokens: Sequence[Token] = reading.tokens
    carrier = reading.carrier
    if carrier is not None and 0 < tokens[-1].i - carrier.i <= _LONGEST_TRIGGER:
        tokens = (carrier, *tokens)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _mention(reading: Reading) -> EventMention:
    start, end = span_of(reading)
    told = type_told(reading)
    return EventMention(start=start, end=end, type=told, family=event_lexicon().frames[told].family)


def _outside_names(doc: Doc) -> Iterator[Token]:
    """The tokens that are no part of a name: "the Ministry of Defence" defends nothing."""
    named: set[int] = set()
    for entity in annotations_of(doc).entities:
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        # A single common noun with the capital of a sentence's start ("Reinforcements") is no name.
        if span is None or (len(span) == 1 and span[0].is_sent_start and span[0].pos_ == "NOUN"):
            continue
        if entity.type in _ENTITY_TYPES:
            named.update(range(span.start, span.end))
    return (token for token in doc if token.i not in named)


def _untold(doc: Doc) -> frozenset[int]:
    """The tokens that tell nothing: front matter, images, and headings without a verb ("Military casualties")."""
    begin = text_start(text_of(doc))
    found = {token.i for token in doc if token.idx < begin}
    for image in images(text_of(doc)):
        caption = doc.char_span(*image, alignment_mode="expand")
        found.update(range(caption.start, caption.end) if caption is not None else ())
    for heading in annotations_of(doc).headings:
        words = doc.char_span(heading.start, heading.end, alignment_mode="expand")
        if words is not None and not any(word.pos_ in ("VERB", "AUX") and word.tag_ != "VBG" for word in words):
            found.update(range(words.start, words.end))
    return frozenset(found)


def _consumed(reading: Reading) -> Iterable[Token]:
    """Nouns that tell of what the verb above them tells of: the truce it breaks, the convoy it says to have come."""
    if reading.trigger.pos != "V":
        return ()
    if reading.trigger.type == "AidDelivery":
        return children(reading.head, "nsubj", "nsubjpass")
    return children(reading.head, "dobj", "nsubjpass") if reading.trigger.type in _CONSUMES_OBJECT else ()


def _is_told(reading: Reading, earlier: Sequence[Reading]) -> bool:
    """Whether the words tell of an event, rather than name a kind of event or refer back to one already told."""
    if _is_within_same(reading, earlier):
        return False
    if reading.trigger.pos != "N" and reading.carrier is None and children(reading.head, "det"):
        return _is_counted(reading.head)
    if reading.head.dep_ == "amod" and type_told(reading) == "Siege" and any(type_told(r) == "Siege" for r in earlier):
        return False  # a report that told of the siege goes on to speak of "the besieged town"
    if reading.trigger.pos != "N" and any(_is_pair(reading.head, other) for other in earlier):
        return False
    if reading.trigger.pos != "N":
        return True
    noun = reading.head
    if noun.dep_ == "compound" and noun.head.lemma_.lower() not in _TRANSPARENT_HEADS:
        return False
    if reading.carrier is not None:
        return True
    if _stands_alone(noun):
        return bool(reading.trigger.type) and not _is_generic(noun) and not _refers_back(reading, earlier)
    return True


def _is_counted(noun: Token) -> bool:
    """Whether a number says how many: "twelve of the dead"."""
    counting = counting_noun(noun)
    number = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else counting
    return number != noun and number.pos_ == "NUM"


def _is_within_same(reading: Reading, earlier: Sequence[Reading]) -> bool:
    """A noun under a verb that tells the same: "died from his injuries"; counted, it is another."""
    noun = reading.head
    if reading.trigger.pos != "N" or noun.dep_ != "pobj" or children(noun, "nummod"):
        return False
    verb, told = governing_verb(noun), type_told(reading)
    return any(other.head == verb and type_told(other) == told for other in earlier)


def _is_pair(head: Token, other: Reading) -> bool:
    """Whether the two count together: "dead and wounded", "were killed or wounded"."""
    if head.i - other.head.i != 2 or head.nbor(-1).lower_ not in ("and", "or"):
        return False
    # Parsers lose themselves in "40 dead and wounded"; the words side by side are enough.
    return other.trigger.pos == "A" or (
        head.dep_ == "conj" and head.head == other.head and head.nbor(-1).lower_ == "or"
    )


def _stands_alone(noun: Token) -> bool:
    """Whether nothing but a determiner or a plain adjective describes the noun."""
    return not any(
        child.dep_ in ("prep", "poss", "nummod", "agent", "acl", "relcl", "compound")
        or (child.dep_ == "amod" and child.ent_type_ in ("NORP", "GPE", "DATE"))
        or (child.dep_ == "npadvmod")
        for child in noun.children
    )


def _is_generic(noun: Token) -> bool:
    """A bare noun that is neither what the sentence is about nor determined: "built to withstand bombings"."""
    if any(child.dep_ == "det" for child in noun.children) or counting_noun(noun) != noun:
        return False
    if noun.dep_ == "dobj":
        return noun.head.tag_ in ("VB", "VBG")
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _REPORTS:
        return False  # "no reports of casualties"
    return noun.dep_ not in ("nsubj", "nsubjpass", "attr", "ROOT") or noun.head.pos_ not in ("VERB", "AUX")


def _refers_back(reading: Reading, earlier: Sequence[Reading]) -> bool:
    """A definite noun of the type of an event told in this sentence or the one before."""
    noun = reading.head
    if not any(child.lower_ in ("the", "this", "that", "these", "those") for child in children(noun, "det")):
        return False
    if any(child.lower_ in _FRESH or child.ent_type_ == "ORDINAL" for child in children(noun, "amod")):
        return False
    family = _family(reading)
    begin = noun.sent.start
    since = noun.doc[begin - 1].sent.start if begin else begin
    return any(family == _family(other) for other in earlier if other.head.i >= since)


def _family(reading: Reading) -> str:
    told = type_told(reading)
    return "Attack" if told in _ATTACKS else event_lexicon().frames[told].family or told
