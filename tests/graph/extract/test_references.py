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

Meanings = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def meanings(nlp: Language) -> Meanings:
    """Text in; what each description or pronoun in it means, by the first name of what it means."""
    models, sorts = NameModels(nlp), NounSorts(nlp.vocab)

    def reader(text: str) -> dict[str, str]:
        doc: Doc = mark_paragraphs(nlp.make_doc(text))
        for _, component in nlp.pipeline:
            doc = component(doc)
        read = annotations_of(link_mentions(mark_names(doc, models), sorts))
        names: dict[str, str] = {}
        for entity in read.entities:
            names.setdefault(entity.id or "", entity.text)
        return {text[m.start : m.end]: names[m.entity] for m in read.mentions}

    return reader


def test_the_invaders_are_the_forces_of_the_side_that_invades(meanings: Meanings) -> None:
    found = meanings(
        "Russia's invasion of Ukraine entered its third week. Russian troops closed in on Mariupol. "
        "The invaders shelled it for days. The occupying forces took prisoners."
    )
    assert found["The invaders"] == found["The occupying forces"] == "Russian troops"


def test_without_an_invasion_nobody_is_the_invader(meanings: Meanings) -> None:
    assert "The invaders" not in meanings("Iraqi forces entered Mosul. The invaders were driven off.")


def test_the_defenders_are_who_defends_the_town(meanings: Meanings) -> None:
    found = meanings(
        "Vukovar was besieged by the Yugoslav People's Army. The 204th Vukovar Brigade defended the town. "
        "The brigade had 1,800 men. The defenders ran out of shells."
    )
    assert found["The defenders"] == found["The brigade"] == "The 204th Vukovar Brigade"
    assert found["the town"] == "Vukovar"


def test_of_two_defending_units_neither_is_the_defenders(meanings: Meanings) -> None:
    found = meanings(
        "The 93rd Brigade defended Bakhmut. The 10th Brigade defended Soledar. The defenders ran out of shells."
    )
    assert "The defenders" not in found


def test_defenders_who_are_named_beside_the_word_are_meant(meanings: Meanings) -> None:
    found = meanings("Iraqi forces surrounded Mosul. The defenders, Islamic State fighters, dug tunnels.")
    assert found["The defenders"].endswith("Islamic State fighters")


def test_the_rebels_are_the_one_armed_group_named(meanings: Meanings) -> None:
    found = meanings("The Tamil Tigers controlled Kilinochchi. Sri Lankan troops attacked. The rebels fell back.")
    assert found["The rebels"] == "Tamil Tigers"


def test_the_group_is_the_body_named_just_before(meanings: Meanings) -> None:
    assert meanings("Hamas fired rockets. The group said two men had died.")["The group"] == "Hamas"


def test_an_office_means_its_last_holder(meanings: Meanings) -> None:
    found = meanings(
        "The mayor, Ivan Horvat, said the hospital was hit. The mayor asked for help. "
        "President Mahinda Rajapaksa said the war would end. The president visited Colombo."
    )
    assert found["The mayor"] == "Ivan Horvat"
    assert found["The president"] == "Mahinda Rajapaksa"


def test_a_town_that_is_named_after_the_word_is_no_other_town(meanings: Meanings) -> None:
    assert "the town" not in meanings("Vukovar was shelled. Residents of the town of Ilok fled.")


def test_the_city_of_a_city_council_is_no_mention(meanings: Meanings) -> None:
    assert "the city" not in meanings("Mariupol was shelled. On Friday, the city council said many had died.")


def test_who_speaks_of_him_is_another(meanings: Meanings) -> None:
    found = meanings(
        'Mayor Omar Haddad said the hospital was hit. "He is lying," Colonel Samir Khalil said. The colonel left.'
    )
    assert found.get("He") != "Samir Khalil"
    assert found["The colonel"] == "Samir Khalil"


