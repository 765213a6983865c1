"""How far each event is told as fact: modality, polarity, certainty and outcome, by cues and their scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.events.arguments import readings_of
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import children, governing_verb, is_apart, is_infinitive, is_verb
from siegegraph.graph.extract.parse.negation import is_negated, negations
from siegegraph.graph.extract.parse.tense import awaits, tense_of
from siegegraph.graph.model.extraction import AttributionMention, EventMention
from siegegraph.graph.model.interval import coming
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.modality import EFFECTS, Effect, modality_lexicon

# How far up the parse a cue reaches: complements and what is coordinated with them.
_COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "acomp", "pcomp", "acl", "conj", "dobj", "pobj", "prep", "oprd", "advcl", "attr", "nsubjpass"}
)
# Where two cues meet, the one that takes the event further from fact wins.
_STRENGTH = {"asserted": 0, "reported": 1, "future": 2, "possible": 3, "proposed": 4, "denied": 5}
# "The first city to be captured" has been.
_RANKING = frozenset({"first", "second", "third", "last", "latest", "only"})
# Who turns an offer down does not deny that it was made.
_TURN_DOWN = frozenset({"reject", "dismiss", "refuse", "decline"})
_OFFERS = frozenset({"CeasefireProposal", "Ultimatum", "Appeal"})
# Types that say that something was not done.
_NEGATIVE_TYPES = frozenset({"Refusal", "CeasefireViolation"})
# "Claims that the town has fallen are false", "evacuation remained impossible".
_BEING = frozenset({"be", "remain", "become", "prove", "seem", "appear"})
_OUTCOMES = {"unknown": 0, "succeeded": 1, "partial": 2, "failed": 3}
# Types that have reached their end when a verb tells them as done.
_ACCOMPLISHMENTS = frozenset({"Capture", "Evacuation", "AidDelivery", "PrisonerExchange", "Release"})
_DOUBT = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class ModalityComponent:
    """Sets modality, polarity, certainty and outcome of `annotations.events`."""

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its events weighed."""
        read = annotations_of(doc)
        readings = readings_of(doc, read.events)
        weighed = ((_weighed(doc, e, r), r) for e, r in zip(read.events, readings, strict=True))
        read.events = tuple(_ahead(read, event, reading) for event, reading in weighed)
        return doc


@Language.factory("siegegraph_modality")
def make_modality(nlp: Language, name: str) -> ModalityComponent:
    """The component's factory."""
    return ModalityComponent()


def _weighed(doc: Doc, event: EventMention, reading: Reading) -> EventMention:
    effects = [*effects_on(reading, _vouched(doc, event)), *_stance(doc, event, reading)]
    modality = max((e.modality for e in effects if e.modality), key=_STRENGTH.__getitem__, default="asserted")
    certainty = max((e.certainty for e in effects if e.certainty), key=_DOUBT.__getitem__, default="certain")
    flips = sum(e.polarity == "negative" for e in effects)
    # A refused offer is a positive Refusal: the "not" of "nobody accepted" is in the type already.
    consumed = event.type in _NEGATIVE_TYPES and event.type != reading.trigger.type
    # "Did not stop" leaves what goes on as it is.
    ends = reading.light is not None and reading.light.aspect == "end"
    negative = (_is_denied(reading) and not consumed and not ends) or flips > 0
    outcome = max((e.outcome for e in effects if e.outcome), key=_OUTCOMES.__getitem__, default=None)
    return replace(
        event,
        modality=modality,
        certainty=certainty,
        polarity="negative" if negative else "positive",
        outcome=outcome or _told_outcome(reading, event, modality, negative=negative),
    )


def _is_denied(reading: Reading) -> bool:
    """Whether it is negated; a "not" that the trigger is made of ("has no water", "did not allow") denies nothing."""
    if any(condition.slot == "neg" and not condition.negated for condition in reading.trigger.conditions):
        return False
    return sum(cue not in reading.tokens for cue in negations(reading.predicate)) % 2 == 1


