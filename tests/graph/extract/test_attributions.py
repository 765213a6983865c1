from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from siegegraph.graph.extract.attributions.attribution_scores import score_attributions
from siegegraph.graph.extract.attributions.attributions import Attributions, attribution_at, is_attitude
from siegegraph.graph.extract.attributions.quotations import quotations_in
from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.model.extraction import AttributionMention, EntityMention, Reference
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.cues import PARTS_OF_SPEECH, cues

MODALITIES = {"asserted", "reported", "future", "proposed", "possible", "denied"}


@dataclass(frozen=True)
class Told:
    """An attribution in words."""

    source: str
    content: str
    speaker: str | None
    body: str | None
    within: int | None
    stance: tuple[str, str, str]


def rows(nlp: Language, text: str, entities: str = "", references: str = "") -> Sequence[AttributionMention]:
    """The attributions of a text whose entities are given as "Ivan Petrov=Person; ...", with their words as ids."""
    doc = nlp(text)
    pairs = [part.split("=") for part in entities.split("; ") if part]
    doc._.annotations = Annotations(
        report=Report(text=text),
        entities=tuple(
            EntityMention(start=match.start(), end=match.end(), text=name, type=kind, id=name)
            for name, kind in pairs
            for match in re.finditer(rf"\b{re.escape(name)}\b", text)
        ),
        mentions=tuple(
            Reference(start=text.index(words), end=text.index(words) + len(words), entity=entity)
            for words, entity in (part.split("=") for part in references.split("; ") if part)
        ),
    )
    return annotations_of(Attributions()(doc)).attributions


def told(nlp: Language, text: str, entities: str = "", references: str = "") -> list[Told]:
    def words(spans: Sequence[Span]) -> str:
        return " | ".join(text[start:end] for start, end in spans)

    return [
        Told(
            words(row.source),
            words(row.content),
            row.speaker,
            row.on_behalf_of,
            row.within,
            (row.modality, row.polarity, row.certainty),
        )
        for row in rows(nlp, text, entities, references)
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said that the bridge was destroyed.", "The mayor", "that the bridge was destroyed"),
        ("The bridge, he said, was destroyed on Monday.", "he", "The bridge | was destroyed on Monday"),
        ("According to the UN, two convoys were hit.", "the UN", "two convoys were hit"),
        ("Two convoys were hit, according to the UN.", "the UN", "Two convoys were hit"),
        ("“We will not leave,” said the surgeon.", "the surgeon", "“We will not leave,”"),
        ("The army claimed to have retaken the airport.", "The army", "to have retaken the airport"),
        ("The UN condemned the attack on the market.", "The UN", "the attack on the market"),
        ("The governor accused the rebels of shelling a school.", "The governor", "the rebels of shelling a school"),
        ("Aid workers described the camp as a “furnace”.", "Aid workers", "the camp as a “furnace”"),
        ("The agency warned of famine.", "The agency", "famine"),
        ("Talks collapsed, a senior diplomat told reporters.", "a senior diplomat", "Talks collapsed"),
        ("As the minister put it, the city is a prison.", "the minister", "the city is a prison"),
        ("Satellite images show that the bridge has collapsed.", "Satellite images", "that the bridge has collapsed"),
        ("The army’s claim that the town had fallen went unproved.", "The army’s", "that the town had fallen"),
        (
            "All would be given safe passage, the general promised; those who stayed would be tried.",
            "the general",
            "All would be given safe passage",
        ),
        (
            "The envoy accused the army of planning to take children away.",
            "The envoy",
            "the army of planning to take children away",
        ),
        ("Residents heard no sirens, a teacher said.", "a teacher", "Residents heard no sirens"),
        ("The commander was concerned that the road would be cut.", "The commander", "that the road would be cut"),
        ("Villagers, fearful of reprisals, fled into the woods.", "Villagers", "reprisals"),
        ("The plan was supported by the mayor of Kherson.", "the mayor of Kherson", "The plan"),
        ("In the view of the Red Cross, the corridor was unsafe.", "the Red Cross", "the corridor was unsafe"),
        ("By one estimate, 300 people were killed.", "one estimate", "300 people were killed"),
        ("As stated in the report, there were many errors.", "the report", "there were many errors"),
        ("The envoy sent a message that talks would resume.", "The envoy", "that talks would resume"),
        ("The raid drew criticism from aid groups.", "aid groups", "The raid"),
        (
            "The army could accept a truce, but only if it is convinced that it is safe, the governor told Reuters.",
            "the governor",
            "The army could accept a truce, but only if it is convinced that it is safe",
        ),
        ("The rebels were accused of shelling a clinic.", "", "The rebels | of shelling a clinic"),
        ("The convoy seems to have been hit by a mortar.", "", "The convoy | to have been hit by a mortar"),
        ("It emerged that the bridge had been mined.", "", "that the bridge had been mined"),
        ("It was not clear whether the garrison had left.", "", "whether the garrison had left"),
        ("The garrison has allegedly executed ten men.", "", "The garrison has | executed ten men"),
    ],
)
def test_source_and_content_are_found(nlp: Language, text: str, source: str, content: str) -> None:
    assert (source, content) in [(row.source, row.content) for row in told(nlp, text)]


