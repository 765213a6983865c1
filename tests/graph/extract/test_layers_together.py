"""What only the layers together give: speakers, places, wholes and numbers of events, read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.extraction import Bounds, EventMention, Extraction
from siegegraph.graph.model.report import Report

PUBLISHED = date(2022, 4, 17)
Read = Callable[[str], Extraction]


@pytest.fixture(scope="module")
def read() -> Read:
    pipeline = load_pipeline()
    return lambda text: pipeline.extract(Report(text=text, published=PUBLISHED))


def told(extraction: Extraction, trigger: str) -> EventMention:
    """The event that the words of a trigger tell of."""
    return next(e for e in extraction.events if extraction.report.text[e.start : e.end] == trigger)


def quote(extraction: Extraction, event: EventMention) -> str:
    assert event.quote is not None
    return extraction.report.text[event.quote.start : event.quote.end]


def places(extraction: Extraction, event: EventMention) -> list[str]:
    return [extraction.report.text[place.start : place.end] for place in event.places]


def roles(extraction: Extraction, event: EventMention) -> set[tuple[str, str]]:
    return {(a.role, extraction.report.text[a.start : a.end]) for a in event.arguments}


def counted(extraction: Extraction, event: EventMention) -> set[str]:
    rows = [extraction.quantities[index] for index in event.quantities]
    return {extraction.report.text[row.start : row.end] for row in rows}


@pytest.mark.parametrize(
    ("text", "harm", "attack"),
    [
        ("About 40 people were killed when a market in Vukovar was shelled.", "killed", "shelled"),
        ("Shells hit a bakery in Sarajevo, killing 12.", "killing", "hit"),
        ("The strike killed three people in Homs.", "killed", "strike"),
        ("A nurse died in the shelling of Gorazde.", "died", "shelling"),
        ("At least 20 people were killed in the strike on Homs and another 30 were hurt.", "hurt", "strike"),
    ],
)
def test_harm_is_part_of_the_attack_that_did_it(read: Read, text: str, harm: str, attack: str) -> None:
    found = read(text)
    assert told(found, harm).part_of == found.events.index(told(found, attack))


def test_people_killed_after_a_ceasefire_are_no_part_of_it(read: Read) -> None:
    assert told(read("Two people were killed after the ceasefire in Homs."), "killed").part_of is None


def test_harm_happened_where_the_attack_did_and_the_attack_where_the_harm(read: Read) -> None:
    found = read("An airstrike on a clinic in Idlib killed three people.")
    assert "Idlib" in places(found, told(found, "killed"))
    found = read("The strike killed three people at a clinic in Aleppo.")
    assert "Aleppo" in places(found, told(found, "strike"))


def test_an_event_without_a_place_takes_the_one_that_its_paragraph_is_about(read: Read) -> None:
    found = read("Rebels entered Madaya on Monday. An art school was bombed hours later.")
    assert places(found, told(found, "bombed"))[-1] == "Madaya"


def test_of_two_towns_neither_is_taken_for_the_place(read: Read) -> None:
    found = read("Rebels entered Madaya and Zabadani on Monday. An art school was bombed hours later.")
    assert places(found, told(found, "bombed")) == ["art school"]


def test_neither_a_clock_nor_a_speaker_says_where_it_happened(read: Read) -> None:
    assert places(*_with(read("Shells killed two people at 6 p.m. Moscow time."), "killed")) == []
    found = read("In Damascus, the minister said that shells had killed four people.")
    assert "Damascus" not in places(found, told(found, "killed"))


def _with(extraction: Extraction, trigger: str) -> tuple[Extraction, EventMention]:
    return extraction, told(extraction, trigger)


def test_a_denial_ends_where_its_speaker_goes_on(read: Read) -> None:
    found = read("Syria denies that its forces bombed the hospital and has accused Nusra Front of having shelled it.")
    assert told(found, "bombed").modality == "denied"
    assert told(found, "shelled").modality == "asserted"


def test_what_is_accused_in_the_same_breath_has_the_same_speaker(read: Read) -> None:
    found = read("Hamas said on Monday that it had left, and it accused Israel of shelling the camp.")
    attribution = told(found, "shelling").attribution
    assert attribution is not None
    assert found.attributions[attribution].speaker == found.attributions[0].speaker is not None


def test_a_second_clause_with_that_is_said_too(read: Read) -> None:
    found = read("The army said that ten rebels had surrendered there, and that five had been wounded.")
    assert told(found, "surrendered").attribution == told(found, "wounded").attribution == 0


def test_who_is_wished_something_does_not_speak_but_who_is_told_to_act_has_been_told(read: Read) -> None:
    found = read("He called on the United Nations to send aid to Homs.")
    assert told(found, "send").attribution is not None
    assert roles(found, told(found, "send")) >= {("actor", "the United Nations")}


def test_forces_without_a_name_act_for_the_speaker_or_the_unit(read: Read) -> None:
    found = read("Israel said that its planes struck the camp.")
    struck = told(found, "struck")
    assert roles(found, struck) == {("actor", "its"), ("instrument", "its planes"), ("target", "camp")}
    assert [row.entity for row in found.mentions] == [found.entities[0].id]
    found = read("In all, 310 fighters of the Nusra Front surrendered in Homs.")
    assert ("actor", "the Nusra Front") in roles(found, told(found, "surrendered"))


def test_a_truce_that_somebody_did_not_keep_is_a_violation(read: Read) -> None:
    event = told(read("Rebel units did not observe the ceasefire."), "observe the ceasefire")
    assert (event.type, event.polarity) == ("CeasefireViolation", "positive")
    found = read("Rebels shelled the convoy in breach of a truce.")
    assert roles(found, told(found, "breach of a truce")) == {("actor", "Rebels")}


def test_a_number_counts_for_each_of_two_verbs_and_some_of_them_for_their_own(read: Read) -> None:
    found = read("On Monday 310 rebels laid down their arms and surrendered at Homs.")
    assert counted(found, told(found, "surrendered")) == {"310"}
    found = read("Fighters of the SDF held the dam and 40 of them were wounded.")
    assert counted(found, told(found, "wounded")) == {"40"}


def test_a_total_counts_what_it_is_the_total_of(read: Read) -> None:
    found = read("The number of wounded had risen from 170 to more than 600.")
    assert counted(found, told(found, "wounded")) == {"more than 600"}


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("A group of 231 gave itself up today.", "gave itself up", "A group of 231 gave itself up today"),
        (
            "The governor ordered his army chief to seal off the town of Homs.",
            "seal off",
            "ordered his army chief to seal off the town of Homs",
        ),
        (
            "By its count more than 200 shells have been fired at Kharkiv, the council said.",
            "fired at",
            "more than 200 shells have been fired at Kharkiv",
        ),
        (
            "Three people were killed in yesterday's attack, the council said.",
            "killed",
            "Three people were killed in yesterday's attack",
        ),
        ("Rebels bombed the airport between 5 and 7 March.", "bombed", "bombed the airport between 5 and 7 March"),
    ],
)
def test_a_quote_holds_whole_phrases_and_no_words_of_attribution(
    read: Read, text: str, trigger: str, words: str
) -> None:
    found = read(text)
    assert words in quote(found, told(found, trigger))


def test_the_count_that_a_source_keeps_is_no_part_of_the_quote(read: Read) -> None:
    found = read("By its count more than 200 shells have been fired at Kharkiv, the council said.")
    assert quote(found, told(found, "fired at")).startswith("more than 200")


def test_a_range_of_days_keeps_its_end(read: Read) -> None:
    found = read("From 1 to 12 April rebels shelled Homs.")
    event = told(found, "shelled")
    assert event.time is not None
    assert found.times[event.time].edtf == "2022-04-01/2022-04-12"


def test_a_listed_invasion_began_when_its_war_did(read: Read) -> None:
    found = read("The Russian invasion of Ukraine displaced millions.")
    bounds = told(found, "invasion").bounds
    assert bounds is not None
    assert bounds.earliest == bounds.begin_latest == date(2022, 2, 24)


def test_the_dead_since_a_day_are_a_sum_and_not_going_on(read: Read) -> None:
    event = told(read("More than 1,200 civilians have been killed in Bakhmut since 3 March."), "killed")
    assert event.bounds is not None
    assert (event.bounds.earliest, event.bounds.latest, event.ongoing) == (date(2022, 3, 3), PUBLISHED, False)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Once Aleppo is taken, the army will move its troops to Idlib.", "taken"),
        ("A fleet of buses is to be sent to the town today.", "sent"),
    ],
)
def test_what_is_awaited_or_is_to_be_done_is_to_come(read: Read, text: str, trigger: str) -> None:
    assert told(read(text), trigger).modality == "future"


def test_what_stands_after_a_semicolon_says_nothing_of_what_stands_before(read: Read) -> None:
    text = "Syrian units have suffered heavy losses; the office does not expect them to advance before May."
    event = next(e for e in read(text).events if e.type == "Casualties")
    assert (event.modality, event.time) == ("asserted", None)


def test_what_is_called_an_airstrike_is_not_called_for(read: Read) -> None:
    assert told(read("Doctors told of what they called a Serb airstrike."), "airstrike").modality == "asserted"


def test_a_brigade_under_somebody_is_commanded_by_him(read: Read) -> None:
    found = read("The garrison consists of the 3rd Assault Brigade under Major Ivan Horvat.")
    assert "commands" in {relation.predicate for relation in found.relations}


def test_a_theatre_in_the_city_centre_lies_in_the_town_of_the_report(read: Read) -> None:
    text = (
        "Shells fall on Osijek\n\nOsijek was shelled again. The Citadel theatre in the city centre was hit in Osijek."
    )
    found = read(text)
    within = [relation for relation in found.relations if relation.predicate == "within"]
    assert [text[r.object.start : r.object.end] for r in within if not isinstance(r.object, str)] == ["Osijek"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("According to the governor of Homs Province, Talal Barazi, shells hit apartment buildings.", "hit"),
        ("The Syrian Defence Ministry said the theatre was blown up.", "blown up"),
    ],
)
def test_who_tells_of_an_event_takes_no_part_in_it(read: Read, text: str, trigger: str) -> None:
    found = read(text)
    sources = [span for row in found.attributions for span in row.source]
    event = told(found, trigger)
    assert sources
    assert event.arguments
    assert not any(span.start <= a.start < span.end for span in sources for a in event.arguments)


def test_who_promises_to_attack_is_the_one_to_attack(read: Read) -> None:
    found = read("The army promised to attack the town.")
    assert ("actor", "army") in roles(found, told(found, "attack"))


def test_what_is_planned_is_not_over_before_the_report(read: Read) -> None:
    found = read("The next round of talks is planned for Monday.")
    event = told(found, "talks")
    assert event.modality == "future"
    assert (event.time, event.bounds) == (None, Bounds(earliest=PUBLISHED))


def test_what_was_demanded_need_not_have_happened_by_the_report(read: Read) -> None:
    found = read("The council demanded that troops be withdrawn within ten days.")
    assert told(found, "withdrawn").bounds is None


def test_headings_without_a_verb_tell_of_no_event(read: Read) -> None:
    found = read(
        "## Military casualties\n\nThe army shelled the port.\n\n## Rebels captured Aleppo\n\nIt was a Friday."
    )
    assert [event.type for event in found.events] == ["Bombardment", "Capture"]


def test_front_matter_tells_nothing(read: Read) -> None:
    text = "---\ntitle: Battle of Aleppo\ndescription: Rebels said they took the port\n---\n\nIt was a quiet day."
    found = read(text)
    assert not found.events
    assert not found.attributions


def test_marks_of_emphasis_are_no_words(read: Read) -> None:
    found = read("The army shelled **Aleppo** on Friday. The mayor said **the port was burning**.")
    assert roles(found, told(found, "shelled")) == {("actor", "army"), ("target", "Aleppo")}
    assert not any("*" in found.report.text[s.start : s.end] for row in found.attributions for s in row.content)


def test_a_rule_at_the_top_is_no_front_matter(read: Read) -> None:
    assert read("---\nThe army shelled the port.\n---\nIt was a Friday.").events


def test_a_capital_that_stands_for_its_government_is_no_place_of_an_event(read: Read) -> None:
    found = read("Moscow sent two brigades. A shell killed four people.")
    assert places(found, told(found, "killed")) == []


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The village came under fire from Turkish artillery.", "came under fire", {("target", "village")}),
        ("The mayor appealed for foreign leaders to help.", "appealed", {("target", "foreign leaders")}),
        ("The army halted the rebels' advance on Tripoli.", "advance", {("actor", "rebels")}),
        ("Syrian or Russian aircraft carried out the strike.", "strike", {("actor", "Syrian")}),
        ("Iraq sent the 9th Division to reinforce Baiji.", "reinforce", {("actor", "9th Division")}),
        ("A bomb left five traders dead.", "dead", {("victim", "traders")}),
        (
            "The camp was hit by a shell, killing two guards.",
            "killing",
            {("victim", "guards"), ("instrument", "shell")},
        ),
        ("A convoy of the Red Cross left Homs.", "left", {("actor", "the Red Cross"), ("origin", "Homs")}),
        (
            "Red Cross staff evacuated 300 wounded to Zenica.",
            "evacuated",
            {("actor", "Red Cross"), ("beneficiary", "wounded")},
        ),
        ("The army denies that it shelled Homs.", "shelled", {("actor", "army"), ("target", "Homs")}),
    ],
)
def test_who_takes_part_is_read_through_grammar(
    read: Read, text: str, trigger: str, wanted: set[tuple[str, str]]
) -> None:
    found = read("Reports came in on Friday from several towns.\n\nOn Friday there was news. " + text)
    event = next(e for e in found.events if trigger.split()[-1] in found.report.text[e.start : e.end])
    assert wanted <= roles(found, event)


def test_a_description_gives_way_to_the_name_after_it(read: Read) -> None:
    found = read("On Friday troops abducted the mayor of Homs, Samir Haddad.")
    assert ("victim", "Samir Haddad") in roles(found, told(found, "abducted"))


def test_what_is_done_to_take_a_place_happens_there(read: Read) -> None:
    found = read("On Friday the Syrian army launched an offensive to retake Homs.")
    assert places(found, told(found, "launched an offensive")) == ["Homs"]


def test_there_is_where_the_last_thing_told_happened(read: Read) -> None:
    found = read("On Friday rebels shelled Homs. Nine traders were killed there.")
    assert places(found, told(found, "killed")) == ["Homs"]


def test_a_nationality_means_the_forces_of_the_report(read: Read) -> None:
    found = read("Russian forces left Irpin on Friday. The mayor spoke of the Russian shelling of Irpin.")
    shelling = told(found, "shelling")
    actor = next(argument for argument in shelling.arguments if argument.role == "actor")
    forces = next(entity.id for entity in found.entities if entity.text == "Russian forces")
    assert forces in {row.entity for row in found.mentions if (row.start, row.end) == (actor.start, actor.end)}
