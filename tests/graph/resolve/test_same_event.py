"""Which claims tell of one event: pairs that must come together and pairs that must stay apart, of several sieges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from siegegraph.graph.account import account_of
from siegegraph.graph.model.claim import Claim, Speaker
from siegegraph.graph.resolve.agreement import disagreements_of
from siegegraph.graph.resolve.naming import name_keys
from siegegraph.graph.resolve.same_event import blocks_of, same_event
from siegegraph.graph.resolve.telling import Telling
from siegegraph.graph.standoff import extraction_from
from siegegraph.ontology.iris import Minter

MINTER = Minter("https://example.org/")
NUMBERS: dict[str, int] = {}
ENTITIES: dict[str, int] = {}


def told(text: str, kind: str, trigger: str, when: str | None, published: str = "1993-06-20", **rows: Any) -> Telling:
    """A claim of the whole text; `rows` are words by role (actor, target, victim, place), "count", and other fields."""
    entities, arguments, places, quantities = [], [], [], []
    for role in ("actor", "target", "victim", "place"):
        for words in rows.pop(role, ()):
            start = text.index(words)
            span = {"start": start, "end": start + len(words)}
            if words[0].isupper():
                entities.append({**span, "type": "Place" if role in ("place", "target") else "Organisation"})
            if role == "place":
                places.append([start, start + len(words)])
            else:
                arguments.append({"role": role, **span})
    for words, of, number in rows.pop("count", ()):
        start = text.index(words)
        quantities.append({"start": start, "end": start + len(words), "of": of, "value": number})
    at = text.index(trigger)
    times = [{"start": 0, "end": 1, "type": "DATE", "value": when, "edtf": when}] if when else []
    event: dict[str, Any] = {"start": at, "end": at + len(trigger), "type": kind, "arguments": arguments, **rows}
    event |= {"places": places, "quantities": list(range(len(quantities))), "quote": [0, len(text)]}
    if when:
        event["time"] = 0
    else:
        event["bounds"] = {"latest": published}
    line = {"text": text, "published": published, "entities": entities, "times": times, "events": [event]}
    line["quantities"] = quantities
    account = account_of(extraction_from(line, strict_dates=True), MINTER)
    for view in account.views:
        ENTITIES[view.iri] = NUMBERS.setdefault(name_keys(view)[0], len(NUMBERS))
    (claim,) = account.claims
    return Telling(claim, date.fromisoformat(published), None, account.iri)


def merged(one: Telling, other: Telling) -> bool:
    reason = same_event(one, other, ENTITIES.__getitem__)
    assert reason == same_event(other, one, ENTITIES.__getitem__)
    if reason and reason.reason != "the report tells it again":
        # What is one event must also be found: the two meet in a block.
        assert blocks_of(one, ENTITIES.__getitem__) & blocks_of(other, ENTITIES.__getitem__)
    return reason is not None


SHELLED = told(
    "The army shelled Gorazde on Friday.", "Bombardment", "shelled", "1993-06-18", target=["Gorazde"], place=["Gorazde"]
)
EVACUATED = told(
    "We evacuated 212 fighters.", "Evacuation", "evacuated", "1993-06-18", count=[("212", "fighters", 212)]
)

THEATRE_HIT = told(
    "Jets hit a theatre in Gorazde.", "Airstrike", "hit", "1993-06-18", target=["theatre"], place=["Gorazde"]
)

ONE_EVENT = [
    (SHELLED, told("Gorazde came under shelling.", "Bombardment", "shelling", "1993-06-18", place=["Gorazde"])),
    (
        EVACUATED,
        told(
            "There 215 militants surrendered.",
            "Surrender",
            "surrendered",
            "1993-06-18",
            count=[("215", "militants", 215)],
        ),
    ),
    (
        told("Jets hit a hospital in Aleppo.", "Airstrike", "hit", "1993-06-18", target=["hospital"], place=["Aleppo"]),
        told("A hospital was attacked.", "Attack", "attacked", "1993-06-18", target=["hospital"]),
    ),
    (
        told("Jets hit a hospital.", "Airstrike", "hit", "1993-06-18", target=["hospital"]),
        told("We did not hit the hospital.", "Airstrike", "hit", None, target=["hospital"], modality="denied"),
    ),
    (
        THEATRE_HIT,
        told(
            "A theatre in Gorazde was blown up.", "Destruction", "blown up", None, target=["theatre"], place=["Gorazde"]
        ),
    ),
]

SIEGE = told("The army is besieging Gorazde.", "Siege", "besieging", None, target=["Gorazde"], ongoing=True)

ONE_LASTING_EVENT = [
    (SIEGE, told("The siege of Gorazde began in May.", "Siege", "siege", "1993-05", target=["Gorazde"])),
    (SIEGE, told("Gorazde under siege.", "Siege", "siege", None, published="1994-04-01", place=["Gorazde"])),
    (
        told("The battle of Gorazde is over.", "GroundAssault", "battle", None, place=["Gorazde"]),
        told("They fell in the battle for Gorazde.", "Attack", "battle", "1993-06", place=["Gorazde"]),
    ),
    (
        told("Since the Drina Corps invasion.", "Invasion", "invasion", None, actor=["Drina Corps"]),
        told(
            "The Drina Corps invaded Zepa.", "Invasion", "invaded", "1993-05-02", actor=["Drina Corps"], target=["Zepa"]
        ),
    ),
]

TWO_LASTING_EVENTS = [
    (SIEGE, told("Zepa under siege.", "Siege", "siege", None, target=["Zepa"])),
    (SIEGE, told("The siege of Gorazde in 1941.", "Siege", "siege", "1941", target=["Gorazde"])),
    (SIEGE, told("The occupation of Gorazde.", "Occupation", "occupation", None, target=["Gorazde"])),
    (SIEGE, told("Gorazde came under shelling.", "Bombardment", "shelling", "1993-06-18", place=["Gorazde"])),
    (SIEGE, told("There is no siege of Gorazde.", "Siege", "siege", None, target=["Gorazde"], modality="denied")),
    (SIEGE, told("They besiege us.", "Siege", "besiege", None)),
    (SIEGE, told("The army besieges Gorazde mill.", "Siege", "besieges", None, target=["Gorazde mill"])),
]


def also_told(one: Telling, other: Telling, **fields: Any) -> tuple[Telling, Telling]:
    """The two as claims of one report, some fields of the second's set otherwise."""
    return one, replace(other, claim=replace(other.claim, report=one.claim.report, **fields))


