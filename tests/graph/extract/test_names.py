from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.coreference.coreference import link_mentions
from siegegraph.graph.extract.coreference.noun_sorts import NounSorts
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.name_models import NameModels
from siegegraph.graph.extract.names.names import mark_names
from siegegraph.graph.extract.names.paragraphs import mark_paragraphs
from siegegraph.graph.extract.names.places import locate_places
from siegegraph.graph.model.extraction import EntityMention

Reader = Callable[[str], Doc]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Reader:
    """Text in, Doc with names, ids and places out."""
    models, sorts = NameModels(nlp), NounSorts(nlp.vocab)

    def reader(text: str) -> Doc:
        doc = mark_paragraphs(nlp.make_doc(text))
        for _, component in nlp.pipeline:
            doc = component(doc)
        return locate_places(link_mentions(mark_names(doc, models), sorts))

    return reader


def entities(doc: Doc) -> dict[str, EntityMention]:
    return {entity.text: entity for entity in annotations_of(doc).entities}


def types(doc: Doc) -> dict[str, str]:
    return {text: entity.type for text, entity in entities(doc).items()}


def id_of(doc: Doc, text: str) -> str:
    return next(str(e.id) for e in annotations_of(doc).entities if e.text == text)


def referents(doc: Doc) -> dict[str, str]:
    return {doc.text[m.start : m.end]: m.entity for m in annotations_of(doc).mentions}


def test_the_text_of_each_name_is_the_stretch_it_stands_for(read: Reader) -> None:
    doc = read("Gen. Ratko Mladić’s forces shelled Sarajevo, the U.N. Protection Force said.")
    assert annotations_of(doc).entities
    for entity in annotations_of(doc).entities:
        assert doc.text[entity.start : entity.end] == entity.text


def test_rank_and_office_stay_outside_the_name(read: Reader) -> None:
    found = types(read("Maj. Denys Prokopenko met Mayor Vadym Boychenko on Monday. Prokopenko was wounded."))
    assert found["Denys Prokopenko"] == "Person"
    assert found["Vadym Boychenko"] == "Person"
    assert found["Prokopenko"] == "Person"


def test_a_ministry_holds_its_country(read: Reader) -> None:
    found = entities(read("Russia's Defense Ministry said that Bakhmut had fallen."))
    assert found["Russia's Defense Ministry"].subtype == "Government"
    assert found["Russia"].subtype == "Country"
    assert found["Bakhmut"].type == "Place"


def test_forces_called_by_capital_or_leader_hold_the_name_inside(read: Reader) -> None:
    doc = read("Putin's military pounded the town. Moscow’s forces denied it. Russian forces withdrew.")
    found = types(doc)
    assert found["Putin"] == "Person"
    assert found["Moscow"] == "Place"
    assert id_of(doc, "Putin's military") == id_of(doc, "Moscow’s forces") == "armed-forces:RU"


def test_units_of_an_army_are_named_with_their_number(read: Reader) -> None:
    found = entities(read("Soldiers of the 36th Marine Brigade and the 3rd battalion broke out near Kharkiv."))
    assert found["36th Marine Brigade"].subtype == "MilitaryUnit"
    assert found["3rd battalion"].subtype == "MilitaryUnit"


def test_weapons_and_vessels_have_types_of_their_own(read: Reader) -> None:
    found = types(read("Two T-72 tanks were hit by a Javelin. The cruiser Moskva fired Kalibr missiles."))
    assert found["T-72"] == "Weapon"
    assert found["Kalibr"] == "Weapon"
    assert found["Moskva"] == "Vessel"


def test_an_adjective_of_nationality_alone_is_no_name_but_a_people_is(read: Reader) -> None:
    found = types(read("A Ukrainian doctor treated the wounded. Ukrainians fled."))
    assert "Ukrainian" not in found
    assert found["Ukrainians"] == "Organisation"


def test_title_case_does_not_make_every_word_a_name(read: Reader) -> None:
    doc = read("Desperate Garrison Makes Last Stand Against Syrian Troops\n\nThe fighting went on in Homs.")
    heading = annotations_of(doc).headings[0]
    inside = [e.text for e in annotations_of(doc).entities if e.start < heading.end]
    assert inside == ["Syrian Troops"]


