from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from spacy.language import Language

from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.events.arguments import ArgumentComponent
from siegegraph.graph.extract.events.events import EventComponent
from siegegraph.graph.model.extraction import (
    AttributionMention,
    Bounds,
    EntityMention,
    EventMention,
    QuantityExpression,
    Reference,
    TimeExpression,
)
from siegegraph.graph.model.interval import on, within
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span

PUBLISHED = date(2012, 8, 20)
Read = Callable[..., Annotations]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """The annotations of a text after events and arguments; times are given as {words: day or bounds}."""

    def of(
        text: str,
        *,
        times: dict[str, date | Bounds] | None = None,
        counts: Iterable[str] = (),
        said: Iterable[tuple[str, str, str]] = (),
        names: dict[str, str] | None = None,
        references: Iterable[str] = (),
        headings: Iterable[str] = (),
        published: date | None = PUBLISHED,
    ) -> Annotations:
        doc = nlp.make_doc(text)
        doc._.annotations = Annotations(report=Report(text=text, published=published))
        doc = nlp(doc)
        rows = annotations_of(doc)
        rows.entities = tuple(
            EntityMention(start=span(text, words).start, end=span(text, words).end, text=words, type=kind, id=words)
            for words, kind in (names or {}).items()
        )
        rows.mentions = tuple(
            Reference(start=s.start, end=s.end, entity="x") for s in (span(text, r) for r in references)
        )
        rows.headings = tuple(span(text, heading) for heading in headings)
        rows.times = tuple(
            TimeExpression(start=span(text, words).start, end=span(text, words).end, text=words, type="DATE")
            for words in times or {}
        )
        rows.bounds = tuple(on(days) if isinstance(days, date) else days for days in (times or {}).values())
        rows.quantities = tuple(QuantityExpression(start=s.start, end=s.end) for s in (span(text, c) for c in counts))
        rows.attributions = tuple(
            AttributionMention(source=(span(text, who),), cue=(span(text, cue),), content=(span(text, what),))
            for who, cue, what in said
        )
        return annotations_of(ArgumentComponent()(EventComponent()(doc)))

    return of


def roles(rows: Annotations, event: int = 0) -> set[tuple[str, str]]:
    text = rows.report.text
    return {(argument.role, text[argument.start : argument.end]) for argument in rows.events[event].arguments}


def places(rows: Annotations, event: int = 0) -> list[str]:
    return [rows.report.text[start:end] for start, end in rows.events[event].places]


def quote(rows: Annotations, event: int = 0) -> str:
    stretch = rows.events[event].quote
    assert stretch is not None
    return rows.report.text[stretch.start : stretch.end]


def of_type(rows: Annotations, kind: str) -> EventMention:
    return next(event for event in rows.events if event.type == kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebel fighters shelled the barracks.", {("actor", "Rebel fighters"), ("target", "barracks")}),
        ("The barracks were shelled by rebel fighters.", {("actor", "rebel fighters"), ("target", "barracks")}),
        ("Rebels who besieged the town were tired.", {("actor", "Rebels"), ("target", "town")}),
        ("The army failed to capture the port.", {("actor", "army"), ("target", "port")}),
        ("The army was accused of shelling the port.", {("actor", "army"), ("target", "port")}),
        ("Gunners killed hundreds of civilians.", {("actor", "Gunners"), ("victim", "civilians")}),
        ("Soldiers wounded in the attack were flown out.", {("victim", "Soldiers")}),
        ("Officials evacuated 40 patients from the clinic to the coast.",
         {("actor", "Officials"), ("beneficiary", "patients"), ("origin", "clinic"), ("destination", "coast")}),
        ("The army's bombardment of the port went on.", {("actor", "army"), ("target", "port")}),
        ("The army has civilians cornered in the works.", {("actor", "army"), ("target", "civilians")}),
        ("The army launched an attack on the port.", {("actor", "army"), ("target", "port")}),
        ("The brigade suffered casualties.", {("victim", "brigade")}),
        ("The army ordered the garrison to surrender.", {("actor", "garrison")}),
        ("Rebels hit the depot with rockets.", {("actor", "Rebels"), ("target", "depot"), ("instrument", "rockets")}),
        ("Twenty shells hit the depot.", {("instrument", "shells"), ("target", "depot")}),
        ("Gunmen took forty hostages.", {("actor", "Gunmen"), ("victim", "hostages")}),
        ("Thousands fled the town, according to the council.", {("victim", "Thousands"), ("origin", "town")}),
        ("The rebels rejected the ultimatum.", {("actor", "rebels"), ("topic", "ultimatum")}),
    ],
)  # fmt: skip
def test_participants_are_those_the_grammar_means(read: Read, text: str, expected: set[tuple[str, str]]) -> None:
    assert roles(read(text)) == expected


