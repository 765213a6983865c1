"""Names come from content, and different content has different names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.ontology import iris
from siegegraph.ontology.iris import Minter

BASE = "http://127.0.0.1:8000/"
MINTER = Minter(BASE)
REPORT = MINTER.report("Text.", "https://example.org/1", None)

offsets = st.integers(0, 10**6)
spans = st.tuples(offsets, offsets)
words = st.text(min_size=1)
maybe = st.none() | st.text()
reports = st.builds(MINTER.report, st.text(), maybe, maybe)

claim_keys = (
    st.tuples(st.just("event"), offsets, offsets, st.none() | spans)
    | st.tuples(st.just("statement"), offsets, offsets, st.none() | spans)
    | st.tuples(st.just("relation"), words, spans, spans | words, st.none() | spans)
)


def claim_of(key: tuple[object, ...]) -> str:
    kind, *arguments = key
    mint = {"event": MINTER.claim, "statement": MINTER.statement_claim, "relation": MINTER.relation_claim}[str(kind)]
    minted: str = mint(REPORT, *arguments)  # type: ignore[operator]
    return minted


def test_a_report_is_named_by_text_and_url_alone() -> None:
    first = MINTER.report("Text.", "https://example.org/1", "Wire")
    assert first == MINTER.report("Text.", "https://example.org/1", "Another") == REPORT
    assert first != MINTER.report("Text.", "https://example.org/2", "Wire")
    assert first != MINTER.report("Text", "https://example.org/1", "Wire")


def test_a_report_without_url_is_named_by_text_and_publisher() -> None:
    assert MINTER.report("Text.", None, "Wire") != MINTER.report("Text.", None, "Another")
    assert MINTER.report("Text.", "", "Wire") == MINTER.report("Text.", None, "Wire")
    assert MINTER.report("Text.", None, "Wire") != MINTER.report("Text.", "Wire", None)


def test_names_stay_what_they_are_from_version_to_version() -> None:
    # The digits are what sha256sum gives for ["Text.","https://example.org/1",null] and for the report's name with
    # the folded label, written as JSON in ASCII.
    assert f"{BASE}id/report/9bf9bfde50977f64" == REPORT
    assert MINTER.claim(REPORT, 91, 102) == f"{BASE}id/claim/9bf9bfde50977f64-91-102"
    assert MINTER.claim(REPORT, 91, 102, (43, 71)) == f"{BASE}id/claim/9bf9bfde50977f64-91-102-by-43-71"
    assert MINTER.entity(REPORT, "Маріуполь") == f"{BASE}id/entity/mariupol-9de558f7"
    assert MINTER.run("rules", "0.1.0") == f"{BASE}id/run/rules-0.1.0"
    assert iris.mention(REPORT, 120, 133) == f"{REPORT}#char=120,133"


@given(st.tuples(st.text(), maybe, maybe), st.tuples(st.text(), maybe, maybe))
def test_reports_share_a_name_only_when_they_are_the_same(
    one: tuple[str, str | None, str | None], two: tuple[str, str | None, str | None]
) -> None:
    def identity(text: str, url: str | None, publisher: str | None) -> object:
        return (text, url, None) if url else (text, None, publisher or None)

    assert (MINTER.report(*one) == MINTER.report(*two)) == (identity(*one) == identity(*two))


@given(claim_keys, claim_keys)
def test_claims_share_a_name_only_when_they_are_the_same(one: tuple[object, ...], two: tuple[object, ...]) -> None:
    assert (claim_of(one) == claim_of(two)) == (one == two)


@given(st.lists(claim_keys, min_size=2, max_size=2), st.sampled_from([-1, 0, 1]))
def test_claims_of_neighbouring_spans_differ(keys: list[tuple[object, ...]], shift: int) -> None:
    start, end = 10, 20
    assert (MINTER.claim(REPORT, start, end) == MINTER.claim(REPORT, start + shift, end)) == (shift == 0)
    assert len({claim_of(key) for key in keys}) == len(set(keys))


@given(st.tuples(words, words), st.tuples(words, words))
def test_runs_share_a_name_only_when_extractor_and_version_are_the_same(
    one: tuple[str, str], two: tuple[str, str]
) -> None:
    assert (MINTER.run(*one) == MINTER.run(*two)) == (one == two)


@given(reports, words, st.integers(0, 3))
def test_homonyms_in_one_report_differ_by_their_ordinal(report: str, label: str, ordinal: int) -> None:
    assert MINTER.entity(report, label, ordinal) == MINTER.entity(report, label, ordinal)
    assert MINTER.entity(report, label, ordinal) != MINTER.entity(report, label, ordinal + 1)


@given(words)
def test_an_entity_name_is_readable_and_needs_no_encoding(label: str) -> None:
    name = iris.name_of(MINTER.entity(REPORT, label))
    assert name.isascii()
    assert all(c.isalnum() or c == "-" for c in name)
    assert len(name) <= iris.SLUG_LENGTH + 9


def test_case_and_apostrophes_do_not_make_another_entity() -> None:
    assert MINTER.entity(REPORT, "The Mayor’s office") == MINTER.entity(REPORT, "the  mayor's OFFICE")


def test_an_entity_view_belongs_to_its_report() -> None:
    other = MINTER.report("Other text.", None, None)
    assert MINTER.entity(REPORT, "Mariupol") != MINTER.entity(other, "Mariupol")


@given(claim_keys, words)
def test_no_name_holds_what_a_server_would_decode(key: tuple[object, ...], word: str) -> None:
    event = MINTER.event(claim_of(key))
    for iri in (claim_of(key), event, MINTER.run(word, word), MINTER.disagreement(event, "number", word)):
        assert "%" not in iri
        assert iris.kind_and_name(iri) is not None


@given(claim_keys)
def test_an_event_and_a_relationship_bear_the_name_of_their_claim(key: tuple[object, ...]) -> None:
    claim = claim_of(key)
    assert iris.kind_and_name(MINTER.event(claim)) == ("event", iris.name_of(claim))
    assert iris.kind_and_name(MINTER.relationship(claim)) == ("relationship", iris.name_of(claim))


@given(st.sampled_from(sorted(iris.KINDS)), st.from_regex(r"[a-z0-9.~-]+", fullmatch=True))
def test_a_minted_name_is_read_back_on_any_base(kind: str, name: str) -> None:
    for base in (BASE, "https://data.example.org/siege/id/"):
        assert iris.kind_and_name(Minter(base).iri(kind, name)) == (kind, name)


@pytest.mark.parametrize(
    "iri",
    [
        "https://www.wikidata.org/wiki/Q1",
        f"{BASE}id/claim/",
        f"{BASE}id/wish/x",
        f"{BASE}id/claim/a/b",
        "id/claim/x",
        "report/x",
        "",
    ],
)
def test_what_is_no_name_of_ours_is_not_read_as_one(iri: str) -> None:
    assert iris.kind_and_name(iri) is None


@given(offsets, offsets)
def test_a_mention_carries_its_span(start: int, end: int) -> None:
    mention = iris.mention(REPORT, start, end)
    assert iris.span_of(mention) == (start, end)
    assert iris.report_of(mention) == REPORT
    assert iris.kind_and_name(mention) == iris.kind_and_name(REPORT)


def test_other_fragments_carry_no_span_of_words() -> None:
    assert iris.span_of(iris.quantity(REPORT, 1, 2, "killed")) is None
    assert iris.span_of(REPORT) is None


def test_one_number_that_counts_two_things_is_two_quantities() -> None:
    assert iris.quantity(REPORT, 1, 2, "killed") != iris.quantity(REPORT, 1, 2, "wounded")


@given(st.lists(spans, min_size=1, max_size=4), st.lists(spans, min_size=1, max_size=4))
def test_attributions_share_a_name_only_when_their_words_are_the_same(
    one: list[tuple[int, int]], two: list[tuple[int, int]]
) -> None:
    assert (iris.attribution(REPORT, one) == iris.attribution(REPORT, two)) == (one == two)


def test_a_judgement_is_the_same_whichever_of_the_two_comes_first() -> None:
    first, second = MINTER.claim(REPORT, 1, 2), MINTER.claim(REPORT, 3, 4)
    assert MINTER.judgement(first, second) == MINTER.judgement(second, first)


def test_names_do_not_depend_on_the_base() -> None:
    def names(base: str) -> list[str]:
        minter = Minter(base)
        report = minter.report("Text.", None, None)
        claim, other = minter.claim(report, 1, 2), minter.claim(report, 3, 4)
        entity = minter.entity(report, "Mariupol")
        minted = [
            report,
            claim,
            entity,
            minter.judgement(claim, other),
            minter.decision("same", entity, minter.entity(report, "Маріуполь", 1), "2022-05-20T10:00:00Z", "me"),
            minter.disagreement(minter.event(claim), "number", "killed"),
        ]
        return [iris.name_of(iri) for iri in minted]

    assert names(BASE) == names("https://data.example.org/")


def test_decisions_differ_by_what_they_say_and_when() -> None:
    entity = MINTER.entity(REPORT, "Mariupol")
    said = {
        MINTER.decision("rename", entity, "Маріуполь", "2022-05-20T10:00:00Z", "me"),
        MINTER.decision("rename", entity, "Мариуполь", "2022-05-20T10:00:00Z", "me"),
        MINTER.decision("rename", entity, "Маріуполь", "2022-05-20T10:00:01Z", "me"),
        MINTER.decision("reject", entity, None, "2022-05-20T10:00:00Z", None),
    }
    assert len(said) == 4


def test_a_base_without_a_slash_and_an_unknown_kind_or_graph_are_refused() -> None:
    with pytest.raises(ValueError, match="slash"):
        Minter("http://127.0.0.1:8000")
    with pytest.raises(ValueError, match="wish"):
        MINTER.iri("wish", "x")
    with pytest.raises(ValueError, match="inferred"):
        MINTER.graph("inferred")
