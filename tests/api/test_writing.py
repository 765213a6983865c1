from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import orjson
from fastapi import FastAPI

from siegegraph.api.app import create_app
from siegegraph.graph.settings import Settings
from siegegraph.ontology.iris import name_of

Serving = Callable[[FastAPI], AbstractContextManager[str]]

LINE: dict[str, Any] = {
    "text": "The army left Oldtown on 3 May 2022.",
    "published": "2022-05-04",
    "publisher": "Oldtown Herald",
    "extractor": {"name": "by hand", "version": "1"},
    "events": [
        {"start": 9, "end": 13, "type": "Withdrawal", "quote": [0, 35], "bounds": {"latest": "2022-05-03"}},
    ],
}  # fmt: skip


def test_without_a_token_every_write_is_forbidden(tmp_path: Path, served: Serving) -> None:
    with served(create_app(Settings(store=str(tmp_path / "store")))) as address:
        answer = httpx.post(f"{address}/reports", json=LINE, headers={"Authorization": "Bearer anything"})
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_report_is_created_once_and_withdrawn_whole(own_client: httpx.Client) -> None:
    before = own_client.get("/timeline").json()
    created = own_client.post("/reports", json=LINE)
    assert created.status_code == 201
    assert created.headers["location"] == created.json()["id"]
    assert own_client.post("/reports", json=LINE).status_code == 200
    [event] = own_client.get("/timeline", params={"type": "Withdrawal"}).json()["items"]
    assert event["claims"][0]["quote"] == LINE["text"][0:35]
    name = created.json()["id"].rpartition("/")[2]
    assert own_client.delete(f"/reports/{name}").status_code == 204
    assert own_client.get(f"/reports/{name}").status_code == 404
    assert own_client.get("/timeline").json() == before
    assert own_client.delete(f"/reports/{name}").status_code == 404


def test_a_write_moves_the_revision_and_what_was_cached(own_client: httpx.Client) -> None:
    tag = own_client.get("/timeline").headers["etag"]
    own_client.post("/reports", json=LINE)
    again = own_client.get("/timeline", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again.headers["etag"] != tag


def test_what_is_no_report_is_told_by_its_field(own_client: httpx.Client) -> None:
    for body, name in (
        (b"not json", None),
        (b"[]", None),
        (b"{}", "text"),
        (orjson.dumps({**LINE, "published": "yesterday"}), "published"),
        (orjson.dumps({**LINE, "events": [{"start": 9, "end": 9999, "type": "Withdrawal"}]}), "events.0.end"),
    ):
        answer = own_client.post("/reports", content=body)
        assert answer.status_code == 400, answer.text
        assert answer.json().get("name") == name


def test_a_body_that_is_too_long_is_refused(own_client: httpx.Client) -> None:
    assert own_client.post("/reports", content=b" " * (32 * 1024 * 1024 + 1)).status_code == 413


def test_a_decision_parts_an_event_and_is_undone(own_client: httpx.Client) -> None:
    before = own_client.get("/timeline").json()
    event = next(each for each in before["items"] if len(each["claims"]) > 1)
    (merge,) = own_client.get(f"/events/{name_of(event['id'])}/merges").json()["items"]
    assert merge["reasons"][0]["claims"] == [claim["id"] for claim in event["claims"]]
    assert 0 < merge["score"] <= 1
    one, other = merge["members"]
    row = {"kind": "different", "subject": one, "object": other, "note": "two convoys", "by": "R. Reader"}
    taken = own_client.post("/decisions", json=row)
    assert taken.status_code == 201
    assert taken.headers["location"] == taken.json()["id"]
    assert own_client.get("/decisions").json()["items"] == [taken.json()]
    assert {key: taken.json()[key] for key in row} == row
    parted = own_client.get("/timeline").json()["items"]
    assert {each["id"] for each in parted} == {*(each["id"] for each in before["items"]), other}
    assert own_client.delete(f"/decisions/{name_of(taken.json()['id'])}").status_code == 204
    assert own_client.get("/timeline").json() == before
    assert own_client.get("/decisions").json()["items"] == []


def test_two_entities_that_are_decided_to_be_one_say_by_which_decision(own_client: httpx.Client) -> None:
    one, other = (each["id"] for each in own_client.get("/entities").json()["items"][:2])
    taken = own_client.post("/decisions", json={"kind": "same", "subject": one, "object": name_of(other)}).json()
    items = own_client.get(f"/entities/{name_of(other)}/merges").json()["items"]
    assert taken["id"] in {item["decided_by"] for item in items}
    assert all(item["reasons"] for item in items)


def test_what_cannot_be_decided_is_told_by_its_field(own_client: httpx.Client) -> None:
    thing = own_client.get("/entities").json()["items"][0]["id"]
    for row, status, name in (
        ({"kind": "merge", "subject": thing}, 400, "kind"),
        ({"kind": "same", "subject": thing}, 400, "object"),
        ({"kind": "rename", "subject": thing, "value": ""}, 400, "value"),
        ({"kind": "rename", "subject": "nobody", "value": "x"}, 404, None),
        ({"kind": "rename", "subject": thing, "value": "x", "colour": "red"}, 400, "colour"),
    ):
        answer = own_client.post("/decisions", json=row)
        assert (answer.status_code, answer.json().get("name")) == (status, name)


def test_what_is_in_doubt_waits_for_a_decision(own_client: httpx.Client) -> None:
    items = own_client.get("/review").json()["items"]
    assert items
    for item in items:
        one, other = item["members"]
        own_client.post("/decisions", json={"kind": "same", "subject": one, "object": other})
    assert own_client.get("/review").json()["items"] == []
