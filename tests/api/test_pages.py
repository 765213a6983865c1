from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Page(HTMLParser):
    """What a page links to, what it fetches, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.fetched += [given["src"]] if "src" in given else []
        if "href" in given:
            external = tag == "link" and given.get("rel") in ("stylesheet", "icon")
            (self.fetched if external else self.links).append(given["href"])
        self.ids += [given["id"]] if "id" in given else []
        assert "style" not in given
        assert not any(name.startswith("on") for name in given)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page(client: httpx.Client, path: str, **parameters: Any) -> Page:
    answer = client.get(path, params=parameters, headers=BROWSER, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


def things(client: httpx.Client) -> dict[str, list[str]]:
    """Paths of every kind of thing in the small graph."""
    events = client.get("/timeline").json()["items"]
    entities = client.get("/entities").json()["items"]
    found = {
        "event": [event["id"] for event in events],
        "claim": [claim["id"] for claim in client.get("/claims").json()["items"]],
        "entity": [entity["id"] for entity in entities],
        "report": [report["id"] for report in client.get("/reports").json()["items"]],
    }
    return {kind: [urlsplit(iri).path for iri in iris] for kind, iris in found.items()}


def every_page(client: httpx.Client) -> list[str]:
    lists = ["/", "/browse/entities", "/browse/reports", "/sparql", "/docs", "/ontology"]
    return lists + [path for paths in things(client).values() for path in paths]


def test_no_page_asks_anything_of_another_host(client: httpx.Client) -> None:
    for path in every_page(client):
        answer = client.get(path, headers=BROWSER)
        fetched = re.findall(r'(?:src|action)="([^"]*)"|<link[^>]*href="([^"]*)"|url\(([^)]*)\)', answer.text)
        for address in filter(None, (part for parts in fetched for part in parts)):
            assert address.startswith(("/", "?")), (path, address)
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_what_pages_fetch_is_there(client: httpx.Client) -> None:
    fetched = {
        address
        for path in ("/", "/docs")
        for address in re.findall(r'(?:src|href)="(/[^"]*\.\w+)"', client.get(path).text)
    }
    assert any(address.endswith(".css") for address in fetched)
    for address in fetched:
        assert client.get(address).status_code == 200, address


def test_every_link_within_leads_somewhere(client: httpx.Client) -> None:
    links = {link.partition("#")[0] for path in every_page(client)[:3] for link in page(client, path).links}
    for path in [path for paths in things(client).values() for path in paths]:
        links |= {link.partition("#")[0] for link in page(client, path).links}
    local = {link for link in links if link.startswith("/")}
    assert len(local) > 20
    for link in local:
        assert client.get(link, headers=BROWSER, follow_redirects=True).status_code == 200, link


def test_evidence_is_one_link_away_and_stands_at_the_very_words(client: httpx.Client) -> None:
    start = page(client, "/")
    evidence = [link for link in start.links if "#char=" in link]
    assert evidence
    for link in evidence:
        path, _, fragment = unquote(link).partition("#")
        assert fragment in page(client, path).ids


def test_what_reports_hold_is_shown_as_words_never_as_markup(client: httpx.Client) -> None:
    for path in every_page(client):
        if path not in ("/docs", "/ontology"):
            shown = page(client, path)
            assert "script" not in shown.tags, path
            assert "b" not in shown.tags, path
            assert not any(link.startswith("javascript:") for link in shown.links)
    assert "<script>alert(1)</script>" in "".join(
        Page(client.get(path, headers=BROWSER).text).text for path in things(client)["report"]
    )


def test_each_page_names_its_json_twin(client: httpx.Client) -> None:
    for path in ("/", "/browse/entities", "/browse/reports", *(paths[0] for paths in things(client).values())):
        twin = re.search(
            r'<link rel="alternate" type="application/json" href="([^"]+)"', client.get(path, headers=BROWSER).text
        )
        assert twin, path
        assert client.get(twin[1].replace("&amp;", "&")).headers["content-type"] == "application/json"


def test_the_form_takes_names_as_people_write_them(client: httpx.Client) -> None:
    shown = page(client, "/", place="mariupol", type="Evacuation", actor="", **{"from": ""})
    assert "40 people were evacuated" in shown.text
    assert "shelled" not in "".join(shown.words)
    unknown = client.get("/", params={"speaker": "Nobody at all"}, headers=BROWSER)
    assert unknown.status_code == 400
    assert "Nobody at all" in Page(unknown.text).text


def test_a_dead_link_is_told_in_words(client: httpx.Client) -> None:
    gone = client.get("/id/event/nobody", headers=BROWSER)
    assert (gone.status_code, gone.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "no event is called nobody" in Page(gone.text).text


def test_a_page_as_of_a_day_keeps_that_day_in_its_links(client: httpx.Client) -> None:
    shown = page(client, "/", as_of="2022-04-20")
    assert "20 people" not in shown.text
    assert any("/id/event/" in link and "as_of=2022-04-20" in link for link in shown.links)


def test_an_event_shows_its_sides_beside_each_other(client: httpx.Client) -> None:
    [event] = client.get("/timeline", params={"type": "Evacuation"}).json()["items"]
    shown = page(client, urlsplit(event["id"]).path)
    assert "disagreements" in shown.ids
    assert "Where sources differ" in shown.text
    for speaker in ("The mayor", "The ministry"):
        assert speaker in shown.text


def test_an_entity_shows_its_relationships(client: httpx.Client) -> None:
    [petrenko] = client.get("/entities", params={"q": "Ivan Petrenko"}).json()["items"][:1]
    assert "1st Brigade" in page(client, urlsplit(petrenko["id"]).path).text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_a_thing_comes_in_the_format_that_is_asked_for(client: httpx.Client, accept: str, media_type: str) -> None:
    for kind, paths in things(client).items():
        answer = client.get(paths[0], headers={"Accept": accept}, follow_redirects=True)
        assert answer.status_code == 200, kind
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert "Accept" in answer.headers["vary"]


def test_the_vocabulary_is_a_page_and_turtle(client: httpx.Client) -> None:
    assert 'id="Claim"' in client.get("/ontology").text
    assert "sg:Claim" in client.get("/ontology", headers={"Accept": "text/turtle"}).text
    assert client.get("/ontology?format=jsonld").headers["content-type"] == "application/ld+json"
