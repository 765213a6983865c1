from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.arguments import ArgumentComponent
from siegegraph.graph.extract.events.events import EventComponent
from siegegraph.graph.extract.events.modality import ModalityComponent
from siegegraph.graph.model.extraction import AttributionMention, EventMention
from siegegraph.graph.model.span import Span

Weigh = Callable[..., list[EventMention]]


@pytest.fixture(scope="module")
def weighed(nlp: Language) -> Weigh:
    """The events of a text, weighed; `said` is (source or None, cue, content), `stance` the attribution's fields."""

    def of(text: str, said: tuple[str | None, str, str] | None = None, **stance: str) -> list[EventMention]:
        doc = nlp(text)
        if said is not None:
            source, cue, content = ((Span(text.index(w), text.index(w) + len(w)),) if w else () for w in said)
            annotations_of(doc).attributions = (
                AttributionMention(source=source, cue=cue, content=content, **stance),  # type: ignore[arg-type]
            )
        for component in (EventComponent(), ArgumentComponent(), ModalityComponent()):
            doc = component(doc)
        return list(annotations_of(doc).events)

    return of


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rebels shelled the port.", "asserted"),
        ("Rebels continue to shell the port.", "asserted"),
        ("Rebels will evacuate the town.", "future"),
        ("Rebels plan to evacuate the town.", "future"),
        ("Rebels intend to storm the town.", "future"),
        ("Buses came to evacuate the patients.", "future"),
        ("The planned evacuation of the town has stalled.", "future"),
        ("The mayor demanded that the army withdraw.", "proposed"),
        ("The army ordered the garrison to surrender.", "proposed"),
        ("The mayor issued an order to evacuate the town.", "proposed"),
        ("Rebels may storm the town.", "possible"),
        ("Aid workers fear a massacre in the town.", "possible"),
        ("If rebels storm the town, many will flee.", "possible"),
        ("The group was willing to release 40 hostages.", "possible"),
        ("The army denied shelling the port.", "denied"),
        ("Rebels reportedly shelled the port.", "reported"),
        ("Rebels allegedly executed nine prisoners.", "reported"),
        ("Rebels are said to have executed nine prisoners.", "reported"),
    ],
)
def test_modality_is_that_of_the_words_around_the_event(weighed: Weigh, text: str, modality: str) -> None:
    assert weighed(text)[0].modality == modality


def test_a_threat_is_told_as_fact_and_what_it_threatens_is_possible(weighed: Weigh) -> None:
    found = weighed("Rebels threatened to shell the port.")
    assert [(e.type, e.modality) for e in found] == [("Threat", "asserted"), ("Bombardment", "possible")]


@pytest.mark.parametrize(
    "text", ["The town has no water.", "There is hardly any bread.", "Soldiers did not allow the convoy to enter."]
)
def test_a_negation_that_the_words_of_the_event_hold_denies_nothing(weighed: Weigh, text: str) -> None:
    assert weighed(text)[0].polarity == "positive"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Rebels did not shell the port.", "negative"),
        ("Rebels never captured the port.", "negative"),
        ("No shells hit the depot.", "negative"),
        ("None of the soldiers surrendered.", "negative"),
        ("Rebels entered the town without destroying the bridge.", "negative"),
        ("The army denied shelling the port.", "negative"),
        ("Neither side violated the truce.", "negative"),
        ("Not only did rebels shell the port.", "positive"),
        ("Not one soldier accepted the offer.", "positive"),
        ("The army rejected the offer.", "positive"),
        ("The bombardment did not stop.", "positive"),
        ("Rebels failed to capture the port.", "positive"),
    ],
)
def test_polarity_is_whether_it_took_place(weighed: Weigh, text: str, polarity: str) -> None:
    assert weighed(text)[-1].polarity == polarity


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Rebels shelled the port.", "certain"),
        ("Rebels probably shelled the port.", "probable"),
        ("Rebels are believed to have shelled the port.", "probable"),
        ("Rebels may have shelled the port.", "possible"),
        ("Observers could not confirm who had shelled the port.", "unknown"),
    ],
)
def test_certainty_is_that_of_the_hedge(weighed: Weigh, text: str, certainty: str) -> None:
    assert weighed(text)[0].certainty == certainty


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Rebels captured the port.", "succeeded"),
        ("Rebels failed to capture the port.", "failed"),
        ("Rebels were unable to capture the port.", "failed"),
        ("Rebels could not capture the port.", "failed"),
        ("Rebels tried to capture the port.", "unknown"),
        ("Two attempts to capture the port have failed.", "failed"),
        ("Troops repelled an attack on the port.", "failed"),
        ("The evacuation of the town was called off.", "failed"),
        ("Rebels fought for weeks to take the town.", "unknown"),
        ("Rebels partly destroyed the bridge.", "partial"),
        ("Rebels will capture the port.", None),
        ("Rebels shelled the port.", None),
    ],
)
def test_outcome_is_what_came_of_an_attempt(weighed: Weigh, text: str, outcome: str | None) -> None:
    assert weighed(text)[-1].outcome == outcome