def test_what_nobody_is_quoted_for_is_the_outlets_own(nlp: Language) -> None:
    assert told(nlp, "Shells hit the harbour at dawn. Two ships sank and the port was closed.") == []


def test_content_covers_coordinated_clauses_and_what_is_quoted_in_them(nlp: Language) -> None:
    text = "Dr Amal Haddad said the ward has at least 90 patients inside and all are “surely starving.”"
    assert told(nlp, text)[0].content == "the ward has at least 90 patients inside and all are “surely starving.”"


def test_an_interrupted_quotation_is_one_attribution(nlp: Language) -> None:
    text = "“There is no water,” a nurse told the BBC by phone, “and the dead lie in the yard.”"
    assert [row.content for row in told(nlp, text)] == ["“There is no water,” | “and the dead lie in the yard.”"]


def test_speech_over_several_paragraphs_belongs_to_whoever_is_named_last(nlp: Language) -> None:
    text = "“First they cut the power.\n\n“Then they cut the water,” said Amira Begic."
    assert [(row.source, row.content) for row in told(nlp, text)] == [
        ("Amira Begic", "“First they cut the power | “Then they cut the water,”")
    ]


def test_a_quotation_goes_on_with_the_speaker_before_it(nlp: Language) -> None:
    text = "“The town is ours,” Ali Hassan said. “We took it at dawn. Nobody is left.” The army did not reply."
    assert told(nlp, text)[0].content == "“The town is ours,” | “We took it at dawn. Nobody is left.”"


def test_a_colon_introduces_the_quotation_in_the_next_paragraph(nlp: Language) -> None:
    text = "The commander added:\n\n“Nobody will surrender here, not today and not tomorrow.”"
    assert [(row.source, row.content) for row in told(nlp, text)] == [
        ("The commander", "“Nobody will surrender here, not today and not tomorrow.”")
    ]


def test_saying_and_adding_inherit_the_subject(nlp: Language) -> None:
    text = "The envoy welcomed the truce, saying it would save lives, and added that trucks were ready."
    assert {row.source for row in told(nlp, text)} == {"The envoy"}
    assert [row.content for row in told(nlp, text)] == [
        "the truce",
        "it would save lives",
        "that trucks were ready",
    ]


def test_a_chain_of_speakers_points_inwards_to_outwards(nlp: Language) -> None:
    outer, inner = told(nlp, "TASS reports that the ministry denied it had struck the clinic.", "TASS=Organisation")
    assert (outer.speaker, outer.within) == ("TASS", None)
    assert (inner.source, inner.within, inner.stance[0]) == ("the ministry", 0, "denied")


def test_a_cited_source_speaks_through_the_outlet_that_cites_it(nlp: Language) -> None:
    text = "Reuters, citing two officials, reported that talks had collapsed."
    cited, outlet = told(nlp, text)
    assert (cited.source, cited.content, cited.within) == ("two officials", "that talks had collapsed", 1)
    assert (outlet.source, outlet.within) == ("Reuters", None)


def test_the_outlet_that_quotes_somebody_is_the_outer_speaker(nlp: Language) -> None:
    text = "General Koval, quoted by TASS, said on Saturday that the buses had left."
    inner, outer = sorted(told(nlp, text, "Koval=Person; TASS=Organisation"), key=lambda row: row.within is None)
    assert (inner.source, inner.speaker, inner.content) == ("General Koval", "Koval", "that the buses had left")
    assert (outer.speaker, outer.within) == ("TASS", None)


def test_whoever_is_quoted_as_saying_speaks_within_the_one_who_quotes(nlp: Language) -> None:
    _, said = told(nlp, "The radio quoted General Mirza as saying that the hill would be taken.")
    assert (said.source, said.content, said.within) == ("General Mirza", "that the hill would be taken", 0)


