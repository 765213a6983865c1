from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from siegegraph.api import examples
from siegegraph.api.commands.remote import line_of
from siegegraph.graph.query import items
from siegegraph.graph.query.filters import FILTER_NAMES
from siegegraph.graph.read import report_of

EXAMPLES = {
    "TIME": items.TimeItem,
    "MAYOR": items.SpeakerItem,
    "PLACE": items.PlaceItem,
    "QUANTITY": items.QuantityItem,
    "CLAIM": items.ClaimItem,
    "DISAGREEMENT": items.DisagreementItem,
    "EVENT": items.EventItem,
    "DIGEST": items.DigestItem,
    "EVENT_DISAGREEMENT": items.DisagreementItem,
    "HISTOGRAM": items.HistogramItem,
    "ENTITY": items.EntityItem,
    "REPORT": items.ReportItem,
    "REPORT_WITH_TEXT": items.ReportWithTextItem,
    "TEXT_WITH_CLAIMS": items.TextWithClaimsItem,
    "RELATIONSHIP": items.RelationshipItem,
    "NETWORK": items.NetworkItem,
    "PATH": items.PathItem,
    "SEARCH": items.SearchItem,
    "MERGE": items.MergeItem,
    "REVIEW": items.ReviewItem,
    "DECISION": items.DecisionItem,
}


@pytest.fixture(scope="module")
def document(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_of_the_type_it_documents(name: str) -> None:
    TypeAdapter(EXAMPLES[name]).validate_python(getattr(examples, name), strict=True, extra="forbid")


def test_all_examples_are_checked() -> None:
    assert {name for name in vars(examples) if name.isupper() and not name.startswith("_")} == {
        *EXAMPLES,
        "REPORT_LINE",
        "NEW_DECISION",
    }


def test_the_example_of_a_report_is_one_that_is_taken() -> None:
    assert line_of(report_of(examples.REPORT_LINE))


def test_every_reference_in_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        node: Any = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]
        assert node


def test_every_operation_says_what_it_does_and_what_its_parameters_mean(document: dict[str, Any]) -> None:
    names: set[str] = set()
    for name, operation in operations(document):
        assert operation.get("description"), name
        assert operation["operationId"] not in names
        names.add(operation["operationId"])
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description"), (name, parameter["name"])


def test_every_json_answer_has_a_schema_and_an_example(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json")
            if content is not None and name not in ("get /health", "get /ready"):
                assert content.get("schema"), (name, status)
                assert content.get("example"), (name, status)


@pytest.mark.parametrize(
    "path",
    [
        "/timeline",
        "/timeline/histogram",
        "/timeline/digest",
        "/network",
        "/disagreements",
        "/claims",
        "/export/{format}",
    ],
)
def test_the_filters_are_documented_where_they_count(document: dict[str, Any], path: str) -> None:
    assert {parameter["name"] for parameter in document["paths"][path]["get"]["parameters"]} >= set(FILTER_NAMES)


def test_the_page_of_the_api_brings_all_it_needs(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert "/docs/swagger/swagger-ui-bundle.js" in page
    assert "https://" not in page
    assert client.get("/docs/swagger/swagger-ui-bundle.js").headers["content-type"].startswith("text/javascript")