def test_coordinated_verbs_share_their_subject(read: Read) -> None:
    rows = read("The column failed to take the airport and has now shifted focus to the coast.")
    assert ("actor", "column") in roles(rows, 0)
    assert roles(rows, 1) == {("actor", "column"), ("destination", "coast")}


def test_coordinated_nouns_are_participants_of_their_own(read: Read) -> None:
    rows = read("Guards detained doctors, nurses and two drivers.")
    assert roles(rows) == {("actor", "Guards"), ("victim", "doctors"), ("victim", "nurses"), ("victim", "drivers")}


def test_who_carried_out_an_attack_does_what_the_attack_does(read: Read) -> None:
    rows = read("A rebel attack on the market by the Third Brigade killed nine traders.")
    killed = next(i for i, event in enumerate(rows.events) if event.type == "Casualties")
    assert roles(rows, killed) == {("actor", "Third Brigade"), ("victim", "traders")}


def test_who_turns_down_an_ultimatum_is_whom_it_was_made_to(read: Read) -> None:
    rows = read("The garrison rejected a rebel ultimatum.")
    assert ("target", "garrison") in roles(rows, 1)


def test_the_nation_of_a_weapon_is_the_actor(read: Read) -> None:
    assert roles(read("Russian warplanes bombed the bridge.")) == {
        ("actor", "Russian"),
        ("instrument", "Russian warplanes"),
        ("target", "bridge"),
    }


def test_what_goes_on_beside_an_event_takes_no_part_in_it(read: Read) -> None:
    assert roles(read("Airstrikes and duels continued around the town.")) == set()


def test_a_clause_that_says_what_the_evidence_is_has_no_object(read: Read) -> None:
    assert ("target", "evidence") not in roles(read("There was evidence the rebels had advanced beyond the river."))


def test_the_span_of_a_name_wins_over_the_noun_phrase(read: Read) -> None:
    text = "Soldiers of the Third Brigade shelled the port."
    rows = read(text, names={"Soldiers of the Third Brigade": "Organisation"})
    assert ("actor", "Soldiers of the Third Brigade") in roles(rows)


def test_a_pronoun_takes_part_only_where_it_is_resolved(read: Read) -> None:
    text = "They shelled the port."
    assert roles(read(text)) == {("target", "port")}
    assert roles(read(text, references=["They"])) == {("actor", "They"), ("target", "port")}


def test_a_town_that_is_shelled_is_target_and_place(read: Read) -> None:
    rows = read("Troops shelled the town.")
    assert ("target", "town") in roles(rows)
    assert places(rows) == ["town"]


def test_a_place_in_front_holds_for_what_follows_in_the_clause(read: Read) -> None:
    rows = read("In the capital, troops fired at a crowd, killing four students.")
    assert [places(rows, 0), places(rows, 1)] == [["capital"], ["capital"]]


def test_a_place_told_with_the_target_is_where_it_happened(read: Read) -> None:
    assert places(read("A rocket hit a queue in the northern district.")) == ["northern district"]


def test_a_date_in_front_is_that_of_all_coordinated_verbs(read: Read) -> None:
    rows = read("On 3 May rebels shelled the port and seized the bridge.", times={"3 May": date(2012, 5, 3)})
    assert [event.time for event in rows.events] == [0, 0]


def test_a_date_of_saying_is_not_the_date_of_what_is_said(read: Read) -> None:
    text = "Officials said on Monday that rebels had shelled the port."
    rows = read(
        text,
        times={"Monday": date(2012, 8, 20)},
        said=[("Officials", "said", "rebels had shelled the port")],
    )
    assert rows.events[0].bounds == Bounds(latest=date(2012, 8, 20))


def test_two_dates_go_to_their_own_verbs(read: Read) -> None:
    text = "Rebels shelled the port on 3 May, but troops retook the bridge on 5 May."
    rows = read(text, times={"3 May": date(2012, 5, 3), "5 May": date(2012, 5, 5)})
    assert [event.time for event in rows.events] == [0, 1]


