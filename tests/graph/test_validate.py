"""Validation over a store: each report with what is derived for it, then what is derived, in slices."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pyoxigraph import RdfFormat, parse

import siegegraph.graph.validate as module
from siegegraph.graph.store.base import Store
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.graph.validate import Violation, validate
from siegegraph.ontology.terms import PREFIXES

BASE = "http://127.0.0.1:8000/"
REPORT = """
GRAPH <report/r> {
<report/r> a sg:Report ; schema:text "It said 200 fighters surrendered. 😀 All of them." ;
  schema:datePublished "2022-05-18"^^xsd:date ; prov:wasGeneratedBy <run/x> .
<claim/c> a sg:Claim ; oa:hasSource <report/r> ; oa:exact "200 fighters surrendered" ; oa:start 8 ; oa:end 32 ;
  sg:eventType sg:Surrender ; sg:modality sg:asserted ; sg:polarity sg:positive ;
  sg:attribution <report/r#attribution=3,7,0,2> ; sg:actorMention <report/r#char=12,20> .
<report/r#attribution=3,7,0,2> a sg:Attribution ; oa:exact "said" ; sg:sourceMention <report/r#char=0,2> .
<report/r#char=12,20> a sg:OrganisationMention ; oa:exact "fighters" .
<report/r#char=0,2> a sg:Mention ; oa:exact "It" .
<report/r#char=36,39> a sg:Mention ; oa:exact "All" .
}
"""
DERIVED = """
GRAPH <graph/derived> {
<claim/c> prov:wasAttributedTo <entity/e> .
<report/r#char=12,20> sg:denotes <entity/e> . <report/r#char=0,2> sg:denotes <entity/e> .
<entity/e> a sg:Entity ; rdfs:label "the ministry"@en .
<event/c> a sem:Event ; rdfs:label "Surrender" ; sem:eventType sg:Surrender ; prov:wasDerivedFrom <claim/c> ;
  sem:hasEarliestBeginTimeStamp "2022-05-17"^^xsd:date ; sem:hasLatestEndTimeStamp "2022-05-17"^^xsd:date .
<relationship/x> a sg:Relationship ; sg:relation sg:commands ; prov:wasDerivedFrom <claim/c> ;
  sem:hasEarliestBeginTimeStamp "2022-05-16"^^xsd:date .
}
"""

FAULTS = [
    ("oa:end 32", "oa:end 31", "claim/c", "oa:exact", 'not what the text has at 8 to 31: "200 fighters surrendere"'),
    ('oa:exact "All"', 'oa:exact "all"', "report/r#char=36,39", "oa:exact", "is not what the text has at 36 to 39"),
    ("oa:start 8 ;", "oa:start 40 ;", "claim/c", "oa:start", "ends after it starts"),
    ("sg:modality sg:asserted ;", "", "claim/c", "sg:modality", "exactly one modality"),
    ("sg:eventType sg:Surrender ; sg:modality", "sg:modality", "claim/c", None, "not of both or neither"),
    ("<claim/c> prov:wasAttributedTo <entity/e> .", "", "claim/c", "prov:wasAttributedTo", "attributed to somebody"),
    ('; rdfs:label "the ministry"@en', "", "entity/e", "rdfs:label", "An entity has a label"),
    ("prov:wasDerivedFrom <claim/c> ;\n  sem", "sem", "event/c", "prov:wasDerivedFrom", "at least one claim"),
    ("DerivedFrom <claim/c> ;\n", "DerivedFrom <report/r> ;\n", "event/c", "prov:wasDerivedFrom", "on claims only"),
    (
        'LatestEndTimeStamp "2022-05-17"^^xsd:date',
        'LatestEndTimeStamp "2022-05-17Z"^^xsd:date',
        "event/c",
        "sem:hasLatestEndTimeStamp",
        "without a zone",
    ),
    ('"2022-05-16"^^xsd:date', '"2022-05-16"', "relationship/x", "sem:hasEarliestBeginTimeStamp", "one xsd:date"),
]


@dataclass(frozen=True)
class Stored:
    store: Store
    base: str


def filled(trig: str) -> Stored:
    prologue = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store = EmbeddedStore(None, BASE)
    store.bulk(parse(f"{prologue}{trig}", format=RdfFormat.TRIG, base_iri=f"{BASE}id/"))
    return Stored(store, BASE)


def violations(trig: str) -> list[Violation]:
    stored = filled(trig)
    with stored.store:
        return list(validate(stored))


def test_a_valid_graph_has_no_violations() -> None:
    assert violations(REPORT + DERIVED) == []


def test_an_empty_store_is_valid() -> None:
    assert violations("") == []


@pytest.mark.parametrize(("right", "wrong", "focus", "path", "message"), FAULTS)
def test_a_planted_fault_is_found_where_it_is(
    right: str, wrong: str, focus: str, path: str | None, message: str
) -> None:
    whole = REPORT + DERIVED
    assert right in whole
    found = violations(whole.replace(right, wrong))
    assert (f"{BASE}id/{focus}", path) in {(violation.focus, violation.path) for violation in found}
    assert any(message in str(violation) for violation in found)


def test_a_violation_reads_as_a_sentence_about_a_node() -> None:
    (violation,) = violations(REPORT.replace("sg:polarity sg:positive ;", "") + DERIVED)
    assert str(violation) == (
        "http://127.0.0.1:8000/id/claim/c (sg:polarity): A claim is either positive or negative (sg:polarity)."
    )
    assert violation.graph == "http://127.0.0.1:8000/id/report/r"


def test_what_several_reports_share_is_said_once() -> None:
    second = REPORT.replace("report/r", "report/s").replace("claim/c", "claim/d")
    derived = DERIVED.replace('; rdfs:label "the ministry"@en', "").replace(
        "<claim/c> prov:",
        "<report/s#char=0,2> sg:denotes <entity/e> . <claim/d> prov:wasAttributedTo <entity/e> . <claim/c> prov:",
    )
    assert [violation.path for violation in violations(REPORT + second + derived)] == ["rdfs:label"]


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SLICE", 2)


@pytest.mark.usefixtures("small_slices")
def test_every_slice_of_events_is_looked_at() -> None:
    events = "".join(
        f"<event/{n}> a sem:Event ; sem:eventType sg:Siege ; prov:wasDerivedFrom <claim/c> . " for n in range(5)
    )
    found = violations(REPORT + DERIVED.replace("<entity/e> a", f"{events} <entity/e> a"))
    assert sorted(violation.focus[-1] for violation in found) == list("01234")
