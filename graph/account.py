"""From what was read in a report to what it says: names are minted and standoff rows become views and claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from siegegraph.graph.model.account import Account
from siegegraph.graph.model.claim import Argument, Claim, Mention, Speaker
from siegegraph.graph.model.entity import EntityView, Location
from siegegraph.graph.model.extraction import (
    AttributionMention,
    Bounds,
    EntityMention,
    EventMention,
    Extraction,
    RelationMention,
)
from siegegraph.graph.model.interval import Interval
from siegegraph.graph.model.quantity import Quantity
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import actor_called, listed_actor
from siegegraph.ontology.iris import Minter

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile("['\u2019]s?$")
_DESCRIPTION = re.compile(r"\s(?:in|of|from|at|near|with|for|on|who|whose|to)\s|[,(]")
_DETERMINER = re.compile(r"^(?:[Tt]he|THE)\s+(?=[A-Z])")
# A noun after a name, which then only describes it ("a UN spokesman"); "and" joins a name of its own.
_NOUN_AFTER = re.compile(r"(?:['\u2019]s?)?[\s-]+(?!and\b)\w")
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "his", "their"})
_CLAUSE_END = re.compile(r"[.!?;]\s|\n")


def account_of(extraction: Extraction, minter: Minter) -> Account:
    """The account that a report gives: its views of entities and its claims, each with its lasting name."""
    return _Reader(extraction, minter).account()


@dataclass(slots=True)
class _Reader:
    """One extraction on its way to an account; holds what several claims share."""

    extraction: Extraction
    minter: Minter
    iri: str = ""
    views: dict[str, EntityView] = field(default_factory=dict)
    view_at: dict[Span, str] = field(default_factory=dict)

    def account(self) -> Account:
        report = self.extraction.report
        self.iri = self.minter.report(report.text, report.url, report.publisher)
        self._read_views()
        self._add_outlet()
        claims = (*self._event_claims(), *self._relation_claims(), *self._statement_claims())
        claims = tuple(_distinct(claims))
        return Account(
            iri=self.iri,
            report=report,
            extractor=self.extraction.extractor,
            views=tuple(_with_sources(view, claims) for view in self.views.values()),
            claims=claims,
        )

    def _add_outlet(self) -> None:
        """The outlet vouches for what nobody is quoted for, so it is an entity even where its text does not name it."""
        name = self.extraction.report.publisher
        if not name:
            return
        actor = listed_actor(name)
        known = actor.key if actor else None
        for key, view in self.views.items():
            if name in (view.label, *view.names):
                self.views[key] = replace(view, type="Organisation", subtype="Media", known_as=view.known_as or known)
                return
        self.views[f"outlet|{name}"] = EntityView(
            iri=self.minter.entity(self.iri, name),
            report=self.iri,
            label=name,
            type="Organisation",
            subtype="Media",
            known_as=known,
        )

    def _read_views(self) -> None:
        groups: dict[str, list[EntityMention]] = {}
        for mention in sorted(self.extraction.entities, key=lambda m: (m.start, m.end)):
            groups.setdefault(entity_id(mention), []).append(mention)
        references: dict[str, list[Span]] = {}
        for reference in self.extraction.mentions:
            references.setdefault(reference.entity, []).append(Span(reference.start, reference.end))
        taken: dict[str, int] = {}
        for key, mentions in groups.items():
            label = label_of(mentions)
            ordinal = taken.setdefault(label.casefold(), 0)
            taken[label.casefold()] += 1
            iri = self.minter.entity(self.iri, label, ordinal)
            view = _view(iri, self.iri, key, label, mentions, references.get(key, []))
            self.views[key] = view
            for span in (*view.named, *view.references):
                self.view_at.setdefault(span, iri)

    def _mention(self, span: Span) -> Mention:
        entity = self.view_at.get(span) or self.view_at.get(self._bare(span))
        return Mention(span=span, text=self._words(span), entity=entity)

    def _bare(self, span: Span) -> Span:
        """The span without a leading article and a possessive ending: where a name itself stands."""
        words = self._words(span)
        leading = _ARTICLE.match(words)
        ending = _POSSESSIVE.search(words)
        return Span(span.start + (leading.end() if leading else 0), span.end - (len(ending[0]) if ending else 0))

    def _words(self, span: Span) -> str:
        return self.extraction.report.text[span.start : span.end]

    def _event_claims(self) -> Iterable[Claim]:
        events = self.extraction.events
        names = self._event_names()
        for event, iri in zip(events, names, strict=True):
            trigger = Span(event.start, event.end)
            quote = event.quote or clause_around(self.extraction.report.text, trigger)
            time, words = self._time(event)
            yield Claim(
                iri=iri,
                report=self.iri,
                kind="event",
                type=event.type,
                family=event.family,
                quote=quote,
                quote_text=self._words(quote),
                trigger=trigger,
                speakers=self._speakers(event.attribution),
                arguments=tuple(
                    Argument(role=a.role, mention=self._mention(Span(a.start, a.end))) for a in event.arguments
                ),
                places=tuple(self._mention(place) for place in event.places),
                time=time,
                time_words=words,
                quantities=tuple(self._quantity(index) for index in event.quantities),
                modality=event.modality,
                polarity=event.polarity,
                certainty=event.certainty,
                outcome=event.outcome,
                confidence=event.confidence,
                part_of=None if event.part_of is None else names[event.part_of],
                retells=None if event.retells is None else names[event.retells],
            )

    def _event_names(self) -> list[str]:
        """The first teller of a trigger lends it the plain name; who else vouches for it adds the source's span."""
        names: list[str] = []
        plain: dict[Span, int | None] = {}
        for event in self.extraction.events:
            trigger = Span(event.start, event.end)
            first = plain.setdefault(trigger, event.attribution)
            by = self._source_span(event.attribution) if event.attribution != first else None
            names.append(self.minter.claim(self.iri, *trigger, by))
        return names

    def _relation_claims(self) -> Iterable[Claim]:
        told: set[str] = set()
        for relation in self.extraction.relations:
            object_span = None if isinstance(relation.object, str) else relation.object
            quote = relation.quote or _hull([relation.subject, *([object_span] if object_span else [])])
            time, words = self._time(relation)
            iri = self.minter.relation_claim(self.iri, relation.predicate, relation.subject, relation.object)
            if iri in told:
                by = self._source_span(relation.attribution)
                iri = self.minter.relation_claim(self.iri, relation.predicate, relation.subject, relation.object, by)
            told.add(iri)
            yield Claim(
                iri=iri,
                report=self.iri,
                kind="relation",
                type=relation.predicate,
                quote=quote,
                quote_text=self._words(quote),
                trigger=quote,
                speakers=self._speakers(relation.attribution),
                subject=self._mention(relation.subject),
                object=self._mention(object_span) if object_span else relation.object,  # type: ignore[arg-type]
                time=time,
                time_words=words,
                modality=relation.modality,
                polarity=relation.polarity,
                certainty=relation.certainty,
                confidence=relation.confidence,
            )

    def _statement_claims(self) -> Iterable[Claim]:
        """An attribution that no event and no relation leans on says something all the same, if somebody says it."""
        used = {event.attribution for event in self.extraction.events}
        used |= {relation.attribution for relation in self.extraction.relations}
        outer = {attribution.within for attribution in self.extraction.attributions}
        for index, attribution in enumerate(self.extraction.attributions):
            nobody = not attribution.source and attribution.speaker is None
            if index in used or index in outer or not attribution.content or nobody:
                continue
            quote = max(attribution.content, key=lambda span: span.end - span.start)
            yield Claim(
                iri=self.minter.statement_claim(self.iri, *quote, self._source_span(index)),
                report=self.iri,
                kind="statement",
                type="Statement",
                quote=quote,
                quote_text=self._words(quote),
                trigger=attribution.cue[0] if attribution.cue else quote,
                speakers=self._speakers(index),
                time=Interval(),
                modality=attribution.modality,
                polarity=attribution.polarity,
                certainty=attribution.certainty,
                confidence=attribution.confidence,
            )

    def _time(self, row: EventMention | RelationMention) -> tuple[Interval, Span | None]:
        expression = None if row.time is None else self.extraction.times[row.time]
        words = Span(expression.start, expression.end) if expression else None
        phrase = expression.text if expression else None
        if row.bounds is not None:
            return Interval.of(row.bounds, edtf=self._literal(row), phrase=phrase, ongoing=row.ongoing), words
        if expression is None or expression.edtf is None:
            return Interval.of(Bounds(), phrase=phrase, ongoing=row.ongoing), words
        stated = Interval.from_edtf(expression.edtf, phrase=phrase)
        return Interval.of(stated.bounds, edtf=stated.edtf, phrase=phrase, ongoing=row.ongoing), words

    def _literal(self, row: EventMention | RelationMention) -> str | None:
        """The literal of the row's words, where the row's own bounds say no more and no less than these words."""
        expression = None if row.time is None else self.extraction.times[row.time]
        if expression is None or expression.edtf is None:
            return None
        return expression.edtf if Interval.from_edtf(expression.edtf).bounds == row.bounds else None

    def _quantity(self, index: int) -> Quantity:
        row = self.extraction.quantities[index]
        span = Span(row.start, row.end)
        # A number given exactly bounds itself on both sides, whichever way the extractor writes that.
        exact = row.value if row.min is None and row.max is None and not row.approximate else None
        low, high = (row.min, row.max) if exact is None else (exact, exact)
        return Quantity(
            span=span,
            text=self._words(span),
            of=row.of,
            min=low,
            max=high,
            value=low if low == high and low is not None else row.value,
            approximate=row.approximate,
            unit=row.unit,
        )

    def _speakers(self, index: int | None) -> tuple[Speaker, ...]:
        chain: list[Speaker] = []
        seen: set[int] = set()
        while index is not None and index not in seen:
            seen.add(index)
            attribution = self.extraction.attributions[index]
            chain.append(self._speaker(attribution))
            index = attribution.within
        return tuple(reversed(chain))

    def _speaker(self, attribution: AttributionMention) -> Speaker:
        named = self.views.get(attribution.speaker or "")
        entity = named.iri if named else self._entity_in(attribution.source)
        body = self.views.get(attribution.on_behalf_of or "")
        # An inherited speaker has no source words of its own: its name, where it first stands, takes their place.
        spans = attribution.source or ((named.named[0],) if named and named.named else ())
        sources = tuple(Mention(span=span, text=self._words(span), entity=entity) for span in spans)
        told = [source.text for source in sources if source.text.lower() not in _PRONOUNS]
        words = " ".join(told or (source.text for source in sources))
        label = next((view.label for view in self.views.values() if view.iri == entity), words or "unnamed source")
        return Speaker(
            label=label,
            sources=sources,
            cue=attribution.cue,
            entity=entity,
            on_behalf_of=body.iri if body else None,
        )

    def _entity_in(self, source: Sequence[Span]) -> str | None:
        """The entity that the source's words name; the widest mention when there are several.

        What follows a preposition or a comma only describes: "a nurse in Mosul" is not Mosul; nor does what stands
        before the last noun: "a UN spokesman" is not the UN.
        """
        heads = [self._head(words) for words in source]
        found = [
            (span.end - span.start, -span.start, iri)
            for span, iri in self.view_at.items()
            if any(span.overlaps(head) and not self._describes(span, head) for head in heads)
        ]
        return max(found)[2] if found else None

    def _head(self, words: Span) -> Span:
        described = _DESCRIPTION.search(self.extraction.report.text, words.start, words.end)
        return Span(words.start, described.start()) if described and described.start() > words.start else words

    def _describes(self, name: Span, head: Span) -> bool:
        """Whether another noun follows a name within the same phrase."""
        return _NOUN_AFTER.match(self.extraction.report.text, name.end, max(name.end, head.end)) is not None

    def _source_span(self, index: int | None) -> Span | None:
        if index is None:
            return None
        attribution = self.extraction.attributions[index]
        return next(iter((*attribution.source, *attribution.cue, *attribution.content)), None)


