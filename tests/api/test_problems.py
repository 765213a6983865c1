from __future__ import annotations

import inspect
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from siegegraph.api.problems import PROBLEMS, ProblemItem, problem_of
from siegegraph.graph import errors

FAULTS = [
    ("GET", "/nowhere", {}, 404, None),
    ("PUT", "/timeline", {}, 405, None),
    ("GET", "/timeline?from=yesterday", {}, 400, "from"),
    ("GET", "/timeline?limit=0", {}, 400, "limit"),
    ("GET", "/timeline?limit=many", {}, 400, "limit"),
    ("GET", "/timeline?cursor=xyz", {}, 400, "cursor"),
    ("GET", "/timeline?order=sideways", {}, 400, "order"),
    ("GET", "/timeline?within=1,2", {}, 400, "within"),
    ("GET", "/timeline/histogram?by=decade", {}, 400, "by"),
    ("GET", "/timeline/digest?dates=0", {}, 400, "dates"),
    ("GET", "/timeline/digest?dates=many", {}, 400, "dates"),
    ("GET", "/network?measure=fame", {}, 400, "measure"),
    ("GET", "/disagreements?on=weather", {}, 400, "on"),
    ("GET", "/events/nobody", {}, 404, None),
    ("GET", "/claims/nobody", {}, 404, None),
    ("GET", "/entities/nobody", {}, 404, None),
    ("GET", "/entities/nobody/relationships", {}, 404, None),
    ("GET", "/reports/nobody", {}, 404, None),
    ("GET", "/reports/nobody/text-with-claims", {}, 404, None),
    ("GET", "/events/http%3A%2F%2F127.0.0.1%3A8000%2Fid%2Fclaim%2Fx", {}, 400, "id"),
    ("GET", "/paths?source=a", {}, 400, "target"),
    ("GET", "/search", {}, 400, "q"),
    ("GET", "/export/xlsx", {}, 400, "format"),
    ("GET", "/id/thing/x", {}, 404, None),
    ("GET", "/id/event/nobody", {}, 404, None),
    ("GET", "/id/run/a%3Eb", {}, 404, None),
    ("GET", "/id/run/nobody", {"Accept": "text/turtle"}, 404, None),
    ("GET", "/id/event/nobody", {"Accept": "image/png"}, 406, None),
    ("GET", "/ontology", {"Accept": "image/png"}, 406, None),
    ("POST", "/reports", {}, 401, None),
    ("POST", "/reports", {"Authorization": "Bearer wrong"}, 401, None),
    ("DELETE", "/reports/nobody", {"Authorization": "Basic b3Blbg=="}, 401, None),
    ("GET", "/sparql?query=SELECT", {}, 400, None),
    ("POST", "/sparql", {"Content-Type": "text/plain"}, 415, None),
]


@pytest.mark.parametrize(("method", "path", "headers", "status", "name"), FAULTS)
def test_every_error_is_a_problem_document(
    client: httpx.Client, method: str, path: str, headers: dict[str, str], status: int, name: str | None
) -> None:
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: Any = TypeAdapter(ProblemItem).validate_json(answer.content, strict=True, extra="forbid")
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["title"]
    assert problem.get("name") == name
    assert "siegegraph-revision" in answer.headers


def test_every_error_of_ours_has_its_place_in_the_table() -> None:
    raised = [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.SiegegraphError)
    ]
    assert {kind for kind in raised if kind not in PROBLEMS} == {errors.StoreInUseError}
    assert problem_of(errors.StoreInUseError("busy")) == PROBLEMS[errors.StoreError]


def test_an_unforeseen_error_tells_nothing_of_the_inside() -> None:
    assert problem_of(KeyError("secret")).status == 500


def test_the_documentation_tells_of_problems_and_of_no_other_form_of_error(app: FastAPI) -> None:
    for operations in app.openapi()["paths"].values():
        for operation in operations.values():
            assert "422" not in operation["responses"]
            assert "application/problem+json" in operation["responses"]["default"]["content"]