def test_no_name_runs_over_a_line_break_between_blocks(read: Reader) -> None:
    doc = read("Statement on Aleppo\n\nRed Crescent teams reached Homs\n- Idlib\n- Hama\n")
    assert not any("\n" in entity.text for entity in annotations_of(doc).entities)


def test_an_acronym_in_brackets_is_the_name_before_it(read: Reader) -> None:
    doc = read("The Sarajevo Relief Council (SRC) sent bread. The SRC said the road was cut.")
    assert id_of(doc, "SRC") in {e.id for e in annotations_of(doc).entities if "Relief" in e.text}


def test_a_town_its_regiment_and_its_sea_are_three_things(read: Reader) -> None:
    doc = read("The Azov Regiment fought in Mariupol, on the Sea of Azov, and held the Azovstal steelworks.")
    found = entities(doc)
    regiment = next(e for text, e in found.items() if "Regiment" in text)
    plant = next(e for text, e in found.items() if text.startswith("Azovstal"))
    assert len({regiment.id, plant.id, found["Sea of Azov"].id, found["Mariupol"].id}) == 4


def test_pronouns_and_descriptions_point_to_the_one_that_fits(read: Reader) -> None:
    doc = read("Mayor Vadym Boychenko left Mariupol in May. He said that the city had no water.")
    pointed = referents(doc)
    assert pointed["He"] == id_of(doc, "Vadym Boychenko")
    assert pointed["the city"] == id_of(doc, "Mariupol")


def test_a_pronoun_between_two_equal_people_is_left_open(read: Reader) -> None:
    doc = read("The letter names Ivan Petrov and Oleg Sidorov. His house burned down.")
    assert "His" not in referents(doc)


def test_the_ministry_is_the_one_that_was_named(read: Reader) -> None:
    doc = read("Ukraine's Foreign Ministry protested. The ministry called it a crime.")
    assert referents(doc)["The ministry"] == "ministry-of-foreign-affairs:UA"


def test_a_listed_town_gets_its_point_id_and_radius(read: Reader) -> None:
    place = entities(read("Shells fell on Mariupol again."))["Mariupol"]
    assert (place.geonames, place.location) == ("701822", "gazetteer")
    assert place.lat == pytest.approx(47.095, abs=0.01)
    assert place.uncertainty_km is not None
    assert 2 <= place.uncertainty_km < 30


def test_a_facility_takes_the_town_it_lies_in_and_says_so(read: Reader) -> None:
    found = entities(read("A bomb hit Zarya Hospital in Kherson on Friday."))
    hospital = found["Zarya Hospital"]
    assert (hospital.location, hospital.lat) == ("container", found["Kherson"].lat)
    assert hospital.geonames is None


def test_a_facility_with_no_town_beside_it_gets_no_point(read: Reader) -> None:
    hospital = entities(read("A bomb hit Zarya Hospital on Friday."))["Zarya Hospital"]
    assert (hospital.lat, hospital.lon, hospital.location) == (None, None, None)


def test_what_follows_the_comma_decides_between_towns_of_one_name(read: Reader) -> None:
    ohio = entities(read("The convoy left from Toledo, Ohio, on Monday."))["Toledo"]
    spain = entities(read("The garrison of Toledo, Spain, held the fortress."))["Toledo"]
    assert ohio.lon is not None
    assert spain.lon is not None
    assert ohio.lon < -80
    assert -5 < spain.lon < -3


def test_a_capital_that_speaks_is_its_government(read: Reader) -> None:
    doc = read("Damascus denied the attack. Residents fled to Damascus. The Syrian government agreed to talks.")
    speaker, town, government = (e for e in annotations_of(doc).entities if e.text != "Syria")
    assert speaker.id == government.id == "government:SY"
    assert (town.type, town.subtype) == ("Place", "Settlement")


def test_the_people_of_a_side_are_its_forces_where_these_are_named(read: Reader) -> None:
    doc = read("Russian forces entered Lyman. The Russians lost ten tanks.")
    ids = {e.text: e.id for e in annotations_of(doc).entities}
    assert ids["The Russians"] == ids["Russian forces"] == "armed-forces:RU"


def test_a_ministry_that_is_owned_by_its_belongs_to_the_country_named_before(read: Reader) -> None:
    doc = read("Russia denies the attack. Its Defence Ministry said that the theatre was empty.")
    assert "ministry-of-defence:RU" in {e.id for e in annotations_of(doc).entities}
