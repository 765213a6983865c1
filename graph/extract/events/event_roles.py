"""Who and what takes part in an event and where it happened: grammatical functions read as the roles of its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from siegegraph.graph.extract.events.noun_kinds import NounKinds
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import (
    agents,
    children,
    complements,
    counting_noun,
    deep_objects,
    deep_subjects,
    governing_verb,
    is_infinitive,
    is_passive,
    is_verb,
    meant_noun,
    subjects,
    with_conjuncts,
)
from siegegraph.ontology.lexicon.cues import cues
from siegegraph.ontology.lexicon.events import LightVerb, Role, event_lexicon
from siegegraph.ontology.lexicon.word_classes import word_class

_PLACE_PREPOSITIONS = word_class("place_preposition")
_PLACES_ALWAYS = frozenset({"in", "at", "near", "inside", "around", "outside", "throughout", "within", "across"})
# "With the mediation of", "under the auspices of".
_GO_BETWEEN = frozenset({"mediation", "auspices", "brokerage"})
_SUBJECT = Role("actor")
# What is told after these need not be where the clause is: "killed in Bakhmut since the invasion".
_ELSEWHERE = frozenset({"since", "before", "until", "about", "despite", "over"})


@dataclass(frozen=True, slots=True)
class Participant:
    """A noun in a role; `role` None where it is only a place. `shared`: told with another verb than the event's own.

    `pronoun` is the "them" of "23 of them", where `noun` is what it stands for.
    """

    noun: Token
    role: str | None
    is_place: bool = False
    shared: bool = False
    pronoun: Token | None = None


class RoleReader:
    """Reads the participants of events off one Doc, other events' nouns among them."""

    def __init__(self, kinds: NounKinds) -> None:
        self._kinds = kinds

    def participants(self, reading: Reading) -> list[Participant]:
        """The participants of one event, each noun once, in text order."""
        found: dict[int, Participant] = {}
        own = list(self._all(reading))
        for participant in [*own, *self._ways_of(reading, own), *self._places_of(own)]:
            noun = participant.noun
            if noun in reading.tokens:
                continue
            earlier = found.get(noun.i)
            if earlier is None or (earlier.role is None and participant.role is not None):
                found[noun.i] = participant
        return sorted(found.values(), key=lambda participant: participant.noun.i)

    def _all(self, reading: Reading) -> Iterator[Participant]:
        yield from self._functions(reading)
        yield from self._complements(reading)
        yield from self._places_around(reading)

    def _functions(self, reading: Reading) -> Iterator[Participant]:
        roles = reading.trigger.roles
        if reading.trigger.pos == "N":
            yield from self._of_noun(reading)
        elif reading.head.pos_ in ("VERB", "AUX") and reading.trigger.pos == "V":
            yield from self._of_verb(reading)
        else:
            if reading.carrier is not None and reading.light is not None:
                yield from self._of_light_verb(reading, reading.carrier, reading.light)
            described = _described(reading.head)
            yield from self._filled(roles.get("obj") if reading.trigger.pos == "V" else roles.get("subj"), described)
            if reading.head.dep_ == "oprd":
                yield from self._filled(_SUBJECT, deep_subjects(reading.head.head))

    def _of_verb(self, reading: Reading) -> Iterator[Participant]:
        roles, verb = reading.trigger.roles, reading.head
        own = _own_words(verb)
        objects = [noun for noun in deep_objects(verb) if noun not in reading.tokens]
        yield from self._filled(roles.get("obj"), objects, own)
        if "dative" in roles:
            yield from self._filled(roles["dative"], children(verb, "dative"), own)
        if "comp" in roles and len(reading.tokens) > 1:
            for modifier in children(reading.tokens[-1], "amod", "compound", "nmod", "poss"):
                if self._kinds.is_nationality(modifier):
                    yield from self._filled(roles["comp"], [modifier])
        if reading.trigger.type == "Appeal":
            asked = (clause for clause in children(verb, "advcl", "ccomp", "xcomp") if is_infinitive(clause))
            called = [noun for clause in asked for noun in children(clause, "nsubj")]
            yield from self._filled(Role("target"), [each for noun in called for each in with_conjuncts(noun)], own)
        # "The ship sank" and "people died" have no object: a frame may read the subject as one.
        yield from self._filled(roles.get("subj"), deep_subjects(verb), own)

    def _of_noun(self, reading: Reading) -> Iterator[Participant]:
        roles, noun = reading.trigger.roles, reading.head
        subject = roles.get("subj", _SUBJECT)
        for owner in children(noun, "poss"):
            if owner.ent_type_ not in ("DATE", "TIME"):
                yield from self._filled(roles.get("poss", self._owner_role(reading)), with_conjuncts(owner))
        for modifier in children(noun, "compound", "amod", "nmod"):
            yield from self._of_modifier(reading, modifier)
        if reading.trigger.type == "CeasefireViolation" and noun.dep_ == "pobj" and noun.head.lower_ == "in":
            verb = governing_verb(noun)  # "shelled the town in breach of the truce"
            yield from self._filled(subject, deep_subjects(verb) if verb is not None else [], set())
        for participle in children(noun, "acl"):
            mediated = participle.lemma_ in ("broker", "mediate")
            yield from self._filled(Role("mediator") if mediated else subject, agents(participle))
        if reading.carrier is not None and reading.light is not None:
            yield from self._of_light_verb(reading, reading.carrier, reading.light)

    def _owner_role(self, reading: Reading) -> Role:
        """Who a noun's possessive is: the doer, but where a nation is named as such, what it is done to."""
        roles, noun = reading.trigger.roles, reading.head
        subject = roles.get("subj", _SUBJECT)
        done_by = any(self._kinds.is_nationality(child) for child in children(noun, "amod", "compound", "nmod"))
        return roles.get("obj", subject) if done_by else subject

    def _of_modifier(self, reading: Reading, modifier: Token) -> Iterator[Participant]:
        roles = reading.trigger.roles
        kind = self._kinds.type_of(modifier)
        if kind == "Place" and modifier.tag_ in ("NNP", "NNPS"):
            yield Participant(modifier, None, is_place=True)
        elif kind in ("Place", "Organisation"):
            yield from self._filled(roles.get("comp", roles.get("subj", _SUBJECT)), [modifier])
        elif kind == "Weapon" or self._kinds.fits(modifier, "@weapon"):
            yield Participant(modifier, "instrument")
        elif kind is None and self._is_doer(modifier) and not _names_doer(reading.head):
            yield from self._filled(roles.get("comp", roles.get("subj", _SUBJECT)), [modifier])
        elif "comp" in roles and self._kinds.fits(modifier, "@people"):
            yield Participant(modifier, roles["comp"].name)

    def _of_light_verb(self, reading: Reading, verb: Token, light: LightVerb) -> Iterator[Participant]:
        roles, part = reading.trigger.roles, light.subject
        if part in ("event", "opponent") or (light.aspect == "end" and self._has_doer(reading.head)):
            return
        role = roles.get("obj") if part == "undergoer" and reading.trigger.pos == "N" else roles.get("subj")
        if part == "undergoer" and role is None:
            role = roles.get("of")
        performers = agents(verb) if is_passive(verb) else subjects(verb)
        yield from self._filled(role, performers, set(verb.subtree))

    def _is_doer(self, modifier: Token) -> bool:
        """A common noun for those who act: "a rebel attack", "government shelling"."""
        return any(self._kinds.fits(modifier, wanted) for wanted in ("@force", "@nation"))

    def _has_doer(self, noun: Token) -> bool:
        """Whether the noun says itself who does it: "halted the rebels' advance"."""
        modifiers = children(noun, "amod", "compound", "nmod")
        return _names_doer(noun) or any(self._kinds.is_nationality(m) or self._is_doer(m) for m in modifiers)

    def _complements(self, reading: Reading) -> Iterator[Participant]:
        """What prepositions add, to the trigger words and to the light verb."""
        heads = [*reading.tokens, *_sharing(reading.head)]
        if reading.carrier is not None:
            heads.append(reading.carrier)
        for head in heads:
            for preposition, noun in complements(head):
                yield from self._of_preposition(reading, preposition, noun)

    def _of_preposition(self, reading: Reading, preposition: str, noun: Token) -> Iterator[Participant]:
        if noun.ent_type_ in ("DATE", "TIME"):
            return
        if noun.lemma_ in _GO_BETWEEN:
            for _, mediator in complements(noun):
                yield Participant(meant_noun(mediator), "mediator")
            return
        role = reading.trigger.roles.get(preposition)
        is_place = self._is_place(noun)
        if role is not None and not self._fits_role(role, preposition, noun):
            role = None
        if reading.trigger.type == "Appeal" and preposition == "for" and self._is_addressee(noun):
            role = Role("target")  # "appealed for leaders to help"
        if role is not None and role.name == "target" and preposition in _PLACES_ALWAYS and _hits_object(reading):
            role = Role(None, is_place=True)  # "engaged the enemy at the plant"
        if role is not None and role.name == "beneficiary" and self._kinds.is_local(noun):
            role = Role("origin", is_place=True) if preposition == "of" else Role("destination")
        if role is not None:
            place = is_place and (role.is_place or (preposition in _PLACES_ALWAYS and role.name != "destination"))
            yield Participant(meant_noun(noun), role.name, is_place=place)
        elif preposition in _PLACE_PREPOSITIONS and is_place:
            yield Participant(meant_noun(noun), None, is_place=True)

    def _is_addressee(self, noun: Token) -> bool:
        return any(self._kinds.fits(noun, kind) for kind in ("@people", "@person", "@nation"))

    def _fits_role(self, role: Role, preposition: str, noun: Token) -> bool:
        if preposition == "with" and role.name == "instrument":
            return self._kinds.fits(noun, "@weapon")
        if role.name == "victim":
            return self._can_suffer(noun)
        if preposition in ("from", "with", "between") and role.name == "actor":
            return any(self._kinds.fits(noun, kind) for kind in ("@nation", "@force", "@people", "@person"))
        return not self._kinds.fits(noun, "@manner")

    def _places_around(self, reading: Reading) -> Iterator[Participant]:
        """Places that the clauses above the trigger are set in: "In Kherson, troops fired at a crowd, killing two"."""
        verb: Token | None = reading.predicate
        yield from self._holder_of(reading)
        while verb is not None:
            for preposition, noun in complements(verb):
                if preposition in _PLACES_ALWAYS and self._is_place(noun) and noun.ent_type_ not in ("DATE", "TIME"):
                    yield Participant(meant_noun(noun), None, is_place=True, shared=verb != reading.predicate)
            if verb.dep_ == "pobj" and verb.head.lower_ in _ELSEWHERE:
                return
            if is_infinitive(verb) and verb.head.lemma_ in cues("verb"):
                return  # who calls for something in Paris does not call for it to happen there
            if verb.dep_ not in ("xcomp", "advcl", "conj", "pobj", "pcomp", "dobj", "nsubj", "nsubjpass"):
                return
            verb = governing_verb(verb)

    def _holder_of(self, reading: Reading) -> Iterator[Participant]:
        """The place that is said to have somebody in it: "the clinic has 50 wounded patients inside"."""
        verb = governing_verb(reading.head)
        if verb is not None and verb.lemma_ in ("have", "hold", "house", "shelter"):
            for subject in children(verb, "nsubj"):
                if self._is_place(subject):
                    yield Participant(subject, None, is_place=True)

    def _ways_of(self, reading: Reading, participants: list[Participant]) -> Iterator[Participant]:
        """Whence and whither, where the parse hangs it on who is moved: "patients from the clinic"."""
        for participant in participants:
            if participant.role in ("beneficiary", "victim", "actor", "target") and not participant.is_place:
                for preposition, noun in complements(participant.noun):
                    role = reading.trigger.roles.get(preposition)
                    if role is not None and role.name in ("origin", "destination") and self._is_place(noun):
                        yield Participant(meant_noun(noun), role.name)

    def _places_of(self, participants: list[Participant]) -> Iterator[Participant]:
        """Where what is hit or hurt, and a place itself, is said to be: "a queue in the Dobrinja district"."""
        located = [
            participant
            for participant in participants
            if participant.is_place
            or (participant.role in ("target", "victim", "beneficiary") and not participant.shared)
        ]
        for participant in located:
            for preposition, noun in complements(participant.noun):
                if preposition in _PLACES_ALWAYS and self._is_place(noun):
                    inner = Participant(meant_noun(noun), None, is_place=True, shared=participant.shared)
                    yield inner
                    yield from self._places_of([inner])

    def _can_suffer(self, noun: Token) -> bool:
        """Not things and happenings that coordination brings in: "dead soldiers and burnt vehicles"."""
        thing = any(self._kinds.fits(noun, kind) for kind in ("@vehicle", "@weapon", "@structure"))
        return noun.pos_ == "PROPN" or not (thing or noun.lemma_.lower() in event_lexicon().nouns)

    def _is_means(self, noun: Token, role: str) -> bool:
        """A weapon, a vehicle or an attack: what something is done with, not who does it; of a cargo, the convoy."""
        if noun.pos_ == "PROPN" and not noun.is_sent_start:
            return False
        if role == "topic":
            return self._kinds.fits(noun, "@transport")
        means = self._kinds.fits(noun, "@weapon") or self._kinds.fits(noun, "@vehicle")
        return means or noun.lemma_.lower() in event_lexicon().nouns

    def _is_place(self, noun: Token) -> bool:
        return any(self._kinds.fits(noun, kind) for kind in ("@place", "@structure"))

    def _filled(self, role: Role | None, nouns: list[Token], own: set[Token] | None = None) -> Iterator[Participant]:
        if role is None:
            return
        for noun in nouns:
            meant = _singled_out(noun)
            name = role.name
            if name == "victim" and not self._can_suffer(meant):
                continue
            if name == "actor" and self._kinds.fits(meant, "@manner"):
                continue
            if name in ("actor", "topic") and self._is_means(meant, name):
                name = "instrument"
            told = meant_noun(noun)
            pronoun = told if told != meant else None
            shared = pronoun is not None or (own is not None and noun not in own)
            if name == "instrument":
                owners = [o for child in children(meant, "amod", "compound", "poss") for o in (child, *child.conjuncts)]
                yield from (Participant(o, "actor", shared=shared) for o in owners if self._kinds.is_nationality(o))
            is_place = role.is_place and self._is_place(noun)
            yield Participant(meant, name, is_place=is_place, shared=shared, pronoun=pronoun)