def _ahead(read: Annotations, event: EventMention, reading: Reading) -> EventMention:
    """The event, never over before the report where it is only planned or asked for.

    A clause in the present plans for what comes after publication; one in the past leaves open when that was to be,
    and one after "if" whether it was at all.
    """
    if event.modality == "possible" and event.time is None and _is_hypothetical(reading.predicate):
        return replace(event, bounds=None)
    published = read.report.published
    bounds = event.bounds or (read.bounds[event.time] if event.time is not None else None)
    if event.modality not in ("future", "proposed") or bounds is None or bounds.latest is None or published is None:
        return event
    if tense_of(reading.predicate) in ("present", "progressive", "perfect", "future"):
        return replace(event, time=None, bounds=coming(published)) if bounds.latest < published else event
    return replace(event, bounds=None) if event.time is None else event


def _is_hypothetical(predicate: Token) -> bool:
    verb = predicate if is_verb(predicate) else governing_verb(predicate)
    while verb is not None and verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        verb = verb.head
    return verb is not None and verb.dep_ == "advcl" and _is_condition(verb)


def _told_outcome(reading: Reading, event: EventMention, modality: str, *, negative: bool) -> str | None:
    """What aims at an end and is told by a verb as done has reached it; of other events the words leave it open."""
    if event.type not in _ACCOMPLISHMENTS or modality != "asserted":
        return None
    if reading.light is not None and reading.light.aspect == "end" and reading.light.words != ("end",):
        return "failed"
    done = not negative and not event.ongoing and reading.trigger.pos == "V"
    return "succeeded" if done else None


def effects_on(reading: Reading, limit: frozenset[int]) -> Iterator[Effect]:
    """The effects of the cues around a reading, from the trigger outwards; `limit` holds the words of attributions.

    What a speaker says is weighed by the speaker's own words: the search stops at the cue of the attribution.
    """
    for word in {reading.head, *reading.tokens}:
        yield from _on_noun(word)
    if reading.head.dep_ == "amod":
        return
    if reading.light is not None and reading.light.outcome is not None:
        yield Effect(outcome=reading.light.outcome)
    if reading.carrier is not None:
        # "Talks are planned": the light verb that carries the event is itself the cue.
        effect = modality_lexicon().governors.get(reading.carrier.lemma_)
        if effect is not None and effect.modality == "future":
            yield effect
    yield from _said_of(reading.head)
    token = reading.predicate
    below = ""
    while token.i not in limit:
        # What stands with a verb of saying or knowing tells of that, not of its content.
        if below != "ccomp":
            yield from _on_clause(token, reading)
        below = token.dep_
        if token.head == token or not _is_complement(token) or not _reaches(token):
            return
        if token.dep_ == "ccomp" and is_apart(token, token.head):
            return
        yield from _between(token)
        complement, token = token, token.head
        if token.i not in limit and below != "conj":
            yield from _of_governor(token, reading, complement)
            yield from _of_attempt(token)
        yield from _of_evidence(token)
        yield from _of_report(token)
        yield from _said_of(token)
        if token.pos_ == "NOUN" and token.lemma_ in modality_lexicon().nouns:
            # What is done with an offer or a plan is not done with its content.
            return


def _between(token: Token) -> Iterator[Effect]:
    """A noun that an infinitive belongs to although the parse hangs it on the verb: "issued an order to leave"."""
    if token.dep_ == "xcomp" and is_verb(token.head):
        nouns = modality_lexicon().nouns
        for noun in children(token.head, "dobj"):
            if noun.lemma_ in nouns and noun.i < token.i:
                yield nouns[noun.lemma_]


def _is_complement(token: Token) -> bool:
    """Whether a token completes what governs it; parsers take "a resolution to send troops" for a relative clause."""
    if token.dep_ == "relcl":
        return is_infinitive(token) or any(child.lower_ == "that" for child in children(token, "mark"))
    return token.dep_ in _COMPLEMENTS