def test_an_army_says_what_it_did(meanings: Meanings) -> None:
    found = meanings("The Israeli military said it had struck 30 targets in Rafah.")
    assert found["it"] == "The Israeli military"


def test_they_are_who_the_sentence_before_is_about(meanings: Meanings) -> None:
    found = meanings("Bosnian Serb forces shelled Srebrenica. They let no convoy in.")
    assert found["They"] == "Bosnian Serb forces"


def test_who_is_quoted_means_himself_by_i(meanings: Meanings) -> None:
    found = meanings('"I saw the shell hit my house," Omar Haddad said. Samir Khalil left the town on Friday.')
    assert found["I"] == found["my"] == "Omar Haddad"


def test_a_ministry_says_what_its_own_forces_did(meanings: Meanings) -> None:
    found = meanings("Russian troops shelled Kharkiv. Russia's Defense Ministry denied that its forces hit a school.")
    assert found["its"] == "Russia's Defense Ministry"
    assert found["its forces"] == "Russian troops"


def test_the_commission_is_the_one_that_was_named_in_full(meanings: Meanings) -> None:
    found = meanings("The Commission of Inquiry visited Homs. On Friday the Commission said that it had left.")
    assert found["it"] == "The Commission of Inquiry"


def test_a_foreign_ministry_is_no_defence_ministry(meanings: Meanings) -> None:
    assert "the defence ministry" not in meanings("Syria's foreign ministry spoke. Then the defence ministry did.")


def test_a_given_name_means_the_person_named_in_full(meanings: Meanings) -> None:
    found = meanings("Mirjana Horvat fled from Vukovar. Mirjana lost her brother.")
    assert found["her"] == "Mirjana Horvat"


def test_they_are_not_one_man(meanings: Meanings) -> None:
    assert "They" not in meanings("Omar Haddad left the town. They let no convoy in.")


def test_a_ministry_that_says_what_they_did_speaks_of_others(meanings: Meanings) -> None:
    found = meanings("The Russian Defence Ministry announced that they captured Lyman.")
    assert "they" not in found


def test_a_plant_is_a_works_and_an_industrial_complex(meanings: Meanings) -> None:
    found = meanings(
        "Serb forces shelled the Borovo factory in Vukovar. The plant made shoes before the war, and workers hid in "
        "the works. The industrial complex burned for two days."
    )
    assert found["The plant"] == found["the works"] == found["The industrial complex"] == "Borovo factory"


def test_a_hospital_is_a_medical_complex_but_no_industrial_one(meanings: Meanings) -> None:
    found = meanings(
        "Doctors at Al-Shifa Hospital in Gaza had no power. Thousands hid in the sprawling medical complex. "
        "The industrial complex next to it burned."
    )
    assert found["the sprawling medical complex"] == "Al-Shifa Hospital"
    assert "The industrial complex" not in found


def test_a_site_is_not_its_site_of_something(meanings: Meanings) -> None:
    found = meanings("Ukrainian troops held Donetsk airport. The site was mined. The site of the massacre is far.")
    assert found["The site"] == "Donetsk airport"
    assert "The site of the massacre" not in found


def test_of_two_plants_spoken_of_together_neither_is_meant(meanings: Meanings) -> None:
    found = meanings("Shells hit the Azot plant and the Zorya plant. The facility was on fire.")
    assert "The facility" not in found


def test_a_hospital_without_a_name_is_not_the_one_with_a_name(meanings: Meanings) -> None:
    found = meanings("Shells hit Koševo hospital in Sarajevo. In May a hospital burned. The hospital was empty.")
    assert "The hospital" not in found


def test_the_industrial_site_may_be_named_later(meanings: Meanings) -> None:
    found = meanings("Workers fled the industrial site. Militants later left the Baiji refinery.")
    assert found["the industrial site"] == "Baiji refinery"


def test_the_pocket_is_the_besieged_place(meanings: Meanings) -> None:
    found = meanings("Debaltseve was encircled in February. Russian troops closed the pocket. Luhansk was quiet.")
    assert found["the pocket"] == "Debaltseve"