def test_a_speaker_vouches_for_what_is_said(weighed: Weigh) -> None:
    text = "The mayor said that rebels shelled the port."
    event = weighed(text, said=("The mayor", "said", "rebels shelled the port"))[0]
    assert (event.modality, event.certainty) == ("asserted", "certain")


def test_a_speakers_denial_is_the_events(weighed: Weigh) -> None:
    text = "The general called it a lie that troops shelled the port."
    said = ("The general", "called it a lie", "troops shelled the port")
    event = weighed(text, said=said, modality="denied", polarity="negative")[0]
    assert (event.modality, event.polarity) == ("denied", "negative")


def test_what_nobody_is_named_for_is_reported(weighed: Weigh) -> None:
    text = "It was reported that rebels shelled the port."
    assert weighed(text, said=(None, "reported", "rebels shelled the port"))[0].modality == "reported"


def test_to_reject_an_offer_is_not_to_deny_it(weighed: Weigh) -> None:
    text = "The rebels rejected an offer of safe passage."
    said = ("The rebels", "rejected", "an offer of safe passage")
    offer = weighed(text, said=said, modality="denied", polarity="negative")[1]
    assert (offer.type, offer.modality, offer.polarity) == ("CeasefireProposal", "asserted", "positive")


def test_who_is_hurt_already_is_so_whatever_is_planned(weighed: Weigh) -> None:
    plan, hurt = weighed("Officials plan to evacuate 60 wounded children.")
    assert (plan.modality, hurt.modality) == ("future", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "There was no evidence that the troops had advanced.",
        "Monitors found no sign of an attack on the port.",
        "Monitors did not find any proof that rebels shelled the port.",
    ],
)
def test_what_there_is_no_evidence_of_is_left_open(weighed: Weigh, text: str) -> None:
    assert [event.modality for event in weighed(text)] == ["possible"]


def test_what_there_is_evidence_of_is_asserted(weighed: Weigh) -> None:
    assert [e.modality for e in weighed("There was evidence that the troops had advanced.")] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "modality", "certainty"),
    [
        ("Reports emerged that rebels had shelled the port.", "reported", "unknown"),
        ("Rebels allegedly shelled the port.", "reported", "possible"),
        ("There are grounds to believe that rebels shelled the port.", "asserted", "probable"),
        ("The council passed a resolution to withdraw the troops.", "proposed", "unknown"),
        ("Claims that rebels shelled the port are false.", "denied", "unknown"),
    ],
)
def test_words_around_a_clause_say_how_sure_it_is(weighed: Weigh, text: str, modality: str, certainty: str) -> None:
    told = weighed(text)[-1]
    assert (told.modality, told.certainty) == (modality, certainty)


def test_what_is_coordinated_with_a_promise_is_not_promised(weighed: Weigh) -> None:
    told = {event.type: event for event in weighed("Rebels agreed to leave the town and freed 40 hostages.")}
    assert told["Withdrawal"].modality == "future"
    assert told["Release"].modality == "asserted"


def test_what_remains_impossible_does_not_take_place(weighed: Weigh) -> None:
    event = weighed("The evacuation of civilians remained impossible.")[0]
    assert (event.polarity, event.outcome) == ("negative", "failed")


def test_what_is_told_after_if_is_not_past(weighed: Weigh) -> None:
    event = weighed("If the rebels attacked the port, the convoy would turn back.")[0]
    assert (event.modality, event.bounds) == ("possible", None)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Soldiers repelled an attempt to cross the river.", "failed"),
        ("Troops took partial control of the town.", "partial"),
    ],
)
def test_how_it_came_out_is_told_around_it(weighed: Weigh, text: str, outcome: str) -> None:
    assert weighed(text)[-1].outcome == outcome