def _reaches(token: Token) -> bool:
    """Whether what governs the token governs the event: not across a noun's own clause or a second main verb."""
    if token.dep_ == "conj" and (token.tag_, token.head.tag_) == ("VBD", "VB"):
        return False  # "agreed to leave and freed the hostages"
    if token.dep_ == "conj":
        return not any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
    if token.dep_ == "advcl":
        return is_infinitive(token)
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and not children(token, "aux", "auxpass", "mark"):
        # "Buses sent to the town" are so whatever is planned with them.
        return False
    if token.dep_ == "prep":
        return token.head.pos_ in ("NOUN", "ADJ") or token.lower_ in ("of", "from", "for", "to", "against", "with")
    if token.dep_ == "nsubjpass":
        return token.head.lemma_ in modality_lexicon().governors
    return True


def _on_noun(head: Token) -> Iterator[Effect]:
    lexicon = modality_lexicon()
    if head.pos_ in ("NOUN", "PROPN"):
        for child in children(head, "amod", "compound"):
            if child.lower_ in lexicon.adjectives:
                yield lexicon.adjectives[child.lower_]


def _on_clause(token: Token, reading: Reading) -> Iterator[Effect]:
    lexicon = modality_lexicon()
    if awaits(token):
        yield EFFECTS["future"]
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("aux", "auxpass") and word in lexicon.auxiliaries:
            yield _auxiliary(child, token)
        elif child.dep_ in ("advmod", "cc", "preconj") and word in lexicon.adverbs:
            yield lexicon.adverbs[word]
        elif child.dep_ == "mark" and word in lexicon.markers:
            yield lexicon.markers[word]
        elif child.lower_ == "to" and child.dep_ == "aux" and token.dep_ in ("advcl", "acl", "relcl"):
            yield from _of_purpose(token)
        elif child.dep_ == "advcl" and token == reading.predicate and _is_condition(child):
            yield EFFECTS["conditional"]


def _of_purpose(infinitive: Token) -> Iterator[Effect]:
    """What an infinitive of purpose is to its clause: an aim, or the end of an effort ("fought to take the town")."""
    lexicon = modality_lexicon()
    if any(child.lower_ in _RANKING for child in children(infinitive.head, "amod", "advmod")):
        return
    if infinitive.head.pos_ == "NOUN" and infinitive.head.lemma_ in lexicon.nouns:
        return
    verb = infinitive.head if is_verb(infinitive.head) else governing_verb(infinitive)
    effect = lexicon.governors.get(verb.lemma_) if verb is not None else None
    yield effect if effect is not None and effect.outcome is not None else EFFECTS["intended"]


def _auxiliary(auxiliary: Token, verb: Token) -> Effect:
    """ "could not leave" and "was able to" tell of what was, "would leave" in a past account of what was to come."""
    word = auxiliary.lower_
    if word in ("could", "can", "ca") and any(child.dep_ == "neg" for child in verb.children):
        return Effect(outcome="failed")
    if word == "would" and not any(_is_condition(child) for child in children(verb, "advcl")):
        have = any(child.lower_ == "have" for child in children(verb, "aux"))
        return EFFECTS["conditional"] if have else EFFECTS["future"]
    return modality_lexicon().auxiliaries[word]


def _is_condition(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children)


