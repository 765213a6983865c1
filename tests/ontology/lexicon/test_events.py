from __future__ import annotations

import pytest

from siegegraph.ontology.lexicon.events import Role, event_lexicon
from siegegraph.ontology.lexicon.modality import EFFECTS, modality_lexicon
from siegegraph.ontology.lexicon.tables import rows_of
from siegegraph.ontology.lexicon.word_classes import word_class

SCHEME = frozenset(
    [
        "Invasion",
        "Siege",
        "Attack",
        "GroundAssault",
        "Bombardment",
        "Airstrike",
        "MissileStrike",
        "Capture",
        "Withdrawal",
        "Redeployment",
        "Reinforcement",
        "Occupation",
        "Surrender",
        "Ultimatum",
        "Refusal",
        "Negotiation",
        "CeasefireProposal",
        "Ceasefire",
        "CeasefireViolation",
        "Evacuation",
        "AidDelivery",
        "Shortage",
        "Displacement",
        "Casualties",
        "Detention",
        "PrisonerExchange",
        "Destruction",
        "Construction",
        "WeaponsSupply",
        "Sanction",
        "Appeal",
        "Statement",
        "Meeting",
        "Trial",
        "Other",
    ]
)
ROLES = frozenset(
    [
        "actor",
        "target",
        "victim",
        "mediator",
        "beneficiary",
        "instrument",
        "origin",
        "destination",
        "topic",
        "attendee",
    ],
)


def test_every_type_of_the_scheme_has_a_frame() -> None:
    assert set(event_lexicon().frames) >= SCHEME


def test_every_type_of_our_own_names_its_family_in_the_scheme() -> None:
    own = {name: frame.family for name, frame in event_lexicon().frames.items() if name not in SCHEME}
    assert own
    assert set(own.values()) <= SCHEME


def test_every_type_of_the_scheme_but_other_has_a_trigger() -> None:
    told = {row["type"] for row in rows_of("events")}
    assert SCHEME - told <= {"Other"}


def test_every_trigger_gives_only_roles_of_the_scheme() -> None:
    given = {
        role.name
        for table in (event_lexicon().verbs, event_lexicon().nouns, event_lexicon().adjectives)
        for rows in table.values()
        for row in rows
        for role in row.roles.values()
    }
    assert given - {None} <= ROLES


def test_every_class_that_a_condition_names_exists() -> None:
    named = {
        filler
        for row in rows_of("events")
        for condition in row["conditions"].split()
        for filler in condition.partition(":")[2].split("|")
        if filler.startswith("@")
    }
    assert named <= {f"@{name}" for name in event_lexicon().noun_classes} | {"@person", "@nation_place", "@name"}


def test_no_trigger_stands_in_the_table_twice_with_the_same_conditions() -> None:
    rows = [(row["trigger"], row["pos"], row["conditions"]) for row in rows_of("events")]
    assert len(rows) == len(set(rows))


def test_longer_triggers_are_tried_first() -> None:
    lengths = [len(row.words) for row in event_lexicon().verbs["take"]]
    assert lengths == sorted(lengths, reverse=True)


def test_a_trigger_takes_its_types_roles_where_it_has_none_of_its_own() -> None:
    besiege = event_lexicon().verbs["besiege"][0]
    assert besiege.roles["subj"] == Role("actor")
    assert besiege.roles["obj"] == Role("target", is_place=True)


def test_an_empty_role_takes_the_types_own_back() -> None:
    surrender = next(row for row in event_lexicon().verbs["lay"] if row.words == ("lay", "down", "arm"))
    assert "obj" not in surrender.roles


def test_the_head_of_a_noun_phrase_stands_before_its_preposition() -> None:
    exchange = next(row for row in event_lexicon().nouns["exchange"] if "of" in row.words)
    assert exchange.words[exchange.head] == "exchange"


def test_every_modality_cue_has_an_effect() -> None:
    effects = {row["effect"] for row in rows_of("modality_cues") if row["kind"] != "negation"}
    assert effects <= set(EFFECTS)
    assert modality_lexicon().negators


def test_an_unknown_word_class_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_class("no such class")