BLOWN_UP = told(
    "A theatre in Gorazde was blown up.", "Destruction", "blown up", None, target=["theatre"], place=["Gorazde"]
)
MINISTRY, MAYOR = Speaker(label="the ministry"), Speaker(label="the mayor")

# What one report tells twice, and what it tells as two things.
RETOLD = [
    also_told(SHELLED, told("The attack.", "Attack", "attack", None), retells=SHELLED.claim.iri),
    also_told(THEATRE_HIT, THEATRE_HIT, iri="https://example.org/id/claim/again"),
    also_told(THEATRE_HIT, BLOWN_UP, speakers=(MINISTRY,)),
    also_told(THEATRE_HIT, replace(BLOWN_UP, claim=replace(BLOWN_UP.claim, polarity="negative"))),
]
TOLD_APART = [
    also_told(
        SHELLED, told("Gorazde came under shelling.", "Bombardment", "shelling", "1993-06-18", place=["Gorazde"])
    ),
    also_told(THEATRE_HIT, BLOWN_UP),
    also_told(
        SHELLED, told("They shell Gorazde.", "Bombardment", "shell", "1993-06-18", place=["Gorazde"]), speakers=(MAYOR,)
    ),
]

TWO_EVENTS = [
    (SHELLED, told("The army shelled Zepa on Friday.", "Bombardment", "shelled", "1993-06-18", place=["Zepa"])),
    (SHELLED, told("The army shelled Gorazde again.", "Bombardment", "shelled", "1993-06-19", place=["Gorazde"])),
    (SHELLED, told("People left Gorazde.", "Evacuation", "left", "1993-06-18", place=["Gorazde"])),
    (SHELLED, told("Fighting in Gorazde.", "GroundAssault", "Fighting", "1993-06-18", place=["Gorazde"])),
    (SHELLED, told("The army shelled Gorazde in 1993.", "Bombardment", "shelled", "1993", place=["Gorazde"])),
    (
        EVACUATED,
        told("We evacuated 40 fighters.", "Evacuation", "evacuated", "1993-06-18", count=[("40", "fighters", 40)]),
    ),
    (
        EVACUATED,
        told("We evacuated 212 patients.", "Evacuation", "evacuated", "1993-06-18", count=[("212", "patients", 212)]),
    ),
    (
        told("The Guard shelled Gorazde.", "Bombardment", "shelled", "1993-06-18", actor=["Guard"], place=["Gorazde"]),
        told(
            "The Legion shelled Gorazde.", "Bombardment", "shelled", "1993-06-18", actor=["Legion"], place=["Gorazde"]
        ),
    ),
    (
        told("A man was freed in Gorazde.", "Release", "freed", "1993-06-18", place=["Gorazde"], family="Other"),
        told("A protest in Gorazde.", "Protest", "protest", "1993-06-18", place=["Gorazde"], family="Other"),
    ),
    (
        told("A theatre in Gorazde was hit.", "Attack", "hit", None, target=["theatre"], place=["Gorazde"]),
        told("They hit the theatre in Gorazde.", "Attack", "hit", None, target=["theatre"], place=["Gorazde"]),
    ),
    (SHELLED, told("We do not shell Gorazde.", "Bombardment", "shell", None, place=["Gorazde"], modality="denied")),
]