def _singled_out(noun: Token) -> Token:
    """What a counting head counts; of "23 of them" in a clause beside another, that one's subject."""
    meant = meant_noun(noun)
    verb = noun.head
    if meant == noun or meant.lower_ not in ("them", "whom") or not is_verb(verb):
        return meant
    main = [verb.head] if verb.dep_ in ("advcl", "ccomp", "conj", "relcl") else children(verb, "ccomp")
    found = [subject for other in main if is_verb(other) for subject in children(other, "nsubj", "nsubjpass")]
    return meant_noun(found[0]) if len(found) == 1 and found[0].i < noun.i else meant


def _names_doer(noun: Token) -> bool:
    """Whether an owner or a "by" says who does it."""
    return bool(children(noun, "poss")) or any(preposition == "by" for preposition, _ in complements(noun))


def _hits_object(reading: Reading) -> bool:
    """Whether the verb's own object is what is attacked, so that a place beside it is only where."""
    role = reading.trigger.roles.get("obj") if reading.trigger.pos == "V" else None
    return role is not None and role.name == "target" and bool(deep_objects(reading.head))


def _sharing(noun: Token) -> list[Token]:
    """The noun beside it whose complements are its own too: "the siege and capture of Palmyra"."""
    if noun.pos_ != "NOUN" or children(noun, "prep"):
        return []
    others = [*children(noun, "conj"), *([noun.head] if noun.dep_ == "conj" else [])]
    return [other for other in others if abs(other.i - noun.i) == 2 and other.pos_ == "NOUN"]


def _own_words(verb: Token) -> set[Token]:
    """The words told together with a verb: its own, and for a participle those of the noun that it describes."""
    if verb.dep_ == "ccomp" and is_passive(verb) and not agents(verb):
        return set(verb.head.subtree)
    while verb.dep_ == "xcomp" and is_verb(verb.head):
        verb = verb.head
    if verb.dep_ not in ("acl", "amod"):
        return set(verb.subtree)
    noun = counting_noun(verb.head)
    return set((noun.head if verb.dep_ == "acl" and noun.dep_ == "dobj" else noun).subtree)


def _described(adjective: Token) -> list[Token]:
    """What an adjective or participle is said of: "troops" of "injured troops" and of "troops are injured"."""
    if adjective.dep_ == "amod":
        return with_conjuncts(adjective.head)
    if adjective.dep_ in ("acomp", "attr", "oprd", "conj"):
        verb = governing_verb(adjective)
        if adjective.dep_ == "oprd" and verb is not None and not is_passive(verb):
            return deep_objects(verb)
        return subjects(verb) if verb is not None else []
    return []
