import pytest

from siegegraph.graph.extract.coreference.coreference_scores import ReferenceExample, score_references
from siegegraph.graph.model.extraction import EntityMention, Reference
from siegegraph.graph.model.span import Span

TEXT = "Mayor Omar Haddad said he had left. The city fell. Rawa is his town."
HADDAD, RAWA = Span(6, 17), Span(51, 55)
HE, CITY, HIS = Span(23, 25), Span(36, 44), Span(59, 62)
WANTED = {HADDAD: "haddad", HE: "haddad", HIS: "haddad", RAWA: "rawa", CITY: "rawa"}


def entity(span: Span, id_: str) -> EntityMention:
    return EntityMention(start=span.start, end=span.end, text=TEXT[span.start : span.end], type="Person", id=id_)


def figures(*references: tuple[Span, str]) -> dict[str, float]:
    found = [Reference(start=span.start, end=span.end, entity=id_) for span, id_ in references]
    return score_references([ReferenceExample(WANTED, [entity(HADDAD, "e1"), entity(RAWA, "e2")], found)])


def test_references_to_the_right_names_are_right() -> None:
    assert figures((HE, "e1"), (CITY, "e2"), (HIS, "e1")) == {"reference_p": 1, "reference_r": 1, "reference_f": 1}


def test_a_reference_to_another_name_is_wrong_and_one_left_out_is_missed() -> None:
    found = figures((HE, "e1"), (CITY, "e1"))
    assert found["reference_p"] == pytest.approx(1 / 2)
    assert found["reference_r"] == pytest.approx(1 / 3)


def test_a_phrase_that_mentions_nothing_wanted_is_wrong() -> None:
    assert figures((Span(18, 22), "e1"))["reference_p"] == 0
