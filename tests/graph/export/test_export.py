"""Every exported file is opened by the tool that it is for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

from siegegraph.graph.account import account_of
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.export import EXPORT_FORMATS, export
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.standoff import extraction_from
from siegegraph.graph.update import update
from siegegraph.ontology.event_types import event_types
from siegegraph.ontology.terms import OA, PROV, RDF, SCHEMA, SEM, SG

# rdflib's own parsers still use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

QUADS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
RDFLIB = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
NETWORKS: dict[str, Any] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
SURRENDER = Filters(type=("Surrender",))
AS_OF = Filters(as_of=date(2022, 5, 19))


def exported(graph: KnowledgeGraph, format_: str, filters: Filters | None = None) -> bytes:
    return b"".join(export(graph, format_, filters))


def quads(graph: KnowledgeGraph, filters: Filters | None = None, format_: str = "nquads") -> set[Quad]:
    return set(parse(exported(graph, format_, filters), format=QUADS[format_]))


def stored(graph: KnowledgeGraph) -> set[Quad]:
    return {quad for iri in graph.store.graphs() for quad in graph.store.graph(iri)}


def rows(graph: KnowledgeGraph, filters: Filters | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(graph, "csv", filters).decode(), newline="")))


def features(graph: KnowledgeGraph, filters: Filters | None = None) -> list[dict[str, Any]]:
    collection = json.loads(exported(graph, "geojson", filters))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def words(found: set[Quad], predicate: NamedNode) -> dict[Any, str]:
    """By subject."""
    literals = ((quad.subject, quad.object) for quad in found if quad.predicate == predicate)
    return {subject: value.value for subject, value in literals if isinstance(value, Literal)}


def objects(found: set[Quad], subject: Any, predicate: NamedNode) -> set[Any]:
    return {quad.object for quad in found if quad.subject == subject and quad.predicate == predicate}


@pytest.mark.parametrize("format_", QUADS)
def test_the_whole_store_is_in_the_file(graph: KnowledgeGraph, format_: str) -> None:
    assert stored(graph) < quads(graph, format_=format_)


@pytest.mark.parametrize("format_", ["trig", "jsonld"])
def test_the_formats_with_named_graphs_say_the_same(graph: KnowledgeGraph, format_: str) -> None:
    assert quads(graph, format_=format_) == quads(graph)


@pytest.mark.parametrize("format_", QUADS)
def test_rdflib_reads_the_named_graphs(graph: KnowledgeGraph, format_: str) -> None:
    dataset = rdflib.Dataset().parse(data=exported(graph, format_), format=RDFLIB[format_])
    assert len(dataset) == len(quads(graph))
    assert set(graph.store.graphs()) <= {str(each.identifier) for each in dataset.graphs()}


def test_rdflib_reads_turtle_as_the_union_of_the_graphs(graph: KnowledgeGraph) -> None:
    union = rdflib.Graph()
    for each in rdflib.Dataset().parse(data=exported(graph, "nquads"), format="nquads").graphs():
        union += each
    assert isomorphic(rdflib.Graph().parse(data=exported(graph, "turtle"), format="turtle"), union)


def test_what_is_added_on_export_are_the_selectors_of_web_annotation(graph: KnowledgeGraph) -> None:
    added = quads(graph) - stored(graph)
    claims = {quad.subject for quad in stored(graph) if quad.predicate == RDF.type and quad.object == SG.Claim}
    texts = words(stored(graph), SCHEMA.text)
    for claim in claims:
        assert objects(added, claim, RDF.type) == {OA.SpecificResource}
        (report,) = objects(stored(graph), claim, OA.hasSource)
        selectors = {objects(added, each, RDF.type).pop(): each for each in objects(added, claim, OA.hasSelector)}
        quote, position = selectors.pop(OA.TextQuoteSelector), selectors.pop(OA.TextPositionSelector)
        prefix, exact, suffix = (objects(added, quote, term).pop().value for term in (OA.prefix, OA.exact, OA.suffix))
        assert prefix + exact + suffix in texts[report]
        assert {Literal(exact)} == objects(stored(graph), claim, OA.exact)
        for term in (OA.start, OA.end):
            assert objects(added, position, term) == objects(stored(graph), claim, term)
    assert len(added) == 10 * len(claims)


def test_the_selectors_are_in_the_graph_of_their_report(graph: KnowledgeGraph) -> None:
    reports = {quad.subject for quad in stored(graph) if quad.predicate == RDF.type and quad.object == SG.Report}
    assert {quad.graph_name for quad in quads(graph) - stored(graph)} == reports


def test_json_ld_is_compact(graph: KnowledgeGraph) -> None:
    document = json.loads(exported(graph, "jsonld"))
    parts = [part for part in document["@graph"] if not part["id"].endswith("/graph/vocabulary")]
    nodes = [node for part in parts for node in part["graph"]]
    claim = next(node for node in nodes if "265" in str(node.get("exact")) and "Claim" in node["type"])
    assert claim["exact"] == "265 fighters surrendered"
    assert claim["end"] - claim["start"] == len(claim["exact"])
    assert claim["modality"] == "sg:asserted"
    assert claim["confidence"] == "0.85"
    assert not any(key.startswith("http") for node in nodes for key in node)


def test_a_selection_holds_no_more_than_the_store(graph: KnowledgeGraph) -> None:
    assert quads(graph, SURRENDER) < quads(graph)
    assert quads(graph, Filters(from_=date(1900, 1, 1))) <= quads(graph)


def test_a_selection_holds_the_events_their_claims_and_what_these_rest_on(graph: KnowledgeGraph) -> None:
    found = quads(graph, SURRENDER)
    events = {quad.subject for quad in found if quad.object == SEM.Event}
    claims = {quad.subject for quad in found if quad.object == SG.Claim}
    derived_from = {quad.object for quad in found if quad.subject in events and quad.predicate == PROV.wasDerivedFrom}
    types = {each for event in events for each in objects(found, event, SEM.eventType)}
    assert types == {event_types()["Surrender"].term}
    assert claims == derived_from
    assert len(claims) == 2
    subjects = {quad.subject for quad in found}
    for claim in claims:
        linked = {quad.object for quad in quads(graph) if quad.subject == claim and "#" in str(quad.object)}
        assert {each for each in linked if "/id/" in str(each)} <= subjects
        (speaker,) = objects(found, claim, PROV.wasAttributedTo)
        assert speaker in subjects
    places = {quad.object for quad in found if quad.predicate == SEM.hasPlace}
    assert places
    assert all(objects(found, place, SCHEMA.latitude) for place in places)
    assert {quad.object for quad in found if quad.predicate == PROV.wasGeneratedBy} <= subjects


def test_a_selection_says_nothing_that_rests_on_other_claims(graph: KnowledgeGraph) -> None:
    found = quads(graph, SURRENDER)
    assert any(quad.predicate == SG.commands for quad in quads(graph))
    assert not any(quad.predicate == SG.commands for quad in found)
    assert "https://example.org/o" not in {quad.object.value for quad in found if isinstance(quad.object, Literal)}


def test_as_of_leaves_out_later_reports(graph: KnowledgeGraph) -> None:
    found = quads(graph, AS_OF)
    assert list(words(found, SCHEMA.datePublished).values()) == ["2022-05-18"]
    derived_from = {quad.object for quad in found if quad.predicate == PROV.wasDerivedFrom}
    assert derived_from == {quad.subject for quad in found if quad.object == SG.Claim}


def test_a_row_says_what_a_claim_says(graph: KnowledgeGraph) -> None:
    (found,) = [each for each in rows(graph) if each["quote"] == "265 fighters surrendered"]
    assert (found["event_type"], found["earliest"], found["latest"]) == ("Surrender", "2022-05-17", "2022-05-17")
    assert (found["places"], found["speakers"]) == ("Karlov", "the agency > the ministry")
    assert (found["published"], found["publisher"]) == ("2022-05-18", "Harbour Wire")
    assert (found["quantities"], found["modality"], found["confidence"]) == ("265 fighters", "asserted", "0.85")
    assert found["participants"] == "actor: fighters"


def test_there_is_one_row_for_each_claim(graph: KnowledgeGraph) -> None:
    claims = {quad.subject for quad in stored(graph) if quad.predicate == RDF.type and quad.object == SG.Claim}
    assert sorted(row["claim"] for row in rows(graph)) == sorted(str(claim).strip("<>") for claim in claims)


def test_a_claim_of_no_event_has_a_row_too(graph: KnowledgeGraph) -> None:
    (found,) = [row for row in rows(graph) if not row["event"]]
    assert (found["claim_type"], found["quote"]) == ("commands", "Ivan Dorn commands the guard")
    assert found["relation"].startswith(f"{graph.base}id/relationship/")


def test_quotes_survive_the_table(graph: KnowledgeGraph) -> None:
    assert {row["quote"] for row in rows(graph)} <= set(words(stored(graph), OA.exact).values())
    assert any("\n" in row["quote"] and '"' in row["quote"] for row in rows(graph))


def test_features_are_points_with_longitude_first(graph: KnowledgeGraph) -> None:
    found = features(graph)
    assert found
    for feature in found:
        assert set(feature) == {"type", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["geometry"] == {"type": "Point", "coordinates": [37.6, 47.1]}


def test_a_feature_says_how_sure_its_place_is_and_its_days_are_words(graph: KnowledgeGraph) -> None:
    (properties,) = [feature["properties"] for feature in features(graph, SURRENDER)]
    assert (properties["location"], properties["uncertainty_km"]) == ("container", 5.5)
    assert (properties["earliest"], properties["latest"]) == ("2022-05-17", "2022-05-17")
    assert (properties["place_label"], properties["claims"]) == ("Karlov", 2)
    assert "T00:00" not in json.dumps(properties)


def test_an_event_without_a_place_is_not_on_the_map(graph: KnowledgeGraph) -> None:
    assert "Withdrawal" not in {feature["properties"]["type"] for feature in features(graph)}
    assert "Shortage" in {feature["properties"]["type"] for feature in features(graph)}


@pytest.mark.parametrize("format_", NETWORKS)
def test_networkx_reads_the_entities_and_what_ties_them(graph: KnowledgeGraph, format_: str) -> None:
    network = NETWORKS[format_](io.BytesIO(exported(graph, format_)))
    labels = {network.nodes[iri]["label"]: iri for iri in network}
    dorn, guard = labels["Ivan Dorn"], labels["the guard"]
    assert dorn.startswith(f"{graph.base}id/entity/")
    assert (network.nodes[dorn]["type"], network.nodes[labels["Karlov"]]["type"]) == ("Person", "Place")
    link = network.edges[dorn, guard]
    assert (link["weight"], link["predicates"], link["claims"]) == (1, "commands", 1)


def slides(graph: KnowledgeGraph, filters: Filters | None = None) -> list[dict[str, Any]]:
    told = json.loads(exported(graph, "timelinejs", filters))
    assert set(told) == {"scale", "events"}
    found: list[dict[str, Any]] = told["events"]
    return found


def test_a_slide_is_what_timelinejs_reads(graph: KnowledgeGraph) -> None:
    found = slides(graph)
    assert found
    for slide in found:
        assert set(slide) - {"end_date"} == {"unique_id", "start_date", "display_date", "text", "group"}
        assert set(slide["text"]) == {"headline", "text"}
        for day in (slide[name] for name in ("start_date", "end_date") if name in slide):
            assert date(**day)
    assert len({slide["unique_id"] for slide in found}) == len(found)


def test_a_slide_stands_on_its_day_and_quotes_who_said_it(graph: KnowledgeGraph) -> None:
    [slide] = slides(graph, SURRENDER)
    assert slide["start_date"] == {"year": 2022, "month": 5, "day": 17}
    assert "end_date" not in slide
    assert (slide["display_date"], slide["group"]) == ("17 May 2022", "Surrender")
    said = "<p>the ministry, the agency, Harbour Wire, 2022-05-18</p>"
    assert f"<blockquote>265 fighters surrendered</blockquote>{said}" in slide["text"]["text"]


def test_a_slide_is_text_whatever_a_report_says(new_graph: Callable[[], KnowledgeGraph]) -> None:
    text = "On Monday <script>alert(1)</script> fell."
    line = {"text": text, "published": "2022-05-18", "publisher": "<b>Post</b>",
            "extractor": {"name": "x", "version": "1"},
            "events": [{"start": 10, "end": 18, "type": "Attack", "quote": [0, len(text)],
                        "bounds": {"earliest": "2022-05-16", "latest": "2022-05-18"}}]}  # fmt: skip
    graph = new_graph()
    update(graph, [account_of(extraction_from(json.dumps(line).encode(), strict_dates=True), graph.minter)])
    [slide] = slides(graph)
    assert slide["end_date"] == {"year": 2022, "month": 5, "day": 18}
    assert "&lt;script&gt;" in slide["text"]["headline"]
    for unsafe in ("<script", "<b>"):
        assert unsafe not in json.dumps(slide)


def test_what_has_no_date_has_no_slide(graph: KnowledgeGraph) -> None:
    assert slides(graph, Filters(undated="only")) == []


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_nothing_kept_is_a_valid_file(graph: KnowledgeGraph, format_: str) -> None:
    nothing = Filters(report=("nowhere",))
    content = exported(graph, format_, nothing)
    if format_ in ("jsonld", "geojson", "timelinejs"):
        assert json.loads(content)
    elif format_ in NETWORKS:
        assert len(NETWORKS[format_](io.BytesIO(content))) == 0
    elif format_ == "csv":
        assert len(content.splitlines()) == 1
    else:
        rdflib.Dataset().parse(data=content, format={"turtle": "turtle"}.get(format_) or RDFLIB[format_])


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_a_filter_that_makes_no_sense_is_an_error_before_anything_is_written(
    graph: KnowledgeGraph, format_: str
) -> None:
    with pytest.raises(ParameterError):
        export(graph, format_, Filters(type=("Picnic",)))


def test_an_unknown_format_is_an_error_that_lists_those_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="trig, nquads, turtle, jsonld"):
        export(graph, "xlsx")
