from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from siegegraph.graph.query.items import (
    ClaimItem,
    CountedEventItem,
    DigestItem,
    DisagreementItem,
    EntityItem,
    EventItem,
    HistogramItem,
    NetworkItem,
    PageItem,
    PathItem,
    RelationshipItem,
    ReportItem,
    ReportWithTextItem,
    SearchItem,
    TextWithClaimsItem,
)


def items(client: httpx.Client, path: str, **parameters: Any) -> list[Any]:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["items"]
    return found


def entity(client: httpx.Client, label: str) -> Any:
    return next(item for item in items(client, "/entities") if item["label"] == label)


def conforms(kind: Any, answer: httpx.Response) -> None:
    assert answer.status_code == 200, answer.text
    TypeAdapter(kind).validate_json(answer.content, strict=True, extra="forbid")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/timeline", PageItem[EventItem]),
        ("/timeline?claims=count", PageItem[CountedEventItem]),
        ("/timeline/digest", PageItem[DigestItem]),
        ("/disagreements", PageItem[DisagreementItem]),
        ("/claims", PageItem[ClaimItem]),
        ("/entities", PageItem[EntityItem]),
        ("/reports", PageItem[ReportItem]),
        ("/search?q=evacuated", PageItem[SearchItem]),
        ("/search?q=mariupol", PageItem[SearchItem]),
    ],
)
def test_every_list_has_the_shape_that_the_contract_gives(client: httpx.Client, path: str, kind: Any) -> None:
    answer = client.get(path)
    conforms(kind, answer)
    assert answer.json()["items"]


def test_every_single_thing_has_the_shape_that_the_contract_gives(client: httpx.Client) -> None:
    event = items(client, "/timeline")[0]
    report = items(client, "/reports")[0]
    petrenko, brigade = entity(client, "Ivan Petrenko"), entity(client, "1st Brigade")
    for collection, item, kind in (
        ("events", event, EventItem),
        ("claims", event["claims"][0], ClaimItem),
        ("entities", petrenko, EntityItem),
        ("reports", report, ReportWithTextItem),
    ):
        conforms(kind, client.get(f"/{collection}/{item['id'].rpartition('/')[2]}"))
    conforms(TextWithClaimsItem, client.get(f"/reports/{quote(report['id'], safe='')}/text-with-claims"))
    related = client.get(f"/entities/{quote(petrenko['id'], safe='')}/relationships")
    conforms(PageItem[RelationshipItem], related)
    assert related.json()["items"][0]["object"]["label"] == "1st Brigade"
    paths = client.get("/paths", params={"source": petrenko["id"], "target": brigade["id"]})
    conforms(PageItem[PathItem], paths)
    assert paths.json()["items"][0]["length"] == 1


def test_the_histogram_has_the_shape_that_the_contract_gives(client: httpx.Client) -> None:
    answer = client.get("/timeline/histogram", params={"by": "week"})
    conforms(HistogramItem, answer)
    assert answer.json()["counts"][0] == {"date": "2022-04-18", "count": 2}


@pytest.mark.parametrize("measure", ["degree", "betweenness", "pagerank", "community"])
def test_a_network_has_the_shape_that_the_contract_gives(client: httpx.Client, measure: str) -> None:
    answer = client.get("/network", params={"measure": measure})
    conforms(NetworkItem, answer)
    found = answer.json()
    petrenko, brigade = entity(client, "Ivan Petrenko")["id"], entity(client, "1st Brigade")["id"]
    [link] = [link for link in found["links"] if petrenko in link.values()]
    assert {link["source"], link["target"]} == {petrenko, brigade}
    assert (link["predicates"], link["claims"]) == (["commands"], 1)
    assert found["total"] == len(found["nodes"])


def test_disagreements_are_kept_by_what_they_are_on(client: httpx.Client) -> None:
    [found] = items(client, "/disagreements", on=["number", "place"])
    assert (found["on"], found["event"]["type"]) == ("number", "Evacuation")
    assert items(client, "/disagreements", on="place") == []