def test_the_area_around_something_is_another(meanings: Meanings) -> None:
    found = meanings("The siege of Mariupol went on. Russian troops held the area around the port.")
    assert "the area" not in found


def test_a_city_of_millions_is_no_town(meanings: Meanings) -> None:
    found = meanings("Refugees in Zagreb came from Vukovar. In Zagreb they slept in a hall. The town was in ruins.")
    assert found["The town"] == "Vukovar"


def test_the_governor_may_be_named_later(meanings: Meanings) -> None:
    found = meanings("The governor said aid was blocked. Governor Pavlo Kyrylenko spoke to reporters.")
    assert found["The governor"] == "Pavlo Kyrylenko"


def test_the_president_of_one_country_is_not_that_of_another(meanings: Meanings) -> None:
    found = meanings("President Joe Biden spoke. The Ukrainian president thanked him.")
    assert "The Ukrainian president" not in found


def test_the_enemy_of_a_ministry_is_who_fights_its_country(meanings: Meanings) -> None:
    found = meanings(
        "Ministry of Defence of Ukraine\n\nThe enemy shelled Lyman on Monday. Russian occupiers left Popasna."
    )
    assert found["The enemy"] == "Russian occupiers"


def test_the_enemy_of_two_armies_is_not_told(meanings: Meanings) -> None:
    found = meanings("Russian forces shelled Lyman. Ukrainian forces left. Residents feared the enemy.")
    assert "the enemy" not in found


def test_of_several_armed_groups_none_is_the_rebels(meanings: Meanings) -> None:
    found = meanings("The Levant Front left Aleppo. The rebels took their families. The Nusra Front stayed.")
    assert "The rebels" not in found


def test_the_attackers_are_who_attacks(meanings: Meanings) -> None:
    found = meanings("Islamic State fighters attacked Kobani. The attackers were beaten back by the YPG.")
    assert found["The attackers"] == "Islamic State fighters"


def test_the_fighters_of_a_group_are_the_group(meanings: Meanings) -> None:
    found = meanings("Islamic State held Raqqa. Islamic State fighters left. The militants took hostages.")
    assert found["The militants"] == "Islamic State"


def test_defenders_of_one_town_and_nation_are_one_side(meanings: Meanings) -> None:
    found = meanings(
        "Dubrovnik's defenders numbered fewer than 700. The Croatian defenders held the fort. The garrison had no guns."
    )
    assert found["The garrison"] == "Dubrovnik's defenders"


def test_the_government_troops_are_those_of_the_government_that_fights(meanings: Meanings) -> None:
    found = meanings("The Iraqi army fought in Ramadi. The government troops pushed on.")
    assert found["The government troops"] == "The Iraqi army"


def test_the_mayor_of_a_town_is_the_person_named_beside_the_office(meanings: Meanings) -> None:
    found = meanings("The mayor of Brod, Ivan Horvat, said water was cut. Shells fell. The mayor of Brod left.")
    assert found["The mayor of Brod"] == "Ivan Horvat"


def test_the_mayor_of_another_town_is_another(meanings: Meanings) -> None:
    found = meanings("Vinkovci Mayor Ivan Horvat spoke. The mayor of Brod was detained.")
    assert "The mayor of Brod" not in found


def test_our_troops_are_those_of_the_country_whose_ministry_publishes(meanings: Meanings) -> None:
    found = meanings(
        "Ministry of Defence of Ukraine\n\nUkrainian forces hold Popasna. Our troops destroyed two drones on Monday."
    )
    assert found["Our troops"] == "Ukrainian forces"


def test_our_troops_are_nobodys_where_nobody_publishes(meanings: Meanings) -> None:
    found = meanings("Ukrainian forces hold Popasna. Our troops destroyed two drones on Monday.")
    assert "Our troops" not in found
