from __future__ import annotations

import re
from datetime import date

import pytest
from spacy.language import Language

from siegegraph.graph.extract.attributions.attributions import Attributions
from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.relations.relations import Relations, score_relations
from siegegraph.graph.model.extraction import (
    Bounds,
    EntityMention,
    EventArgument,
    EventMention,
    Reference,
    RelationMention,
    TimeExpression,
)
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.titles import title_ending

PUBLISHED = date(1993, 4, 16)
KINDS = {"P": "Person", "O": "Organisation", "L": "Place"}


def annotated(nlp: Language, marked: str, **more: object) -> tuple[str, Annotations]:
    """The annotations of a text in which names are marked as [P:Ivan Koval] or [O/MilitaryUnit:4th Corps]."""
    text, entities = "", []
    at = 0
    for match in re.finditer(r"\[(\w)(?:/(\w+))?:([^\]]+)\]", marked):
        text += marked[at : match.start()]
        start, at = len(text), match.end()
        text += match[3]
        entities.append(
            EntityMention(
                start=start, end=len(text), text=match[3], type=KINDS[match[1]], subtype=match[2], id=match[3]
            )
        )
    text += marked[at:]
    doc = nlp(text)
    read = Annotations(report=Report(text=text, published=PUBLISHED), entities=tuple(entities))
    doc._.annotations = read
    for name, value in more.items():
        setattr(read, name, value(text) if callable(value) else value)
    Relations()(Attributions()(doc))
    return text, annotations_of(doc)


def relations(nlp: Language, marked: str, **more: object) -> list[tuple[str, str, str]]:
    text, read = annotated(nlp, marked, **more)
    return [
        (
            text[slice(*row.subject)],
            row.predicate,
            row.object if isinstance(row.object, str) else text[slice(*row.object)],
        )
        for row in read.relations
    ]


