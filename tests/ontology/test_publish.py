"""What the server publishes of the vocabulary is whole in every form."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from pyoxigraph import RdfFormat, parse

from siegegraph.ontology import publish
from siegegraph.ontology.terms import PREFIXES, SG
from siegegraph.ontology.turtle import vocabulary


class Page(HTMLParser):
    """The ids, links, loaded resources and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [identifier] if (identifier := values.get("id")) else []
        self.links += [href] if tag == "a" and (href := values.get("href")) else []
        self.loaded += [source] if (source := values.get("src")) else []
        self.loaded += [str(values["href"])] if tag == "link" and values.get("rel") == "stylesheet" else []

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(publish.as_html())


def own_names() -> set[str]:
    subjects = {triple.subject.value for triple in vocabulary() if hasattr(triple.subject, "value")}
    return {iri.removeprefix(SG.IRI) for iri in subjects if iri.startswith(SG.IRI)}


def test_the_page_has_an_anchor_for_every_term_and_no_anchor_twice(page: Page) -> None:
    assert own_names() - set(page.ids) == set()
    assert len(page.ids) == len(set(page.ids))


def test_every_link_within_the_page_lands(page: Page) -> None:
    fragments = {href.removeprefix("#") for href in page.links if href.startswith("#")}
    assert fragments - set(page.ids) == set()


def test_the_page_loads_nothing_from_elsewhere(page: Page) -> None:
    assert page.loaded == []
    assert "@import" not in publish.as_html()
    assert "url(" not in publish.as_html()


def test_the_page_shows_every_definition_and_example(page: Page) -> None:
    graph = publish.vocabulary_graph()
    shown = " ".join(page.text.split())
    for name in ("definition", "example"):
        for text in graph.objects(None, graph.namespace_manager.expand_curie(f"skos:{name}")):
            assert " ".join(str(text).split()) in shown


def test_the_page_leads_to_the_other_forms() -> None:
    page = Page(publish.as_html(turtle_href="/ontology.ttl", jsonld_href="/ontology.jsonld"))
    assert {"/ontology.ttl", "/ontology.jsonld"} <= set(page.links)


def test_the_turtle_is_the_whole_vocabulary() -> None:
    assert {quad.triple for quad in parse(publish.as_turtle(), format=RdfFormat.TURTLE)} == set(vocabulary())


def test_the_json_ld_is_the_whole_vocabulary_and_carries_its_context() -> None:
    document = publish.as_jsonld()
    assert json.loads(document)["@context"] == publish.context()
    assert {quad.triple for quad in parse(document, format=RdfFormat.JSON_LD)} == set(vocabulary())


def test_the_context_names_the_namespaces_of_the_constants() -> None:
    context = publish.context()
    shared = {prefix for prefix in PREFIXES if isinstance(context.get(prefix), str)}
    assert {prefix: context[prefix] for prefix in shared} == {prefix: PREFIXES[prefix] for prefix in shared}
    # As a key, "edtf" is the property; the functions of GeoSPARQL name no data.
    assert set(PREFIXES) - shared == {"edtf", "geof"}