@pytest.mark.parametrize(("one", "other"), ONE_EVENT + ONE_LASTING_EVENT + RETOLD)
def test_two_tellings_of_one_event_come_together(one: Telling, other: Telling) -> None:
    assert merged(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_EVENTS + TWO_LASTING_EVENTS + TOLD_APART)
def test_two_events_stay_apart(one: Telling, other: Telling) -> None:
    assert not merged(one, other)


def differences(*tellings: Telling) -> dict[str, list[str]]:
    found = disagreements_of(sorted(tellings, key=lambda t: t.order), ENTITIES.__getitem__, MINTER)
    return {each.on: [side.value for side in each.sides] for each in found}


def test_an_evacuation_here_and_a_surrender_there_differ_on_naming_and_number() -> None:
    one, other = ONE_EVENT[1]
    assert {kind: set(values) for kind, values in differences(one, other).items()} == {
        "naming": {"Evacuation", "Surrender"},
        "number": {"212", "215"},
    }


def test_a_broader_name_is_no_other_name() -> None:
    assert "naming" not in differences(*ONE_EVENT[2])


def test_a_denial_differs_on_occurrence() -> None:
    assert set(differences(*ONE_EVENT[3])["occurrence"]) == {"it happened", "it did not happen"}


@pytest.mark.parametrize(
    ("counted", "differs"),
    [
        ({"min": 200}, False),
        ({"value": 220, "approximate": True}, False),
        ({"max": 300}, False),
        ({"value": 230}, True),
    ],
)
def test_a_number_agrees_with_one_inside_its_range(counted: dict[str, Any], differs: bool) -> None:
    def counting(text: str, quantity: dict[str, Any]) -> Telling:
        words = {"start": 0, "end": 4, "of": "dead", **quantity}
        event = {"start": 5, "end": 9, "type": "Casualties", "quantities": [0], "bounds": {"latest": "1993-06-18"}}
        line = {"text": text, "published": "1993-06-20", "quantities": [words], "events": [event]}
        (claim,) = account_of(extraction_from(line, strict_dates=True), MINTER).claims
        return Telling(claim, date(1993, 6, 20), text[-4:], text)

    exact = counting("212! died, says Wire", {"value": 212})
    assert ("number" in differences(exact, counting("some died, says Post", counted))) is differs


def test_who_says_two_things_in_one_breath_does_not_disagree() -> None:
    claims: list[Claim] = [EVACUATED.claim, ONE_EVENT[1][1].claim]
    one_voice = [Telling(claim, date(1993, 6, 20), "Wire", "Wire") for claim in claims]
    assert differences(*one_voice) == {}
