from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.events import EventComponent
from siegegraph.graph.model.extraction import EntityMention, EventMention

Reader = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def told(nlp: Language) -> Reader:
    """The (type, trigger words) of the events in a text."""

    def read(text: str) -> list[tuple[str, str]]:
        events = annotations_of(EventComponent()(nlp(text))).events
        return [(event.type, text[event.start : event.end]) for event in events]

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army besieged the town in May.", ("Siege", "besieged")),
        ("Militiamen laid down their arms on Friday.", ("Surrender", "laid down their arms")),
        ("The convoy came under fire near the bridge.", ("Attack", "came under fire")),
        ("Rebels took full control of the airport.", ("Capture", "took full control")),
        ("The garrison lost control of the airport.", ("Capture", "lost control")),
        ("The generals have shifted focus to the coast.", ("Redeployment", "shifted focus")),
        ("Planes dropped bombs on the market.", ("Airstrike", "dropped bombs on")),
        ("The two sides held talks in Geneva.", ("Negotiation", "held talks")),
        ("The council opened a humanitarian corridor.", ("Evacuation", "opened a humanitarian corridor")),
        ("The navy launched missiles at the depot.", ("MissileStrike", "launched missiles")),
        ("Troops exchanged prisoners at the crossing.", ("PrisonerExchange", "exchanged prisoners")),
        ("The city has no water.", ("Shortage", "has no")),
        ("The hospital was blown up.", ("Destruction", "blown up")),
        ("Families left the town at dawn.", ("Evacuation", "left")),
        ("Soldiers left the town at dawn.", ("Withdrawal", "left")),
        ("The clinic ran out of insulin.", ("Shortage", "ran out")),
        ("There is still no gas.", ("Shortage", "is still no")),
        ("Electricity has been cut off since Monday.", ("Shortage", "cut off")),
        ("A column of tanks is heading towards the town.", ("Redeployment", "heading")),
        ("Guards did not allow the trucks through.", ("Refusal", "allow")),
        ("Militiamen took 40 men from the school.", ("Detention", "took 40 men")),
        ("Two trucks with flour entered the enclave.", ("AidDelivery", "entered")),
        ("Villagers hid in the forest for a week.", ("Sheltering", "hid")),
        ("Soldiers turned back the convoy.", ("Obstruction", "turned back")),
        ("The council imposed a curfew.", ("Curfew", "imposed a curfew")),
        ("They buried him behind the mosque.", ("Burial", "buried")),
        ("A fire broke out in the mill.", ("Fire", "fire")),
        ("Typhus broke out in the camps.", ("Outbreak", "broke out")),
        ("The garrison held out for three months.", ("Resistance", "held out")),
        ("The pumping station stopped working.", ("Shortage", "stopped working")),
        ("Aircraft dropped food to the garrison.", ("AidDelivery", "dropped")),
        ("Soldiers seized rifles and phones.", ("Confiscation", "seized")),
        ("The staff received no reports of casualties.", ("Casualties", "casualties")),
        ("Jets bombed the port.", ("Airstrike", "bombed")),
        ("Artillery attacked the port.", ("Bombardment", "attacked")),
    ],
)
def test_verbs_and_their_words_tell_of_a_typed_event(told: Reader, text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Her colleague left the company in May.",
        "The strike deal was signed.",
        "Teachers went on strike.",
        "The manager fired him last year.",
        "The Ministry of Defence moved to a new building.",
        "The bunker was made to withstand bombings and blockades.",
        "An attack helicopter stood in the yard.",
        "The court met the deadline for the budget.",
        "The storm hit sales.",
        "They walked out of the restaurant.",
        "He refused to comment.",
        "The company had no comment on the vote count.",
        "The plane landed at noon.",
        "The senator praised the tax proposals.",
        "Police patrolled the streets to prevent boys from buying alcohol.",
    ],
)
def test_words_in_another_sense_and_kinds_of_event_tell_of_none(told: Reader, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army carried out an attack on the port.",
        "The army launched a massive attack on the port.",
        "An attack on the port was carried out by the army.",
    ],
)
def test_a_light_verb_and_its_noun_are_one_event(told: Reader, text: str) -> None:
    assert [kind for kind, _ in told(text)] == ["Attack"]


def test_a_definite_noun_that_takes_up_an_event_is_no_second_one(told: Reader) -> None:
    assert told("Gunners shelled the market. The shelling stopped traffic.") == [("Bombardment", "shelled")]


def test_an_offer_that_nobody_accepts_is_a_refusal(told: Reader) -> None:
    assert told("Not one soldier accepted the offer.") == [("Refusal", "accepted")]
    assert told("The soldiers accepted the offer.") == [("Acceptance", "accepted")]


def test_breaking_a_truce_is_one_event(told: Reader) -> None:
    assert told("The army broke the ceasefire.") == [("CeasefireViolation", "broke")]


def test_dead_and_wounded_are_counted_together(told: Reader) -> None:
    assert told("The brigade suffered 40 dead and wounded.") == [("Casualties", "suffered 40 dead")]


def test_a_type_of_our_own_names_its_family(nlp: Language) -> None:
    event = annotations_of(EventComponent()(nlp("A car bomb exploded in the square."))).events[0]
    assert (event.type, event.family) == ("Explosion", "Attack")


def test_words_inside_a_name_tell_of_no_event(nlp: Language) -> None:
    text = "The Siege Museum opened in the old surrender hall of the Air Assault Brigade."
    doc = nlp(text)
    start = text.index("Air")
    brigade = EntityMention(start=start, end=len(text) - 1, text=text[start:-1], type="Organisation")
    annotations_of(doc).entities = (brigade,)
    assert annotations_of(EventComponent()(doc)).events == ()


def test_events_stand_in_text_order_and_hold_their_words(nlp: Language) -> None:
    text = "Rebels shelled the port, killing two men, and then withdrew."
    events: tuple[EventMention, ...] = annotations_of(EventComponent()(nlp(text))).events
    assert [text[event.start : event.end] for event in events] == ["shelled", "killing", "withdrew"]


@pytest.mark.parametrize("text", ["Residents were withdrawing money from banks.", "Families withdrew their savings."])
def test_withdrawing_money_moves_no_troops(told: Reader, text: str) -> None:
    assert told(text) == []


def test_what_is_seized_under_a_name_is_captured_not_detained(told: Reader) -> None:
    kinds = {kind for kind, _ in told("Russian forces seized the Dekonska on the outskirts on 4 January.")}
    assert kinds == {"Capture"}


def test_the_caption_of_an_image_tells_of_no_event(told: Reader) -> None:
    text = (
        "![Port after the shelling (2)](https://example.org/Port_after_shelling_(2).jpg)\n\nGunners shelled the market."
    )
    assert told(text) == [("Bombardment", "shelled")]


def test_a_report_that_told_of_the_siege_speaks_of_the_besieged_town(told: Reader) -> None:
    assert told("The besieged town has no bread.") == [("Siege", "besieged"), ("Shortage", "has no")]
    found = told("The army besieged Brod in May. The besieged town has no bread.")
    assert [kind for kind, _ in found] == ["Siege", "Shortage"]
