"""What an extraction becomes: views of entities, claims with lasting names, speakers, times."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import reports
from siegegraph.graph.account import account_of, clause_around
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.span import Span
from siegegraph.graph.rdf.report_graph import quads_of
from siegegraph.graph.rdf.report_reader import account_from
from siegegraph.graph.standoff import extraction_from
from siegegraph.ontology.iris import Minter

MINTER = Minter("https://example.org/")
TEXT = "The mayor of Arden said on Tuesday that the River Guard shelled the port. A nurse in Arden saw 20 dead."


def at(words: str, text: str = TEXT) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def span(words: str) -> list[int]:
    found = at(words)
    return [found["start"], found["end"]]


def account(**rows: Any) -> Account:
    line = {"text": TEXT, "published": "2031-03-05", "publisher": "Coast Courier", **rows}
    return account_of(extraction_from(line, strict_dates=True), MINTER)


ARDEN = {**at("Arden"), "type": "Place"}
GUARD = {**at("River Guard"), "type": "Organisation"}
SHELLED = {**at("shelled"), "type": "Bombardment"}


def test_an_event_without_a_quote_takes_the_clause_around_its_trigger() -> None:
    (claim,) = account(events=[SHELLED]).claims
    assert claim.quote_text == TEXT.split(".")[0]


def test_a_claim_is_named_by_its_trigger_whatever_else_the_extractor_says_of_it() -> None:
    plain = account(events=[SHELLED]).claims[0]
    richer = account(events=[{**SHELLED, "type": "Airstrike", "confidence": 0.4}], entities=[GUARD]).claims[0]
    assert plain.iri == richer.iri


def test_one_trigger_vouched_for_by_two_speakers_is_two_claims() -> None:
    said = {"source": [span("mayor of Arden")], "cue": [span("said")], "content": [span("the River Guard shelled")]}
    saw = {"source": [span("A nurse in Arden")], "cue": [span("saw")], "content": [span("20 dead")]}
    claims = account(
        attributions=[said, saw], events=[{**SHELLED, "attribution": 0}, {**SHELLED, "attribution": 1}]
    ).claims
    assert len({claim.iri for claim in claims}) == 2
    assert [claim.speaker.label for claim in claims if claim.speaker] == ["mayor of Arden", "A nurse in Arden"]


def test_a_speaker_is_the_entity_that_the_source_names_not_one_that_describes_it() -> None:
    nurse = {"source": [span("A nurse in Arden")], "cue": [span("saw")], "content": [span("20 dead")]}
    (claim,) = account(entities=[ARDEN], attributions=[nurse]).claims
    assert claim.speaker is not None
    assert claim.speaker.entity is None


def test_an_attribution_that_tells_no_event_is_a_statement() -> None:
    said = {"source": [span("A nurse in Arden")], "cue": [span("saw")], "content": [span("20 dead")]}
    (claim,) = account(attributions=[said]).claims
    assert (claim.kind, claim.type, claim.quote_text) == ("statement", "Statement", "20 dead")


def test_a_chain_of_speakers_runs_from_the_outermost_to_whoever_vouches() -> None:
    outer = {"source": [span("The mayor of Arden")], "cue": [span("said")], "content": [span("that the River Guard")]}
    inner = {"source": [span("A nurse in Arden")], "cue": [span("saw")], "content": [span("shelled")], "within": 0}
    claim = account(attributions=[outer, inner], events=[{**SHELLED, "attribution": 1}]).claims[0]
    assert [speaker.label for speaker in claim.speakers] == ["The mayor of Arden", "A nurse in Arden"]


def test_bounds_win_over_the_words_of_time() -> None:
    tuesday = {**at("Tuesday"), "type": "DATE", "value": "2031-03-04", "edtf": "2031-03-04"}
    bounds = {"latest": "2031-03-05"}
    plain = account(times=[tuesday], events=[{**SHELLED, "time": 0}]).claims[0].time
    bounded = account(times=[tuesday], events=[{**SHELLED, "time": 0, "bounds": bounds}]).claims[0].time
    assert (plain.earliest, plain.latest, plain.phrase) == (date(2031, 3, 4), date(2031, 3, 4), "Tuesday")
    assert (bounded.earliest, bounded.latest) == (None, date(2031, 3, 5))


def test_an_exact_number_bounds_itself_on_both_sides() -> None:
    counted = {**at("20"), "of": "dead", "value": 20}
    (quantity,) = account(quantities=[counted], events=[{**SHELLED, "quantities": [0]}]).claims[0].quantities
    assert (quantity.min, quantity.max, quantity.value) == (20, 20, 20)


def test_the_outlet_is_an_entity_although_its_text_is_silent_about_it() -> None:
    made = account()
    assert [view.label for view in made.views] == ["Coast Courier"]
    assert made.outlet == made.views[0].iri
    assert made.views[0].named == ()


def test_the_key_of_a_known_actor_is_kept_across_reports() -> None:
    known = account(entities=[{**GUARD, "id": "armed-forces:RU"}]).views[0]
    own = account(entities=[{**GUARD, "id": "e7"}]).views[0]
    assert (known.known_as, own.known_as) == ("armed-forces:RU", None)


@pytest.mark.parametrize("seed", range(5))
def test_a_report_graph_is_read_back_as_the_account_that_was_written(seed: int) -> None:
    for extraction in reports(10, seed):
        made = account_of(extraction, MINTER)
        run = MINTER.run(made.extractor.name, made.extractor.version)
        back = account_from(made.iri, quads_of(made, MINTER), {run: made.extractor})
        assert back.report == made.report
        assert sorted(back.views, key=lambda v: v.iri) == sorted(made.views, key=lambda v: v.iri)
        assert sorted(back.claims, key=lambda c: c.iri) == sorted(made.claims, key=lambda c: c.iri)


def test_a_quad_stands_once_in_a_report_graph_and_names_every_node() -> None:
    made = account_of(reports(1, seed=2)[0], MINTER)
    quads = quads_of(made, MINTER)
    assert len(quads) == len(set(quads))
    assert {str(quad.graph_name) for quad in quads} == {f"<{made.iri}>"}


@given(st.text("ab .\n;", min_size=1, max_size=40), st.data())
def test_the_clause_around_a_trigger_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    trigger = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert clause_around(text, trigger).contains(trigger)