def test_a_denied_charge_is_claimed_by_one_and_denied_by_the_other(nlp: Language) -> None:
    text = "Hamas said Israel had broken the truce, a charge Israel denied."
    found = rows(nlp, text, "Hamas=Organisation; Israel=Place")
    claimed, denied = found
    assert (claimed.speaker, claimed.modality) == ("Hamas", "asserted")
    assert (denied.speaker, denied.modality, denied.within) == ("Israel", "denied", None)
    assert claimed.content == denied.content
    assert attribution_at(found, text.index("broken"), text.index("broken") + 6) == 0


def test_wishes_inside_reported_words_are_no_attributions_of_their_own(nlp: Language) -> None:
    assert len(told(nlp, "The mayor said he hoped the buses would come.")) == 1


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The general denied ordering the strike.", ("denied", "positive", "certain")),
        ("The general vowed that the city would hold.", ("future", "positive", "unknown")),
        ("The council demanded the release of the captives.", ("proposed", "positive", "unknown")),
        ("The mayor feared that the dam would break.", ("possible", "positive", "possible")),
        ("The mayor did not say that the dam had broken.", ("possible", "positive", "unknown")),
        ("Neither side confirmed the ceasefire.", ("possible", "positive", "unknown")),
        ("The army does not want to negotiate.", ("proposed", "negative", "unknown")),
        ("It was reported that the dam had broken.", ("reported", "positive", "unknown")),
    ],
)
def test_the_cue_tells_how_the_speaker_stands_to_the_words(
    nlp: Language, text: str, stance: tuple[str, str, str]
) -> None:
    assert told(nlp, text)[0].stance == stance


@pytest.mark.parametrize(
    ("text", "entities", "speaker", "body"),
    [
        (
            "“We will fight,” said Ivan Petrov, a spokesman for the 5th Brigade.",
            "Ivan Petrov=Person; 5th Brigade=Organisation",
            "Ivan Petrov",
            "5th Brigade",
        ),
        (
            "Azov spokeswoman Olena Koval said the plant was surrounded.",
            "Azov=Organisation; Olena Koval=Person",
            "Olena Koval",
            "Azov",
        ),
        ("The mayor, Vadym Lysenko, said shops were empty.", "Vadym Lysenko=Person", "Vadym Lysenko", None),
        ("The mayor of Brod, Ana Lukic, said the shops were empty.", "Brod=Place; Ana Lukic=Person", "Ana Lukic", None),
        ("A statement from the Red Cross said the road was mined.", "Red Cross=Organisation", "Red Cross", None),
        (
            "Anna Kravets, who fled on Monday, said her street was gone.",
            "Anna Kravets=Person",
            "Anna Kravets",
            None,
        ),
        ("In a video on Telegram, Anna Kravets said the well was dry.", "Telegram=Organisation; Anna Kravets=Person",
         "Anna Kravets", None),
        ("A nurse in Mosul said the ward had no light.", "Mosul=Place", None, None),
    ],
)  # fmt: skip
def test_the_speaker_is_the_person_or_body_rather_than_the_medium(
    nlp: Language, text: str, entities: str, speaker: str | None, body: str | None
) -> None:
    row = told(nlp, text, entities)[0]
    assert (row.speaker, row.body) == (speaker, body)


def test_who_rejects_a_claim_denies_it_and_who_rejects_an_offer_does_not(nlp: Language) -> None:
    text = "The army rejected the claim that the town had fallen."
    assert "denied" in [row.stance[0] for row in told(nlp, text)]
    assert told(nlp, "The army rejected the ultimatum.") == []


def test_orders_are_told_apart_from_statements(nlp: Language) -> None:
    ordered, stated = told(nlp, "The council told residents to leave. The council told residents that it would stay.")
    assert (ordered.content, ordered.stance[0]) == ("residents to leave", "proposed")
    assert (stated.content, stated.stance[0]) == ("that it would stay", "asserted")


def test_a_mark_of_layout_is_nobody(nlp: Language) -> None:
    assert all(row.source != "*" for row in told(nlp, "* said that three volunteers had died in the strike."))


def test_a_pronoun_speaks_for_whoever_spoke_last(nlp: Language) -> None:
    text = "Anna Kravets said the well was dry. She added that nobody came."
    assert [row.speaker for row in told(nlp, text, "Anna Kravets=Person")] == ["Anna Kravets", "Anna Kravets"]


def test_a_pronoun_is_left_to_coreference_once_somebody_else_is_named(nlp: Language) -> None:
    text = "Anna Kravets said the well was dry. Her son Ivan Kravets sat beside her. She said nobody came."
    row = told(nlp, text, "Anna Kravets=Person; Ivan Kravets=Person", "She=Anna Kravets")[-1]
    assert row.speaker == "Anna Kravets"