def entity_id(mention: EntityMention) -> str:
    """What groups mentions of one thing within a report: the given id, else the same type and text."""
    return mention.id if mention.id is not None else f"{mention.type}|{' '.join(mention.text.split()).casefold()}"


def label_of(mentions: Sequence[EntityMention]) -> str:
    """What a report's own view of an entity is called: its fullest name, the first of these, without an article.

    A person is called by the name without the title; a town keeps the article that is a part of its name ("The Hague").
    """
    spans = [Span(mention.start, mention.end) for mention in mentions]
    named = [m for m in mentions if not (m.type == "Person" and _holds_another(Span(m.start, m.end), spans))]
    fullest = max((" ".join(mention.text.split()) for mention in named), key=len)
    bare = _DETERMINER.sub("", fullest)
    settlement = any(mention.subtype == "Settlement" for mention in mentions)
    return fullest if settlement and fullest.startswith("The ") else bare


def _holds_another(span: Span, spans: Sequence[Span]) -> bool:
    return any(other != span and span.contains(other) for other in spans)


def clause_around(text: str, trigger: Span) -> Span:
    """The stretch between the ends of sentences, clauses or lines that the trigger stands in, blanks trimmed."""
    start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, trigger.start)), default=0)
    following = _CLAUSE_END.search(text, trigger.end)
    end = following.start() if following else len(text.rstrip(".!?;\n "))
    start += len(text[start : trigger.start]) - len(text[start : trigger.start].lstrip())
    return Span(start, max(end, trigger.end))