def _said_of(noun: Token) -> Iterator[Effect]:
    """What is said of a noun by a verb of being: "evacuation remained impossible", "claims that it fell are false"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.head.lemma_ not in _BEING:
        return
    lexicon = modality_lexicon()
    for adjective in children(noun.head, "acomp", "oprd"):
        if adjective.lower_ in lexicon.predicatives:
            yield lexicon.predicatives[adjective.lower_]


def _of_governor(token: Token, reading: Reading, complement: Token) -> Iterator[Effect]:
    lexicon = modality_lexicon()
    word, below = token.lemma_.lower(), complement.dep_
    if word == "call" and below in ("dobj", "oprd"):
        return  # "what they called an airstrike" calls for none
    if is_verb(token) or token.pos_ == "ADJ":
        if word in lexicon.verifiers and is_negated(token):
            yield EFFECTS["unverified"]
        elif word in lexicon.orders and (is_infinitive(complement) or below in ("prep", "pcomp")):
            yield lexicon.orders[word]
        elif word in lexicon.governors and not (word in _TURN_DOWN and reading.trigger.type in _OFFERS):
            yield lexicon.governors[word]
    elif word in lexicon.nouns:
        yield lexicon.nouns[word]
    if token.lemma_ == "be" and below == "xcomp" and token.pos_ in ("AUX", "VERB"):
        # "Is to be exchanged" is to come, as "were to leave" was.
        yield EFFECTS["future"]


def _vouched(doc: Doc, event: EventMention) -> frozenset[int]:
    """The cue words with which somebody vouches for what holds the event ("said", "according to")."""
    cues: set[int] = set()
    for row in annotations_of(doc).attributions:
        around = any(span.start <= event.start and event.end <= span.end for span in row.content)
        is_plain = row.modality in ("asserted", "reported") and row.polarity == "positive"
        # Who only believes so does not vouch for it.
        if around and is_plain and row.certainty == "certain":
            cues.update(token.i for token in _words(doc, row.cue) if not _moves(token))
    return frozenset(cues)


def _unnamed(doc: Doc, row: AttributionMention) -> str | None:
    """Words that nobody is named for ("it was reported that", "reports emerged") are passed on, not vouched for."""
    if row.speaker is not None:
        return None
    if not row.source:
        return "reported"
    lexicon = modality_lexicon()
    named = (word.lemma_.lower() for word in _words(doc, row.source) if word.pos_ == "NOUN")
    effects = [lexicon.nouns.get(word) for word in named]
    passed_on = all(each is not None and each.modality == "reported" for each in effects)
    return "reported" if effects and passed_on else None


def _of_attempt(noun: Token) -> Iterator[Effect]:
    """How an attempt came out: "attempts to break the siege have failed", "repelled an attempt to cross"."""
    lexicon = modality_lexicon()
    if noun.lemma_ in lexicon.nouns and noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
        effect = lexicon.governors.get(noun.head.lemma_)
        if effect is not None and (noun.dep_ == "nsubj" or effect.outcome == "failed"):
            yield effect


def _of_report(verb: Token) -> Iterator[Effect]:
    """What words without a speaker tell: "reports emerged that", "rumours spread that"."""
    nouns = modality_lexicon().nouns
    for noun in children(verb, "nsubj") if is_verb(verb) else ():
        effect = nouns.get(noun.lemma_.lower())
        if effect is not None and effect.modality == "reported" and verb.lemma_ not in _BEING:
            yield effect


def _of_evidence(noun: Token) -> Iterator[Effect]:
    """What there is no evidence of is left open: "no sign of an attack", "found no proof that they had left"."""
    effect = modality_lexicon().evidence.get(noun.lemma_) if noun.pos_ == "NOUN" else None
    if effect is None:
        return
    verb = governing_verb(noun)
    if any(child.lower_ == "no" for child in children(noun, "det")) or (verb is not None and is_negated(verb)):
        yield effect


def _words(doc: Doc, spans: Sequence[Span]) -> Iterator[Token]:
    for start, end in spans:
        yield from doc.char_span(start, end, alignment_mode="expand") or ()


def _moves(token: Token) -> bool:
    """Whether a cue takes its content out of what is: "are expected to", "discussed"."""
    effect = modality_lexicon().governors.get(token.lemma_.lower())
    return effect is not None and effect.modality in ("future", "possible", "proposed")


def _stance(doc: Doc, event: EventMention, reading: Reading) -> Iterator[Effect]:
    """What the innermost speaker makes of the content as a whole: denies it, demands it, doubts it."""
    if event.attribution is not None and reading.head.dep_ != "amod":
        row = annotations_of(doc).attributions[event.attribution]
        yield Effect(
            modality=row.modality if row.modality != "asserted" else _unnamed(doc, row),
            certainty=row.certainty if row.certainty != "certain" else None,
            polarity=row.polarity if row.polarity != "positive" else None,
        )