def test_its_spokesman_speaks_for_what_the_sentence_before_is_about(nlp: Language) -> None:
    text = "The 4th Corps has left. Its spokesman, Ivan Koval, said nobody was hurt."
    row = told(nlp, text, "4th Corps=Organisation; Ivan Koval=Person")[-1]
    assert (row.speaker, row.body) == ("Ivan Koval", "4th Corps")


def test_a_description_speaks_for_what_it_refers_to(nlp: Language) -> None:
    text = "Drones hit the camp of the 4th Corps. The unit said nobody was hurt."
    row = told(nlp, text, "4th Corps=Organisation", "The unit=4th Corps")[-1]
    assert (row.source, row.speaker) == ("The unit", "4th Corps")


def test_a_wish_is_told_apart_from_words(nlp: Language) -> None:
    text = "The army wants to take the port. The mayor said the port was empty."
    doc = nlp(text)
    found = annotations_of(Attributions()(doc)).attributions
    assert [is_attitude(doc, row) for row in found] == [True, False]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "go" and left.', ['"go"']),
        ("„Nein“ and «non» and ''no''.", ["„Nein“", "«non»", "''no''"]),
        ("A 5\" shell and a 6\" gun fell short.", []),
        ("“One.\n\n“Two.”\n\nThree.", ["“One.", "“Two.”"]),
        ("She asked “why and went on.\n\nNobody knew.", []),
    ],
)  # fmt: skip
def test_quoted_stretches_are_found_with_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[slice(*one.span)] for one in quotations_in(text)] == quoted


@given(st.text(alphabet="ab “”\"'\n.«»", max_size=60))
def test_quoted_stretches_are_in_order_and_never_cross_a_paragraph(text: str) -> None:
    spans = [one.span for one in quotations_in(text)]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all("\n" not in text[span.start : span.end] for span in spans)


def test_every_cue_has_a_stance_of_the_vocabulary() -> None:
    table = [cue for pos in PARTS_OF_SPEECH for cue in cues(pos).values()]
    assert {cue.modality for cue in table} <= MODALITIES
    assert {cue.polarity for cue in table} <= {"positive", "negative"}
    assert {cue.certainty for cue in table} <= {"certain", "probable", "possible", "unknown"}
    assert all(cue.frames for cue in table)


def test_the_scorer_counts_words_of_source_and_content() -> None:
    text = "The mayor said the bridge fell."
    gold = [AttributionMention(source=(Span(0, 9),), content=(Span(15, 30),))]
    found = [AttributionMention(source=(Span(4, 9),), content=(Span(15, 30),))]
    figures = score_attributions([(text, gold, found)])
    assert figures["source_p"] == 1
    assert figures["source_r"] == 0.5
    assert figures["content_f"] == 1


def test_a_text_without_words_has_no_attributions(nlp: Language) -> None:
    assert told(nlp, "…") == []


def test_nobody_is_no_speaker(nlp: Language) -> None:
    for text in ("No firefighters said the depot was burning.", "Nobody said that the depot was burning."):
        assert [(row.source, row.stance[0]) for row in told(nlp, text)] == [("", "possible")]


def test_what_another_speaker_is_set_against_the_first_with_is_not_the_firsts(nlp: Language) -> None:
    text = "Baku said that its troops held the town, while Yerevan claimed that the town was free."
    found = told(nlp, text)
    assert [(row.source, row.content, row.within) for row in found] == [
        ("Baku", "that its troops held the town", None),
        ("Yerevan", "that the town was free", None),
    ]


def test_a_place_before_a_colon_titles_what_follows(nlp: Language) -> None:
    assert told(nlp, "Mosul: corridor opened\n\nPeople left Mosul by the corridor.", "Mosul=Place") == []


@pytest.mark.parametrize(
    "text",
    [
        "Officials rejected the accusation.",
        "The mayor denied these claims.",
        "The two sides agreed to cooperate.",
        "The shelling went on, and no one counted the dead.",
    ],
)
def test_a_name_for_words_said_is_no_statement(nlp: Language, text: str) -> None:
    assert told(nlp, text) == []


def test_an_infinitive_that_tells_of_an_event_is_a_statement(nlp: Language) -> None:
    assert [row.content for row in told(nlp, "The garrison agreed to surrender.")] == ["to surrender"]


def test_a_name_beside_a_description_is_the_one_speaker(nlp: Language) -> None:
    text = "According to the governor of Homs Province, Talal Barazi, shells hit apartment buildings."
    found = told(nlp, text, "Homs Province=Place; Talal Barazi=Person")
    assert [(row.speaker, row.content) for row in found] == [("Talal Barazi", "shells hit apartment buildings")]


