"""Which side a description means: "the invading forces", "the defenders", "the militants", "the group".

A side is meant only where the report leaves no doubt: one side invades, one holds out, one armed group is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.coreference.sides import enemy_of, publishing_country
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import country_meant, country_named
from siegegraph.ontology.lexicon.names import name_words

_FIGHTING = frozenset({"ArmedForces", "ArmedGroup", "MilitaryUnit"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GROUPS = frozenset({"group", "movement", "organisation", "organization"})
_NAMELESS_GROUP = frozenset({"ArmedForces", "Government", "PeopleGroup", "MilitaryUnit"})
_MILITANT = frozenset({"armed", "militant", "terrorist", "terror", "rebel", "jihadist", "extremist", "insurgent"})
_GROUP_REACH = 2
_RULING = frozenset({"government", "regime"})
_ATTACKING = frozenset({"attack", "storm", "besiege", "encircle", "assault", "raid", "surround"})


class PartyDescriptions:
    """The sides that one Doc names, by what they do in it."""

    def __init__(self, doc: Doc, mentions: Sequence[tuple[EntityMention, Token]]) -> None:
        self._doc = doc
        self._bodies = [(e, root) for e, root in mentions if e.type == "Organisation" and e.id]
        self._fighting = [(e, root) for e, root in self._bodies if e.subtype in _FIGHTING]
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._places = [(e, root) for e, root in mentions if e.type == "Place" and e.subtype == "Country"]
        self._published_by = publishing_country(doc)

    def meant(self, token: Token, modifiers: set[str]) -> str | None:
        """The side that a description of this head and these words before it means, or None."""
        word = token.lower_
        if apposed := self._apposed(token):
            return apposed
        if word in name_words("invader") or (word in name_words("force") and modifiers & name_words("invading")):
            return self._only(self._invaders())
        if word == "enemy" and not modifiers:
            return self._enemy(token)
        if word in name_words("force") and any(child.lower_ in _RULING for child in token.children):
            return self._government_side()
        if word in name_words("attacker"):
            return self._only(self._attackers())
        if word in name_words("defender"):
            return self._only(self._defenders()) or self._only(self._holding_out())
        if word in name_words("force") and modifiers & (name_words("besieged") | {"defending"}):
            return self._only(self._defenders())
        if word in name_words("fighter") and not modifiers - name_words("besieged"):
            return self._armed_group(token, word)
        return self._group(token) if word in _GROUPS and not modifiers - _MILITANT else None

    def _apposed(self, token: Token) -> str | None:
        """Who stands beside a description of fighters: "the defenders, Islamic State fighters, dug tunnels"."""
        if token.lower_ not in name_words("fighter") | name_words("defender"):
            return None
        beside = {child.i for child in token.children if child.dep_ == "appos"}
        return self._only(e for e, root in self._fighting if root.i in beside)

    def own_forces(self) -> str | None:
        """ "Our forces" in what a country's ministry or army publishes, where the report names them."""
        return self._only(self._forces_of({self._published_by})) if self._published_by else None

    def _enemy(self, token: Token) -> str | None:
        """Whom the body that publishes the report, or that says so in the sentence, fights against."""
        says = {child.i for verb in token.ancestors for child in verb.children if child.dep_ == "nsubj"}
        speaking = {(e.id or "").partition(":")[2] for e, root in self._bodies if root.i in says and root.i < token.i}
        countries = {code for code in speaking if code.isupper()}
        country = self._published_by if not countries else countries.pop() if len(countries) == 1 else None
        return enemy_of(country, (e for e, _ in self._fighting)) if country else None

    def _government_side(self) -> str | None:
        """The forces of the one government that fights or is named: "government troops"."""
        keys = {e.id or "" for e, _ in self._bodies}
        armies = {key for key in keys if key.startswith("armed-forces:")}
        ruled = {key for key in armies if key.replace("armed-forces", "government") in keys}
        return next(iter(ruled or armies)) if len(ruled or armies) == 1 else None

    def _attackers(self) -> Iterator[EntityMention]:
        """Who invades, or is said to attack, storm or besiege the place."""
        yield from self._invaders()
        for entity, root in self._fighting:
            if root.dep_ == "nsubj" and root.head.lemma_ in _ATTACKING:
                yield entity

    def _only(self, entities: Iterable[EntityMention]) -> str | None:
        found = {entity.id for entity in entities}
        return found.pop() if len(found) == 1 else None

    def _invaders(self) -> Iterator[EntityMention]:
        """The forces that invade, or those of the country that does or whose invasion it is."""
        codes: set[str] = set()
        for entity, root in self._bodies:
            if root.dep_ in _SUBJECTS and root.head.lemma_ == "invade":
                yield entity
        for entity, root in self._places:
            invading = root.dep_ == "nsubj" and root.head.lemma_ == "invade"
            owning = root.dep_ == "poss" and root.head.lower_ == "invasion"
            if (invading or owning) and (code := country_named(entity.text)):
                codes.add(code)
        for token in self._doc:
            if token.lower_ == "invasion":
                codes |= {code for child in token.children if (code := _country_of(child))}
        yield from self._forces_of(codes)

    def _forces_of(self, codes: set[str]) -> Iterator[EntityMention]:
        keys = {f"armed-forces:{code}" for code in codes}
        return (entity for entity, _ in self._fighting if entity.id in keys)

    def _defenders(self) -> Iterator[EntityMention]:
        """Who is called a defender or besieged, or is said to defend the place."""
        for entity, root in self._fighting:
            words = {word.lower() for word in entity.text.split()}
            before = {child.lower_ for child in root.children if child.dep_ == "amod"}
            called = words & name_words("defender") or (words | before) & (name_words("besieged") | {"defending"})
            defends = root.dep_ in _SUBJECTS and root.head.lemma_ == "defend" and root.dep_ == "nsubj"
            if called or defends:
                yield entity

    def _holding_out(self) -> Iterator[EntityMention]:
        for entity, root in self._fighting:
            if root.dep_ == "nsubj" and _holds_out(root.head):
                yield entity

    def _armed_group(self, token: Token, word: str) -> str | None:
        """The armed group named before, the one called by this very word first of all; of several groups none."""
        groups = [(e, root) for e, root in self._fighting if e.subtype != "ArmedForces"]
        before = [e for e, root in groups if root.i < token.i]
        if called := self._only(e for e in before if word in e.text.lower().split()):
            return called
        if word == "gunmen" or not before:
            return None
        # Units have fighters too, while militants and rebels are an armed group's.
        return self._only(e for e, _ in groups if word == "fighters" or e.subtype == "ArmedGroup")

    def _group(self, token: Token) -> str | None:
        """The one body that the sentences just before name, an armed group above all; armies and governments aside."""
        here = self._sentence[token.i]
        near = [
            e
            for e, root in self._bodies
            if root.i < token.i and here - self._sentence[root.i] <= _GROUP_REACH and e.subtype not in _NAMELESS_GROUP
        ]
        return self._only(e for e in near if e.subtype == "ArmedGroup") or self._only(near)


def _holds_out(verb: Token) -> bool:
    if verb.lemma_ in ("resist", "withstand", "repel", "repulse"):
        return True
    return verb.lemma_ == "hold" and any(child.lower_ == "out" for child in verb.children)


def _country_of(token: Token) -> str | None:
    return country_meant(token.text) if token.dep_ in ("amod", "poss", "compound", "nmod") else None
