"""What lies in what: districts in towns, towns in regions, buildings in the towns that they are named for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.statements import Statement, between
from siegegraph.graph.extract.relations.mention_index import MentionIndex, Named, objects_of
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import places
from siegegraph.ontology.lexicon.names import name_words
from siegegraph.ontology.lexicon.relation_words import relation_words

# What may lie in what: a smaller kind of place in a larger one.
_SIZES = {"Facility": 0, "Settlement": 1, "Region": 2, "Country": 3}
# "The port of Brod" is Brod itself, while "the Posavina district of Bosnia" lies in Bosnia.
_NAMED_BY_OF = frozenset({"city", "town", "village", "settlement", "port", "capital"})
_SITES = frozenset({"location", "site", "home"})
_PARTS_OF_TOWN = frozenset({"centre", "center", "outskirt", "outskirts"})
_STAY_PREPOSITIONS = ("in", "at", "inside")
# How far from its comma a description may have its noun: "two mostly Shi'ite farming villages".
_DESCRIPTION = 6


def containments(place: Named, mentions: MentionIndex, main: Callable[[int], Span | None]) -> Iterator[Statement]:
    """What the words around a place say that it lies in; `main` gives the town that the report is about."""
    yield from _within(place, mentions)
    yield from _next_to(place, mentions)
    yield from _in_centre(place, mentions, main)


def part_of_town(noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "The Damascus suburb of Douma", "the Brod neighbourhoods of Kolibe and Vis"; not "the Vis district of Brod"."""
    town = mentions.ending_at(noun.i - 1)
    if town is None or town.type != "Place":
        return
    for token in objects_of(noun, "of"):
        part = mentions.place_at(token)
        if part is not None and _people(town) > _people(part):
            yield from _stated(part, town)
        elif part is not None and _people(part) > _people(town):
            yield from _stated(town, part)


def _people(place: Named) -> int:
    """How many live in the largest place of the name; 0 where the gazetteer has none."""
    name = place.head.doc[place.first : place.last + 1].text
    return max((known.population for known in places(name)), default=0)


