import pytest

from siegegraph.ontology.gazetteer import country, country_meant, demonym, known_actor
from siegegraph.ontology.gazetteer.tables import rows
from siegegraph.ontology.lexicon.names import name_words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Putin's military", "armed-forces:RU"),
        ("Moscow’s forces", "armed-forces:RU"),
        ("Russian troops", "armed-forces:RU"),
        ("the Armed Forces of the Russian Federation", "armed-forces:RU"),
        ("Russia's Defense Ministry", "ministry-of-defence:RU"),
        ("Ministry of Defence of the Russian Federation", "ministry-of-defence:RU"),
        ("the Ukrainian General Staff", "general-staff:UA"),
        ("General Staff of the Armed Forces of Ukraine", "general-staff:UA"),
        ("the government of Iraq", "government:IQ"),
        ("the Assad regime", "government:SY"),
        ("ICRC", "organisation:icrc"),
        ("U.N.", "organisation:united-nations"),
        ("Da’esh", "organisation:islamic-state"),
    ],
)
def test_one_actor_has_one_key_whatever_it_is_called(name: str, key: str) -> None:
    actor = known_actor(name)
    assert actor is not None
    assert actor.key == key


@pytest.mark.parametrize("name", ["who", "Is", "forces", "the ministry", "Mariupol", "an army of volunteers"])
def test_ordinary_words_are_no_known_actor(name: str) -> None:
    assert known_actor(name) is None


def test_a_ministry_without_a_country_needs_one_from_outside() -> None:
    assert known_actor("the Defense Ministry") is None
    actor = known_actor("the Defense Ministry", "UA")
    assert actor is not None
    assert actor.key == "ministry-of-defence:UA"


def test_demonyms_capitals_and_leaders_mean_their_country() -> None:
    assert demonym("Syrians") == "SY"
    assert [country_meant(word) for word in ("Kiev", "Zelensky", "Iraqi", "Burma")] == ["UA", "UA", "IQ", "MM"]


def test_every_row_about_a_country_names_one_that_exists() -> None:
    for table, column in (("country_words.tsv", "code"), ("leaders.tsv", "country"), ("abbreviations.tsv", "country")):
        for row in rows(table):
            assert country(row[column]) is not None, (table, row)


def test_subtypes_of_actors_are_written_as_the_vocabulary_has_them() -> None:
    assert {row["type"] for row in rows("actors.tsv")} == {"Organisation"}
    assert all(":" in row["key"] for row in rows("actors.tsv"))


def test_a_class_of_words_that_the_table_lacks_is_an_error() -> None:
    assert "Brigade" in name_words("unit")
    with pytest.raises(KeyError):
        name_words("nonsense")