def _view(
    iri: str, report: str, key: str, label: str, mentions: Sequence[EntityMention], references: Sequence[Span]
) -> EntityView:
    located = next((m for m in mentions if m.lat is not None and m.lon is not None), None)
    location = None
    if located is not None and located.lat is not None and located.lon is not None:
        location = Location(
            lat=located.lat,
            lon=located.lon,
            basis=located.location or "gazetteer",
            uncertainty_km=located.uncertainty_km,
        )
    return EntityView(
        iri=iri,
        report=report,
        label=label,
        type=mentions[0].type,
        subtype=next((m.subtype for m in mentions if m.subtype), None),
        known_as=key if actor_called(key) else None,  # such an id holds across reports
        geonames=next((m.geonames for m in mentions if m.geonames), None),
        wikidata=next((m.wikidata for m in mentions if m.wikidata), None),
        location=location,
        named=tuple(sorted({Span(m.start, m.end) for m in mentions})),
        names=tuple(dict.fromkeys(" ".join(m.text.split()) for m in mentions)),
        references=tuple(sorted(set(references))),
    )


def _with_sources(view: EntityView, claims: Iterable[Claim]) -> EntityView:
    """The view with the words that introduce it as a speaker among its references ("Maj. X, who leads the unit,")."""
    sources = {
        source.span
        for claim in claims
        for speaker in claim.speakers
        for source in speaker.sources
        if source.entity == view.iri
    }
    return replace(view, references=tuple(sorted({*view.references, *(sources - set(view.named))})))


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _distinct(claims: Iterable[Claim]) -> Iterable[Claim]:
    """Each claim once: an extractor that reads the same words twice in the same way has said one thing."""
    told: dict[str, Claim] = {}
    for claim in claims:
        told.setdefault(claim.iri, claim)
    return told.values()