def test_a_thing_answers_to_its_last_segment_its_iri_and_its_percent_encoded_iri(client: httpx.Client) -> None:
    iri = items(client, "/timeline")[0]["id"]
    answers = [
        client.get(f"/events/{form}").json()["id"] for form in (iri.rpartition("/")[2], iri, quote(iri, safe=""))
    ]
    assert answers == [iri] * 3


def test_a_report_quotes_its_own_text_to_the_character(client: httpx.Client) -> None:
    for report in items(client, "/reports"):
        found = client.get(f"/reports/{report['id'].rpartition('/')[2]}/text-with-claims").json()
        for claim in found["claims"]:
            assert found["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_sources_that_differ_on_a_number_stand_side_by_side(client: httpx.Client) -> None:
    [event] = items(client, "/timeline", type="Evacuation")
    [disagreement] = [each for each in event["disagreements"] if each["on"] == "number"]
    assert {side["speaker"]["label"] for side in disagreement["sides"]} == {"The mayor", "The ministry"}


def test_as_of_shows_what_was_known_that_day(client: httpx.Client) -> None:
    [event] = items(client, "/timeline", type="Evacuation", as_of="2022-04-20")
    assert event["disagreements"] == []
    assert len(event["claims"]) == 1


def test_the_latest_comes_first_when_asked(client: httpx.Client) -> None:
    ascending = [event["id"] for event in items(client, "/timeline")]
    assert [event["id"] for event in items(client, "/timeline", order="desc")] == ascending[::-1]


def test_pages_follow_one_another_without_gap_or_overlap(client: httpx.Client) -> None:
    whole = [event["id"] for event in items(client, "/timeline")]
    seen: list[str] = []
    page = client.get("/timeline", params={"limit": 1}).json()
    while True:
        seen += [event["id"] for event in page["items"]]
        if page["next"] is None:
            break
        page = client.get("/timeline", params={"limit": 1, "cursor": page["next"]}).json()
    assert seen == whole


def test_no_path_is_an_empty_list(client: httpx.Client) -> None:
    source, target = entity(client, "Ivan Petrenko")["id"], entity(client, "The mayor")["id"]
    assert items(client, "/paths", source=source, target=target) == []


def test_an_export_is_a_file(client: httpx.Client) -> None:
    answer = client.get("/export/trig")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="siegegraph.trig"'
    assert "40 people were evacuated" in answer.text


def test_health_and_readiness_answer(client: httpx.Client, graph: Any) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json() == {"status": "ready", "revision": graph.revision}


def test_head_answers_as_get_does_without_a_body(client: httpx.Client) -> None:
    got, headed = client.get("/timeline"), client.head("/timeline")
    assert headed.status_code == 200
    assert headed.content == b""
    assert headed.headers["content-length"] == str(len(got.content))


def test_every_answer_names_the_revision_and_a_known_one_is_not_sent_again(client: httpx.Client, graph: Any) -> None:
    answer = client.get("/timeline")
    assert answer.headers["siegegraph-revision"] == str(graph.revision)
    tag = answer.headers["etag"]
    assert str(graph.revision) in tag
    again = client.get("/timeline", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/claims", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/nowhere").headers["siegegraph-revision"] == str(graph.revision)


def test_front_ends_elsewhere_may_read(client: httpx.Client) -> None:
    answer = client.get("/timeline", headers={"Origin": "https://front.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Siegegraph-Revision" in answer.headers["access-control-expose-headers"]
    asked = {"Origin": "https://front.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=asked).status_code == 200


def test_every_get_route_refuses_an_unknown_parameter(client: httpx.Client, app: FastAPI) -> None:
    refused = 0
    for path, operations in app.openapi()["paths"].items():
        if "get" in operations:
            answer = client.get(path.replace("{kind}", "event").replace("{format}", "trig"), params={"colour": "red"})
            assert answer.status_code == 400, path
            assert answer.json()["name"] == "colour", path
            refused += 1
    assert refused >= 18