def _within(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    head = place.head
    yield from _named_for(place, mentions)
    for outer in objects_of(
        head, *(("in",) if head.lemma_.lower() in _NAMED_BY_OF | relation_words("town_part") else ("in", "of"))
    ):
        yield from _inside(place, mentions.place_at(outer))
    yield from _followed(place, mentions)
    for child in head.children:
        if child.dep_ == "poss":
            yield from _inside(place, mentions.place_at(child))
        elif child.dep_ == "appos":
            yield from _beside(place, child, mentions)
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in relation_words("place_noun"):
        for outer in objects_of(head.head.head, "in"):
            yield from _inside(place, mentions.place_at(outer))
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in relation_words("site_verb"):
        yield from _lying(place, head.head, mentions)


def _lying(place: Named, verb: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X lies in Y", "X is a town in Y", "Y is the site of X"."""
    for outer in objects_of(verb, "in"):
        yield from _inside(place, mentions.place_at(outer))
    for noun in (child for child in verb.children if child.dep_ == "attr"):
        if noun.lemma_ in relation_words("place_noun"):
            for outer in objects_of(noun, "in", "of"):
                yield from _inside(place, mentions.place_at(outer))
        elif noun.lemma_ in _SITES:
            for inner in objects_of(noun, "of", "to"):
                yield from _inside(mentions.place_at(inner), place)


def _beside(place: Named, noun: Token, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X, a town in Y", "W and X, two towns in Y"."""
    if noun.lemma_.lower() not in relation_words("place_noun"):
        return
    others = place.head.conjuncts if noun.tag_ == "NNS" else ()
    for outer in objects_of(noun, "in", "of"):
        for described in (place, *(other for token in others if (other := mentions.place_at(token)))):
            yield from _inside(described, mentions.place_at(outer))


def _next_to(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X in the Y region", "X, two villages in Y": read off the words, since parsers hang both on what went before."""
    doc, at = place.head.doc, place.last + 1
    if doc[at : at + 1].text in (",", "(") and doc[at + 1 : at + 2].text in ("a", "an", "the", "two", "three", "both"):
        noun = next((token for token in doc[at + 2 : at + 2 + _DESCRIPTION] if _is_place_noun(token)), None)
        words = doc[at + 2 : noun.i] if noun is not None else ()
        if noun is None or not all(token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV", "NUM", "PUNCT") for token in words):
            return
        others = _listed_before(place, mentions) if noun.tag_ == "NNS" else []
        for described in (place, *others):
            yield from _inside(described, _place_after(doc, noun.i + 1, ("in", "of"), mentions))
    elif doc[place.first - 1 : place.first].text != "from" and place.subtype in ("Settlement", "Facility", None):
        comma = doc[at : at + 1].text == ","
        outer = _place_after(doc, at + comma, ("in",), mentions)
        if outer is not None and outer.subtype in ("Region", "Country"):
            yield from _inside(place, outer)


def _is_place_noun(token: Token) -> bool:
    return token.lemma_.lower() in relation_words("place_noun")


def _place_after(doc: Doc, index: int, prepositions: tuple[str, ...], mentions: MentionIndex) -> Named | None:
    """The place named right after a preposition at an index, an article aside."""
    if doc[index : index + 1].text not in prepositions:
        return None
    article = doc[index + 1 : index + 2].text == "the"
    found = mentions.starting_at(index + 1) or (mentions.starting_at(index + 2) if article else None)
    return found if found is not None and found.type == "Place" else None


def _listed_before(place: Named, mentions: MentionIndex) -> list[Named]:
    """ "W and X": the places that stand before one in a list."""
    doc, found, first = place.head.doc, list[Named](), place.first
    while doc[max(first - 1, 0) : first].text in ("and", ",") and (other := mentions.ending_at(first - 2)):
        if other.type != "Place":
            break
        found.append(other)
        first = other.first
    return found


def _followed(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """ "X, Y" where Y is a region or a country, and not one more of a list."""
    doc, larger = place.head.doc, mentions.starting_at(place.last + 2)
    if larger is None or doc[place.last + 1].text != "," or larger.subtype not in ("Region", "Country"):
        return
    before, after = mentions.ending_at(place.first - 2), doc[larger.last + 1 : larger.last + 3].text.lstrip(", ")
    listed = place.first > 1 and before is not None and doc[place.first - 1].text == ","
    if doc[larger.last + 1 : larger.last + 2].text in ("'s", "’s"):
        return  # "in Paris, Bosnia's ministry"
    if not listed and not after.startswith(("and", "or", "&")):
        yield from _inside(place, larger)


def _named_for(place: Named, mentions: MentionIndex) -> Iterator[Statement]:
    """What a town's name is part of the name of: "Brod hospital", "the Old City of Brod"."""
    head = place.head
    civic = head.lower_ in relation_words("civic")
    old = head.lower_ in ("city", "town", "quarter") and any(child.lower_ == "old" for child in head.children)
    for index in range(place.first, place.last + 1) if civic or old else ():
        town = mentions.at(head.doc[index])
        if (
            town is not None
            and town != place
            and town.type == "Place"
            and town.subtype in ("Settlement", None)
            and town.entity != place.entity
        ):
            yield Statement("within", place.span, town.span, range(place.first, place.last + 1))


def _in_centre(place: Named, mentions: MentionIndex, main: Callable[[int], Span | None]) -> Iterator[Statement]:
    """ "The theatre in the city centre" lies in the town that the report is about."""
    for noun in objects_of(place.head, *_STAY_PREPOSITIONS):
        town = any(child.lower_ in _NAMED_BY_OF for child in noun.children if child.dep_ == "compound")
        if place.subtype == "Facility" and town and noun.lemma_ in _PARTS_OF_TOWN:
            outer = main(place.span.start)
            if outer is not None and not outer.overlaps(place.span):
                yield Statement("within", place.span, outer, range(place.first, noun.i + 1))


def _inside(place: Named | None, outer: Named | None) -> Iterator[Statement]:
    if place is None or outer is None:
        return
    small, large = _size(place), _size(outer)
    if small is None or large is None or small < large:
        yield from _stated(place, outer)


def _stated(place: Named | None, outer: Named | None) -> Iterator[Statement]:
    if place is not None and outer is not None and outer.entity != place.entity and not outer.span.overlaps(place.span):
        yield Statement("within", place.span, outer.span, between(place, outer))


def _size(place: Named) -> int | None:
    """How large a kind of place it is; a name that says so ("Posavina Oblast") wins over what it was found to be."""
    return _SIZES["Region"] if place.head.text in name_words("region") else _SIZES.get(place.subtype or "")
