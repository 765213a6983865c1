"""The shapes let a valid graph pass and name each planted fault."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from rdflib import Graph
from rdflib.namespace import RDF, SH

from siegegraph.ontology import publish
from siegegraph.ontology.terms import PREFIXES

VALID = """
<r> a sg:Report ; schema:datePublished "2022-05-17"^^xsd:date ; prov:wasGeneratedBy <run> .
<c> a sg:Claim ; oa:hasSource <r> ; oa:exact "200 fighters surrendered" ; oa:start 77 ; oa:end 101 ;
  sg:eventType sg:Surrender ; sg:modality sg:asserted ; sg:polarity sg:positive ; sg:confidence 0.8 ;
  sg:attribution <a> ; sg:time <t> ; sg:actorMention <m> ; prov:wasAttributedTo <e> .
<a> a sg:Attribution ; oa:exact "said" ; sg:sourceMention <m2> .
<t> a sem:Time ; oa:exact "Tuesday" ; sem:hasEarliestBeginTimeStamp "2022-05-17"^^xsd:date ;
  sem:hasLatestBeginTimeStamp "2022-05-17"^^xsd:date ; sem:hasEarliestEndTimeStamp "2022-05-17"^^xsd:date ;
  sem:hasLatestEndTimeStamp "2022-05-17"^^xsd:date .
<m> a sg:OrganisationMention ; oa:exact "fighters" ; sg:denotes <e> .
<m2> a sg:OrganisationMention ; oa:exact "the ministry" ; sg:denotes <e> .
<e> a sg:Entity ; rdfs:label "Ministry"@en, "Міністерство"@uk .
<v> a sem:Event ; rdfs:label "Surrender"@en ; sem:eventType sg:Surrender ; prov:wasDerivedFrom <c> ;
  sem:hasEarliestBeginTimeStamp "2022-05-17"^^xsd:date .
"""

FAULTS = [
    ('oa:exact "200 fighters surrendered" ;', "", "exactly one quote"),
    ('oa:exact "200 fighters surrendered" ;', 'oa:exact "one", "two" ;', "exactly one quote"),
    ('oa:exact "200 fighters surrendered" ;', 'oa:exact "with a language"@en ;', "exactly one quote"),
    ("oa:hasSource <r> ;", "", "exactly one report"),
    ("sg:modality sg:asserted ;", "", "exactly one modality"),
    ("sg:modality sg:asserted ;", "sg:modality sg:succeeded ;", "exactly one modality"),
    ("sg:polarity sg:positive ;", "sg:polarity sg:positive, sg:negative ;", "positive or negative"),
    ("sg:confidence 0.8 ;", "sg:confidence 1.8 ;", "from 0 to 1"),
    ("; prov:wasGeneratedBy <run> .", ".", "the one run"),
    ("sg:eventType sg:Surrender ; sg:modality", "sg:modality", "not of both or neither"),
    ("sg:eventType sg:Surrender ; sg:m", "sg:eventType sg:Surrender ; sg:relation sg:commands ; sg:m", "not of both"),
    ("oa:start 77 ;", "oa:start -1 ;", "from 0"),
    ("oa:start 77 ;", 'oa:start "77" ;', "from 0"),
    ("oa:end 101 ;", "oa:end 70 ;", "after it starts"),
    ("prov:wasDerivedFrom <c> ;", "", "at least one claim"),
    ("prov:wasDerivedFrom <c> ;", "prov:wasDerivedFrom <r> ;", "at least one claim"),
    ('rdfs:label "Surrender"@en ;', "", "An event has a label"),
    ("sem:eventType sg:Surrender ;", "", "at least one type"),
    ('LatestEndTimeStamp "2022-05-17"', 'LatestEndTimeStamp "2022-05-16"', "end is not after"),
    ('LatestBeginTimeStamp "2022-05-17"', 'LatestBeginTimeStamp "2022-05-16"', "begin is not after"),
    (
        'LatestEndTimeStamp "2022-05-17"^^xsd:date',
        'LatestEndTimeStamp "2022-05-17T00:00:00"^^xsd:dateTime',
        "without a zone",
    ),
    ('rdfs:label "Ministry"@en, "Міністерство"@uk', "sg:reportCount 1", "An entity has a label"),
    ('rdfs:label "Ministry"@en,', 'rdfs:label "Ministry"@en, "The ministry"@en,', "one for each language"),
    ("; prov:wasAttributedTo <e> .", ".", "attributed to somebody"),
    ("; sg:sourceMention <m2> .", ".", "words of its source"),
]


def graph_of(text: str) -> Graph:
    prologue = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return Graph().parse(data=f"@base <http://127.0.0.1:8000/id/> .\n{prologue}{text}", format="turtle")


def messages_of(data: Graph) -> list[str]:
    conforms, report, _ = pyshacl.validate(data, shacl_graph=publish.shapes_graph())
    assert isinstance(report, Graph)
    found = [str(report.value(result, SH.resultMessage)) for result in report.subjects(RDF.type, SH.ValidationResult)]
    assert conforms == (not found)
    return found


def test_a_valid_graph_passes() -> None:
    assert messages_of(graph_of(VALID)) == []


@pytest.mark.parametrize(("right", "wrong", "message"), FAULTS)
def test_a_planted_fault_is_found_and_named(right: str, wrong: str, message: str) -> None:
    assert right in VALID
    assert any(message in found for found in messages_of(graph_of(VALID.replace(right, wrong))))


@pytest.mark.parametrize("zone", ["Z", "+02:00", "-05:00"])
def test_a_zone_on_a_bound_is_found_where_the_parser_keeps_it(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # By default rdflib drops the zone of a date before any shape can see it.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    zoned = VALID.replace('LatestEndTimeStamp "2022-05-17"', f'LatestEndTimeStamp "2022-05-17{zone}"')
    assert any("without a zone" in found for found in messages_of(graph_of(zoned)))


def test_a_speaker_known_by_description_needs_no_mention() -> None:
    described = VALID.replace("sg:sourceMention <m2>", 'sg:speakerLabel "a senior official"')
    assert messages_of(graph_of(described)) == []


def test_the_shapes_are_themselves_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(graph_of(VALID), shacl_graph=publish.shapes_graph(), meta_shacl=True)
    assert conforms, text
