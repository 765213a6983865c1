from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.names.name_merging import agreed_types, merged
from siegegraph.graph.extract.names.name_rules import Candidate

TEXT = "the government of Iraq and the army of X " * 2

candidates = st.lists(
    st.builds(
        lambda start, length, type_, weight: Candidate(start, start + length, type_, None, weight),
        st.integers(0, 40),
        st.integers(1, 20),
        st.sampled_from(["Person", "Place", "Organisation", "Weapon"]),
        st.integers(1, 6),
    ),
    max_size=12,
)


@given(candidates)
def test_no_two_names_cross_or_cover_the_same_stretch(found: list[Candidate]) -> None:
    names = merged(TEXT, found)
    for at, a in enumerate(names):
        for b in names[at + 1 :]:
            apart = a.end <= b.start or b.end <= a.start
            nested = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
            assert apart or nested
            assert (a.start, a.end) != (b.start, b.end)


@given(candidates)
def test_names_come_from_the_candidates_in_text_order(found: list[Candidate]) -> None:
    names = merged(TEXT, found)
    assert set(names) <= set(found)
    assert names == sorted(names, key=lambda name: (name.start, -name.end))


def test_a_country_stays_inside_the_name_of_its_government() -> None:
    outer = Candidate(4, 22, "Organisation", "Government", 6)
    inner = Candidate(18, 22, "Place", "Country", 6)
    assert merged(TEXT, [inner, outer]) == [outer, inner]


def test_a_name_repeated_with_its_article_is_one_name() -> None:
    assert merged(TEXT, [Candidate(4, 22, "Organisation", None, 3), Candidate(0, 22, "Organisation", None, 5)]) == [
        Candidate(0, 22, "Organisation", None, 5)
    ]


def test_the_type_of_most_mentions_is_the_type_of_all() -> None:
    mentions = [Candidate(0, 3, "Place", "Settlement", 3)] * 2 + [Candidate(9, 12, "Organisation", None, 5)]
    assert agreed_types([("Hama", mention) for mention in mentions]) == {"Hama": ("Place", "Settlement")}


def test_a_country_that_acts_stays_a_place() -> None:
    mentions = [Candidate(0, 4, "Place", "Country", 6), *[Candidate(0, 4, "Organisation", None, 5)] * 3]
    assert agreed_types([("Iraq", mention) for mention in mentions])["Iraq"] == ("Place", "Country")