def test_what_has_lasted_since_a_date_goes_on(read: Read) -> None:
    since = Bounds(earliest=date(2012, 5, 6), begin_latest=date(2012, 5, 6))
    rows = read("Troops have besieged the town since 6 May.", times={"6 May": since})
    assert rows.events[0].ongoing
    assert rows.events[0].bounds == Bounds(
        earliest=date(2012, 5, 6), begin_latest=date(2012, 5, 6), end_earliest=PUBLISHED
    )


def test_the_heading_dates_what_its_section_tells(read: Read) -> None:
    text = "The battle\n\nMarch 2012\n\nRebels shelled the port."
    rows = read(
        text, times={"March 2012": within(date(2012, 3, 1), date(2012, 3, 31))}, headings=["The battle", "March 2012"]
    )
    assert of_type(rows, "Bombardment").time == 0


def test_the_date_of_a_beginning_leaves_the_end_open(read: Read) -> None:
    rows = read("The siege began on 6 May.", times={"6 May": date(2012, 5, 6)})
    assert rows.events[0].bounds == Bounds(earliest=date(2012, 5, 6), begin_latest=date(2012, 5, 6))


def test_a_history_goes_on_with_the_date_that_opened_its_paragraph(read: Read) -> None:
    text = "On 3 May rebels shelled the port. They destroyed two ships.\n\nTroops captured the bridge."
    rows = read(text, times={"3 May": date(2012, 5, 3)})
    assert [event.time for event in rows.events] == [0, 0, 0]
    assert [event.bounds for event in rows.events] == [None, None, Bounds(earliest=date(2012, 5, 3), latest=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Rebels shelled the port.", Bounds(latest=PUBLISHED)),
        ("Rebels continue to shell the port.", Bounds(begin_latest=PUBLISHED, end_earliest=PUBLISHED)),
        ("Rebels are besieging the town.", Bounds(begin_latest=PUBLISHED, end_earliest=PUBLISHED)),
        ("Rebels will evacuate the town.", Bounds(earliest=PUBLISHED)),
        ("Rebels plan to evacuate the town.", Bounds(earliest=PUBLISHED)),
    ],
)
def test_without_a_date_the_tense_gives_the_bounds(read: Read, text: str, bounds: Bounds) -> None:
    event = read(text).events[0]
    assert event.bounds == bounds
    assert event.ongoing == (bounds.end_earliest is not None)


def test_a_report_without_a_date_leaves_everything_open(read: Read) -> None:
    assert read("Rebels shelled the port.", published=None).events[0].bounds == Bounds()


def test_a_number_belongs_to_the_event_whose_participants_it_counts(read: Read) -> None:
    rows = read("Shells killed 12 people and wounded 35 others.", counts=["12", "35"])
    assert [event.quantities for event in rows.events] == [(0,), (1,)]


def test_hundreds_of_people_are_counted_with_the_people(read: Read) -> None:
    rows = read("Hundreds of civilians were evacuated.", counts=["Hundreds"])
    assert rows.events[0].quantities == (0,)


def test_the_quote_leaves_out_the_words_of_attribution(read: Read) -> None:
    text = "The ministry said that rebels shelled the port."
    rows = read(text, said=[("The ministry", "said", "rebels shelled the port")])
    assert rows.events[0].attribution == 0
    assert quote(rows) == "rebels shelled the port"


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("The troops failed to capture the port and then withdrew.", 0, "The troops failed to capture the port"),
        ("The troops failed to capture the port and then withdrew.", 1, "withdrew"),
        ("Not one of the rebels accepted the offer.", 0, "Not one of the rebels accepted the offer"),
        ("The death toll in the town was high.", 0, "The death toll in the town"),
        ("A new proposal was issued to the rebels.", 0, "A new proposal was issued to the rebels"),
        ("The garrison has at least 500 injured soldiers inside.", 0, "at least 500 injured soldiers"),
    ],
)
def test_the_quote_holds_what_is_told_together(read: Read, text: str, event: int, expected: str) -> None:
    assert quote(read(text), event) == expected


def test_what_is_told_within_a_siege_is_part_of_it(read: Read) -> None:
    rows = read("Nine nurses were killed during the siege of the town.")
    whole = rows.events.index(of_type(rows, "Siege"))
    assert of_type(rows, "Casualties").part_of == whole


def test_the_innermost_speaker_is_the_one_of_the_event(read: Read) -> None:
    text = "The agency said the mayor claimed rebels shelled the port."
    outer = ("The agency", "said", "the mayor claimed rebels shelled the port")
    inner = ("the mayor", "claimed", "rebels shelled the port")
    assert read(text, said=[outer, inner]).events[0].attribution == 1
    assert read(text, said=[inner, outer]).events[0].attribution == 0