@pytest.mark.parametrize(
    ("marked", "relation"),
    [
        ("The [L/Facility:Tower Hospital] in [L/Settlement:Brod] burned.", ("Tower Hospital", "within", "Brod")),
        ("[L/Settlement:Brod]'s [L/Facility:Tower Hospital] burned.", ("Tower Hospital", "within", "Brod")),
        ("[L/Settlement:Brod], a town in [L/Region:Posavina], fell.", ("Brod", "within", "Posavina")),
        ("He reached [L/Settlement:Brod], [L/Country:Bosnia], at night.", ("Brod", "within", "Bosnia")),
        ("[L/Settlement:Brod] lies in [L/Region:Posavina].", ("Brod", "within", "Posavina")),
        ("They left [L/Settlement:Brod] in the [L/Region:Posavina], where it rained.", ("Brod", "within", "Posavina")),
        (
            "They were taken out of [L/Settlement:Brod] and [L/Settlement:Jajce], two poor villages in "
            "[L/Region:Posavina] that rebels besieged.",
            ("Brod", "within", "Posavina"),
        ),
        ("Shells hit the [L/Settlement:Mosul] suburb of [L/Settlement:Kolibe].", ("Kolibe", "within", "Mosul")),
        ("Shells hit the [L/Settlement:Kolibe] district of [L/Settlement:Mosul].", ("Kolibe", "within", "Mosul")),
        ("[L/Settlement:Brod] is the site of the [L/Facility:Tower Hospital].", ("Tower Hospital", "within", "Brod")),
        ("Maj. [P:Ivan Koval] stayed.", ("Ivan Koval", "rank", "Major")),
        ("Lt. Col. [P:Ivan Koval] stayed.", ("Ivan Koval", "rank", "Lieutenant Colonel")),
        ("President **[P:Ana Lukic]** left.", ("Ana Lukic", "office", "President")),
        ("President [P:Ana Lukic] left.", ("Ana Lukic", "office", "President")),
        ("[L/Country:Bosnia]'s foreign minister [P:Ana Lukic] left.", ("Ana Lukic", "office", "Foreign Minister")),
        ("[L/Country:Bosnia]'s foreign minister [P:Ana Lukic] left.", ("Ana Lukic", "member_of", "Bosnia")),
        ("[P:Ana Lukic], the mayor of [L/Settlement:Brod], left.", ("Ana Lukic", "office", "Mayor")),
        ("The mayor of [L/Settlement:Brod], [P:Ana Lukic], left.", ("Ana Lukic", "office", "Mayor")),
        ("[P:Ana Lukic], a surgeon, left.", ("Ana Lukic", "office", "Surgeon")),
        ("[P:Ana Lukic] worked as a nurse at [L/Facility:Brod hospital].", ("Ana Lukic", "office", "Nurse")),
        ("[P:Ana Lukic] worked as a nurse at [L/Facility:Brod hospital].", ("Ana Lukic", "member_of", "Brod hospital")),
        ("[P:Ivan Koval] fought with the [O/MilitaryUnit:4th Corps].", ("Ivan Koval", "member_of", "4th Corps")),
        ("[O:Radio One], which belongs to the [O:Front], said so.", ("Radio One", "member_of", "Front")),
        (
            "[L/Settlement:Brod] and [L/Settlement:Jajce], two towns in [L/Region:Posavina], fell.",
            ("Brod", "within", "Posavina"),
        ),
        (
            "The [O:Front], backed by [L/Country:Iran] and by [O:Hezbollah], fired.",
            ("Front", "allied_with", "Hezbollah"),
        ),
        ("“My brother [P:Ivan Koval] was hurt,” said [P:Ana Lukic].", ("Ivan Koval", "family_of", "Ana Lukic")),
        ("[P:Ana Lukic] and her son [P:Ivan Koval] fled.", ("Ivan Koval", "family_of", "Ana Lukic")),
        ("[P:Ana Lukic] is the deputy mayor of [L/Settlement:Brod].", ("Ana Lukic", "office", "Deputy Mayor")),
        (
            "[P:Ivan Koval], commander of the [O/MilitaryUnit:4th Corps], spoke.",
            ("Ivan Koval", "commands", "4th Corps"),
        ),
        ("[O/MilitaryUnit:4th Corps] commander [P:Ivan Koval] spoke.", ("Ivan Koval", "commands", "4th Corps")),
        (
            "The [O/MilitaryUnit:4th Corps], led by Gen. [P:Ivan Koval], withdrew.",
            ("Ivan Koval", "commands", "4th Corps"),
        ),
        ("Maj. [P:Ivan Koval] of the [O:4th Corps] spoke.", ("Ivan Koval", "member_of", "4th Corps")),
        ("[P:Ivan Koval], a medic with the [O:4th Corps], spoke.", ("Ivan Koval", "member_of", "4th Corps")),
        ("[O:4th Corps] spokesman [P:Ivan Koval] spoke.", ("Ivan Koval", "member_of", "4th Corps")),
        ("The [O:2nd Battalion] of the [O:4th Corps] withdrew.", ("2nd Battalion", "member_of", "4th Corps")),
        ("[O/ArmedGroup:Hamas] controls [L:Rafah].", ("Hamas", "controls", "Rafah")),
        ("The town of [L:Brod] is held by the [O:4th Corps].", ("4th Corps", "controls", "Brod")),
        ("[O:Houthi]-held [L:Sanaa] was bombed.", ("Houthi", "controls", "Sanaa")),
        ("[L:Brod] is under the control of the [O:4th Corps].", ("4th Corps", "controls", "Brod")),
        ("The [O/MilitaryUnit:4th Corps] is trapped in [L:Brod].", ("4th Corps", "located_in", "Brod")),
        ("[P:Ivan Koval] slept in the basement of [L:Brod Hospital].", ("Ivan Koval", "located_in", "Brod Hospital")),
        ("The [O/ArmedGroup:Front], the largest group in [L:Brod], fired.", ("Front", "located_in", "Brod")),
        ("The [O:4th Corps] holds 60% of [L:Brod].", ("4th Corps", "controls", "Brod")),
        ("[P:Ivan Koval] remained in [L:Brod].", ("Ivan Koval", "located_in", "Brod")),
        ("[L/Country:Iran]-backed [O:Hezbollah] fired.", ("Hezbollah", "allied_with", "Iran")),
        ("[L/Country:Iran] backs [O:Hezbollah].", ("Iran", "allied_with", "Hezbollah")),
        ("The [O:Front] is allied with the [O:League].", ("Front", "allied_with", "League")),
        ("The [O/MilitaryUnit:4th Corps] fought alongside the [O:Legion].", ("4th Corps", "allied_with", "Legion")),
        ("[L/Country:Russia] denied it. Russian-backed [O:Front] fighters left.", ("Front", "allied_with", "Russian")),
        ("[L/Country:Russia] denied it. They saw the Russian-held town of [L:Brod].", ("Russian", "controls", "Brod")),
        ("The [O:Front], whose headquarters are in [L:Brod], fired.", ("Front", "located_in", "Brod")),
        ("[L:Brod], a town controlled by the [O:Front], fell.", ("Front", "controls", "Brod")),
        ("The [O:Front] appointed [P:Ana Lukic] as mayor of [L/Settlement:Brod].", ("Ana Lukic", "office", "Mayor")),
        ("[P:Ana Lukic], UN secretary-general, spoke.", ("Ana Lukic", "office", "Secretary-General")),
        ("[P:Ana Lukic] and [P:Ivan Koval] live in [L:Brod].", ("Ivan Koval", "located_in", "Brod")),
        ("[O:Hezbollah], an ally of [L/Country:Iran], fired.", ("Hezbollah", "allied_with", "Iran")),
        ("[L/Country:Iran] supplies [O:Hezbollah] with rockets.", ("Iran", "supplies", "Hezbollah")),
        ("[L/Country:Iran] sends missiles to [O:Hezbollah].", ("Iran", "supplies", "Hezbollah")),
        ("[P:Ivan Koval] is being held by [L/Country:Bosnia].", ("Bosnia", "detains", "Ivan Koval")),
        ("Talks between [L/Country:Israel] and [O:Hamas] resumed.", ("Israel", "negotiates_with", "Hamas")),
        ("[P:Ivan Koval]'s wife [P:Olena Koval] fled.", ("Olena Koval", "family_of", "Ivan Koval")),
        ("[P:Olena Koval], the wife of [P:Ivan Koval], fled.", ("Olena Koval", "family_of", "Ivan Koval")),
    ],
)
def test_relations_are_read_off_the_words_that_state_them(
    nlp: Language, marked: str, relation: tuple[str, str, str]
) -> None:
    assert relation in relations(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Former President [P:Ana Lukic] left.",
        "Shells fell on the port city of [L:Brod].",
        "Buses left [L/Settlement:Brod], [L/Settlement:Jajce] and [L/Settlement:Bihac].",
        "[O:Hamas] attacked the convoy near [L:Rafah].",
        "[L/Country:Bosnia] sent a letter to [O:Hamas].",
        "[P:Ana Lukic] met [P:Ivan Koval] and his commander.",
        "Russian-backed [O:Front] fighters left.",
        "There was fighting between [O/ArmedGroup:Front] and [O/ArmedGroup:League] in [L:Brod].",
        "In [L/Settlement:Paris], [L/Country:Bosnia]'s envoys talked.",
        "[P:Ivan Koval] fought with the [O:rebels].",
    ],
)
def test_nothing_is_read_where_nothing_is_stated(nlp: Language, marked: str) -> None:
    assert relations(nlp, marked) == []