def test_what_happens_does_not_speak(nlp: Language) -> None:
    text = "Shelling in the town continued, with monitors reporting that troops were attacking."
    assert [row.source for row in told(nlp, text)] == ["monitors"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A commander, who asked not to be named, condemned the raid. He said it was a trap.", "A commander | He"),
        ("Residents said the well was poisoned. They added that nobody had helped.", "Residents | They"),
        (
            "The UN spokesman would not be drawn: it is too early, he says, to blame either side.",
            "The UN spokesman | he",
        ),
    ],
)
def test_a_pronoun_for_somebody_without_a_name_carries_the_description(nlp: Language, text: str, source: str) -> None:
    assert told(nlp, text)[-1].source == source


def test_a_person_named_within_the_speakers_own_words_takes_no_ones_place(nlp: Language) -> None:
    text = "“My husband Josip was hurt,” Mirjana Kos told me. There was no bread, she says."
    assert told(nlp, text, "Mirjana Kos=Person; Josip=Person")[-1].speaker == "Mirjana Kos"


def test_a_description_beside_a_name_means_its_bearer_wherever_it_stands(nlp: Language) -> None:
    text = "Troops seized the mayor of Brod, Ana Lukic. The day after, the mayor of Brod said that she was free."
    assert told(nlp, text, "the mayor of Brod=Person; Ana Lukic=Person")[-1].speaker == "Ana Lukic"


def test_what_one_quotes_another_as_saying_is_a_chain(nlp: Language) -> None:
    for text in (
        "The corridor was closed, TASS quoted the ministry as saying.",
        "The corridor was closed, the ministry was quoted by TASS as saying.",
    ):
        found = told(nlp, text)
        assert [(row.source, row.content, row.within) for row in found] == [
            ("TASS", "The corridor was closed", None),
            ("the ministry", "The corridor was closed", 0),
        ]


def test_what_stands_before_a_colon_is_not_said(nlp: Language) -> None:
    text = "The night was calm: a spokesman says two rounds fell on Dobrinja."
    assert told(nlp, text)[0].content == "two rounds fell on Dobrinja"


def test_a_number_put_on_a_toll_is_said(nlp: Language) -> None:
    assert [(row.source, row.content) for row in told(nlp, "Damascus put the number of evacuees at 8,000.")] == [
        ("Damascus", "the number of evacuees | 8,000")
    ]


def test_the_teller_vouches_where_nobody_is_named_for_a_verdict(nlp: Language) -> None:
    text = "The raid was seen as revenge."
    (row,) = rows(nlp, text)
    assert row.source == ()
    assert is_attitude(nlp(text), row)


@pytest.mark.parametrize(
    "text",
    [
        "‘The workers’ houses burned,’ said the mayor.",
        '"I heard them say “leave now” and I ran," she said.',
        "“He told us “go” and then “run” and we went,” she said.",
    ],
)
def test_a_quotation_within_a_quotation_and_an_apostrophe_do_not_end_it(text: str) -> None:
    (found, *_) = quotations_in(text)
    assert text[found.span.start : found.span.end] == text[: text.rindex(",") + 2]


def test_a_headline_gives_its_words_to_the_office_before_a_colon(nlp: Language) -> None:
    assert [(row.source, row.content) for row in told(nlp, "Mayor: 300 dead in Mariupol")] == [
        ("Mayor", "300 dead in Mariupol")
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            '"They shell us every night," added another resident. "We sleep in the cellar."',
            "another resident",
            '"They shell us every night," | "We sleep in the cellar."',
        ),
        ("Asked whether the road was open, the mayor left.", "", "whether the road was open"),
        ("The army had no reason to say that the bridge had fallen.", "The army", "that the bridge had fallen"),
        ("After dawn, the mayor said, the guns fell silent.", "the mayor", "After dawn | the guns fell silent"),
        ("He pitched the corridor as a way out of the town.", "He", "the corridor as a way out of the town"),
        ("They oppose leaving the city now.", "They", "leaving the city now"),
        ("The mayor praised the Red Cross.", "The mayor", "the Red Cross"),
        ("The ministry declined to comment.", "The ministry", "to comment"),
    ],
)
def test_words_are_found_whatever_stands_between_them_and_their_speaker(
    nlp: Language, text: str, source: str, content: str
) -> None:
    assert (source, content) in [(row.source, row.content) for row in told(nlp, text)]


def test_what_somebody_wants_belongs_to_whom_we_hear_of(nlp: Language) -> None:
    (row, *_) = told(nlp, '"The road is open," said a doctor who wants to leave.')
    assert row.source == "a doctor who wants to leave"
