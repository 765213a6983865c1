from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from siegegraph.graph.errors import ParameterError, QueryForbiddenError, QueryLimitError, QuerySyntaxError
from siegegraph.graph.query.sparql import MAX_LENGTH, query_of
from siegegraph.ontology.terms import PREFIXES

NOWHERE = "<http://127.0.0.1:9/>"

SERVICES = [
    f"SELECT * {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }}",
    f"select * {{ service silent {NOWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICE{NOWHERE}{{}} }}",
    f"SELECT * {{ ?s ?p 1SERVICE{NOWHERE}{{}} }}",
    f"SELECT * {{ SERVICE # a comment {{ }}\n # another\r\n\t{NOWHERE} # again\n {{}} }}",
    "SELECT * { VALUES ?x { 1 } SERVICE?x{ ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT $x { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:a\\#b { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:a%20b{} }",
    f"ASK {{ FILTER EXISTS {{ SERVICE {NOWHERE} {{}} }} }}",
    # To a reader of tokens this is an IRI and a long string; to a parser a comparison, a comment and a SERVICE.
    f'SELECT * {{ ?s ?p ?o FILTER(?a<?b#>"""\n) SERVICE {NOWHERE} {{}} #"""\n}}',
]


@pytest.mark.parametrize("text", SERVICES)
def test_what_is_a_service_to_oxigraph_is_refused(text: str) -> None:
    Store().query(text)  # it is SPARQL
    with pytest.raises(QueryForbiddenError, match=r"line \d+, column \d+: SERVICE"):
        query_of(text)


GAPS = st.lists(st.sampled_from([" ", "\t", "\n", "\r\n", "# note\n", "#{\n", "#'\n", "# <\r", "##\n"]), max_size=4)
BEFORE = ["", "?s ?p 1 ", "?s ?p 'x'", "?s ?p '''#''' .", "FILTER(?a < ?b)", "<a:b> <a:c> <a:d#>", "{} ", "#}\n"]
NAMES = [NOWHERE, "?x", "$x", "rdfs:label", "rdfs:a\\-b", "<a:b#c>"]


@given(
    st.sampled_from(BEFORE), st.sampled_from(["SERVICE", "service", "SerVice"]), GAPS,
    st.sampled_from(["", "SILENT", "silent"]), GAPS, st.sampled_from(NAMES), GAPS,
)  # fmt: skip
def test_a_service_clause_is_found_however_it_is_written(
    before: str, keyword: str, first: list[str], silent: str, second: list[str], name: str, third: list[str]
) -> None:
    clause = keyword + "".join(first) + silent + (" ".join(second) or " ") + name + "".join(third) + "{ ?s ?p ?o }"
    with pytest.raises(QueryForbiddenError):
        query_of(f"SELECT * {{ {before}{clause} }}")


def test_a_keyword_spelt_with_escapes_is_refused_too() -> None:
    with pytest.raises(QueryForbiddenError):
        query_of(f"SELECT * {{ \\u0053ERVIC\\U00000045 {NOWHERE} {{}} }}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service ?x { ?service ?p ?x }",
        "SELECT * { ?s rdfs:label ?l FILTER(CONTAINS(?l, 'the security service: it said {x}')) }",
        "SELECT * { ?s <http://example.org/service/> ?x . { ?x ?y ?z } }",
        "SELECT * { ?s ?p ?o } # no SERVICE here",
    ],
)
def test_the_word_alone_is_no_clause(text: str) -> None:
    assert query_of(text).text == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", "line 1, column 1: INSERT"),
        ("PREFIX a: <a:>\nPREFIX insert: <b:>\n# DELETE\n LOAD <http://example.org/>", "line 4, column 2: LOAD"),
        ("BASE <http://example.org/>\nWITH <g> DELETE WHERE { ?s ?p ?o }", "line 2, column 1: WITH"),
        ("drop all", "line 1, column 1: DROP"),
    ],
)
def test_an_update_is_refused_as_one(text: str, place: str) -> None:
    with pytest.raises(QuerySyntaxError, match=f"{place} is an update"):
        query_of(text)


@pytest.mark.parametrize(
    ("text", "has_dataset"),
    [
        ("SELECT * FROM <http://example.org/g> { ?s ?p ?o }", True),
        ("SELECT * from named sg:g { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } FROM <a:b> WHERE { ?s ?p ?o }", True),
        ("SELECT (1 AS ?from) { ?from a 'FROM' }", False),
        ('SELECT * { ?s ?p """ "FROM" """ } # FROM', False),
        ("SELECT * { ?s from:FROM <FROM> }", False),
        ("INSERT: SELECT", False),
    ],
)
def test_a_from_clause_is_told_from_the_word(text: str, has_dataset: bool) -> None:
    assert query_of(text).has_dataset is has_dataset


@pytest.mark.parametrize(
    ("accept", "results", "graphs"),
    [
        ((), "application/sparql-results+json", "text/turtle"),
        (("*/*",), "application/sparql-results+json", "text/turtle"),
        (("text/*",), "text/csv", "text/turtle"),
        (("image/png", "text/CSV", "*/*"), "text/csv", "text/turtle"),
        (("application/json",), "application/json", "application/json"),
        (
            ("application/n-quads", "application/sparql-results+xml"),
            "application/sparql-results+xml",
            "application/n-quads",
        ),
        (("text/csv",), "text/csv", None),
    ],
)
def test_the_first_media_range_that_is_offered_wins(
    accept: tuple[str, ...], results: str | None, graphs: str | None
) -> None:
    query = query_of("ASK {}", accept)
    assert (query.results, query.graphs) == (results, graphs)


def test_a_form_that_is_not_offered_is_refused_with_what_is() -> None:
    with pytest.raises(ParameterError, match="text/csv") as raised:
        query_of("ASK {}", ("image/png",))
    assert raised.value.name == "Accept"


def test_our_prefixes_need_no_declaration() -> None:
    Store().query("SELECT * { ?s sg:score ?o ; sem:hasPlace ?p }", prefixes=PREFIXES)


@pytest.mark.parametrize(
    "text",
    [
        "service:" * 25 + "#" * (MAX_LENGTH - 200),
        "service<" * 25 + " " * (MAX_LENGTH - 200),
        "service#" * (MAX_LENGTH // 8),
        "a.-" * (MAX_LENGTH // 3),
        '"""\'' * (MAX_LENGTH // 4),
        '"""\\' * (MAX_LENGTH // 4),
        "<" * MAX_LENGTH,
        "'\\" * (MAX_LENGTH // 2),
        "?\\u0041" * (MAX_LENGTH // 7),
    ],
    ids=lambda text: text[:9],
)
def test_looking_at_a_query_is_quick_whatever_it_is(text: str) -> None:
    began = time.process_time()
    with suppress(QueryForbiddenError):
        query_of(text)
    assert time.process_time() - began < 3


def test_a_text_longer_than_any_query_is_refused() -> None:
    with pytest.raises(QueryLimitError, match="longer"):
        query_of(" " * (MAX_LENGTH + 1))