def test_a_relative_is_tied_to_whom_the_pronoun_means(nlp: Language) -> None:
    def his(text: str) -> tuple[Reference, ...]:
        at = text.index("his")
        return (Reference(start=at, end=at + 3, entity="Ivan Koval"),)

    marked = "[P:Ivan Koval] called his wife [P:Olena Koval]."
    assert ("Olena Koval", "family_of", "his") in relations(nlp, marked, mentions=his)


def test_a_minister_met_in_a_country_is_not_said_to_be_of_it(nlp: Language) -> None:
    found = relations(nlp, "In [L/Country:Turkey] Minister [P:Ivan Koval] met refugees.")
    assert found == [("Ivan Koval", "office", "Minister")]


def test_that_somebody_described_is_what_the_description_says_is_no_news(nlp: Language) -> None:
    assert relations(nlp, "[P:The envoy] left.") == []


@pytest.mark.parametrize(
    ("verb", "type_", "role", "more", "found"),
    [
        ("left", "Withdrawal", "origin", {}, [("Front", "located_in", "Brod")]),
        ("left", "Withdrawal", "origin", {"modality": "future"}, [("Front", "located_in", "Brod")]),
        ("left", "Withdrawal", "origin", {"modality": "denied"}, []),
        ("entered", "GroundAssault", "target", {}, [("Front", "located_in", "Brod")]),
        ("stormed", "GroundAssault", "target", {}, [("Front", "attacks", "Brod")]),
        ("approached", "GroundAssault", "target", {}, []),
        ("reached", "Redeployment", "destination", {}, [("Front", "located_in", "Brod")]),
        ("sent", "Redeployment", "destination", {}, []),
    ],
)
def test_coming_and_going_tell_where_somebody_is(
    nlp: Language, verb: str, type_: str, role: str, more: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    def event(text: str) -> tuple[EventMention, ...]:
        ends = (("actor", "Front"), (role, "Brod"))
        arguments = tuple(
            EventArgument(role=name, start=text.index(word), end=text.index(word) + len(word)) for name, word in ends
        )
        at = text.index(verb)
        return (EventMention(start=at, end=at + len(verb), type=type_, arguments=arguments, **more),)  # type: ignore[arg-type]

    marked = f"The [O/ArmedGroup:Front] {verb} [L/Settlement:Brod]."
    assert relations(nlp, marked, events=event) == found


def test_what_is_named_for_a_town_lies_in_it(nlp: Language) -> None:
    def nested(text: str) -> tuple[EntityMention, ...]:
        names = (("Brod hospital", "Facility"), ("Brod", "Settlement"))
        at = text.index("Brod")
        return tuple(
            EntityMention(start=at, end=at + len(name), text=name, type="Place", subtype=kind, id=name)
            for name, kind in names
        )

    assert relations(nlp, "Shells hit Brod hospital.", entities=nested) == [("Brod hospital", "within", "Brod")]


def test_the_quote_is_the_shortest_stretch_with_both_ends(nlp: Language) -> None:
    text, read = annotated(nlp, "On Friday [P:Ana Lukic], the mayor of [L:Brod], left for [L:Jajce].")
    quotes = {text[slice(*row.quote)] for row in read.relations if row.quote is not None}
    assert quotes == {"Ana Lukic, the mayor of Brod"}


def test_a_present_state_goes_on_when_the_report_appears(nlp: Language) -> None:
    _, read = annotated(nlp, "[O:Hamas] controls [L:Rafah].")
    row = read.relations[0]
    assert row.ongoing
    assert row.bounds == Bounds(begin_latest=PUBLISHED, end_earliest=PUBLISHED)


def test_a_state_takes_the_time_of_its_clause(nlp: Language) -> None:
    def monday(text: str) -> tuple[TimeExpression, ...]:
        at = text.index("Monday")
        return (TimeExpression(start=at, end=at + 6, text="Monday", type="DATE"),)

    _, read = annotated(nlp, "The [O/MilitaryUnit:4th Corps] was encircled in [L:Brod] on Monday.", times=monday)
    assert [row.time for row in read.relations] == [0]


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[O:Hamas] does not control [L:Rafah].", ("asserted", "negative")),
        ("[O:Hamas] will control [L:Rafah].", ("future", "positive")),
        ("The mayor denied that [O:Hamas] controls [L:Rafah].", ("denied", "positive")),
    ],
)
def test_modality_and_polarity_follow_clause_and_speaker(nlp: Language, marked: str, stance: tuple[str, str]) -> None:
    _, read = annotated(nlp, marked)
    assert [(row.modality, row.polarity) for row in read.relations] == [stance]


def test_a_relation_in_somebodys_words_is_theirs(nlp: Language) -> None:
    _, read = annotated(nlp, "The ministry said [O:Hamas] controls [L:Rafah].")
    assert [row.attribution for row in read.relations] == [0]


def test_a_title_is_the_outlets_own_unless_it_stands_in_a_quotation(nlp: Language) -> None:
    _, told = annotated(nlp, "The army said that President [P:Ana Lukic] had left.")
    assert [row.attribution for row in told.relations] == [None]
    _, quoted = annotated(nlp, "“President [P:Ana Lukic] has left,” said the envoy.")
    assert [row.attribution for row in quoted.relations] == [0]


@pytest.mark.parametrize(
    ("words", "canonical", "size"),
    [
        (["Defence", "Minister"], "Defence Minister", 2),
        (["the", "deputy", "commander"], "Deputy Commander", 2),
        (["UN", "Secretary", "-", "General"], "Secretary-General", 3),
        (["Lt", "Gen"], "Lieutenant General", 2),
        (["acting", "president"], "Acting President", 2),
    ],
)
def test_the_longest_title_wins_and_is_written_out(words: list[str], canonical: str, size: int) -> None:
    title = title_ending(words)
    assert title is not None
    assert (title.canonical, title.words) == (canonical, size)


def test_words_that_are_no_title_are_none() -> None:
    assert title_ending(["the", "old", "bridge"]) is None


def test_the_scorer_wants_predicate_and_both_ends() -> None:
    gold = [
        RelationMention(predicate="within", subject=Span(0, 4), object=Span(8, 12)),
        RelationMention(predicate="rank", subject=Span(0, 4), object="Major"),
    ]
    found = [RelationMention(predicate="within", subject=Span(2, 4), object=Span(8, 12))]
    assert score_relations([(gold, found)]) == {
        "relations_p": 1,
        "relations_r": 0.5,
        "relations_f": pytest.approx(2 / 3),
    }
