"""The small vocabularies that code branches on, as enumerations: each member is its notation and knows its IRI.

A test holds them equal to the Turtle. Event types and finer entity types are data: see `event_types`, `entity_types`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pyoxigraph import NamedNode

from siegegraph.ontology.terms import SG


class Term(StrEnum):
    """A notation with the IRI of the concept or property that it stands for."""

    term: NamedNode

    def __new__(cls, notation: str, term: NamedNode) -> Self:
        """A member: a string (the notation) that carries its IRI as `term`."""
        member = str.__new__(cls, notation)
        member._value_ = notation
        member.term = term
        return member

    @classmethod
    def of(cls, term: NamedNode) -> Self:
        """The member with this IRI; ValueError where there is none."""
        for member in cls:
            if member.term == term:
                return member
        raise ValueError(f"{term} is no {cls.__name__}")


class Modality(Term):
    """How whoever vouches puts a claim forward."""

    ASSERTED = "asserted", SG.asserted
    REPORTED = "reported", SG.reported
    FUTURE = "future", SG.future
    PROPOSED = "proposed", SG.proposed
    POSSIBLE = "possible", SG.possible
    DENIED = "denied", SG.denied


class Polarity(Term):
    """Whether a claim says that it happened."""

    POSITIVE = "positive", SG.positive
    NEGATIVE = "negative", SG.negative


class Certainty(Term):
    """How sure the speaker is."""

    CERTAIN = "certain", SG.certain
    PROBABLE = "probable", SG.probable
    POSSIBLE = "possible", SG.possiblyTrue
    UNKNOWN = "unknown", SG.certaintyUnknown


class Outcome(Term):
    """How an attempt ended."""

    SUCCEEDED = "succeeded", SG.succeeded
    FAILED = "failed", SG.failed
    PARTIAL = "partial", SG.partial
    UNKNOWN = "unknown", SG.outcomeUnknown


class ReadingStatus(Term):
    """Whether a report was read."""

    EXTRACTED = "extracted", SG.extracted
    NOT_EXTRACTED = "not_extracted", SG.notExtracted


class LocationBasis(Term):
    """What the coordinates of a place rest on."""

    GAZETTEER = "gazetteer", SG.byGazetteer
    CONTAINER = "container", SG.byContainer
    GUESS = "guess", SG.byGuess


class Verdict(Term):
    """What a judgement (the first three) or a decision (all but possiblySame) says."""

    SAME = "same", SG.same
    DIFFERENT = "different", SG.different
    POSSIBLY_SAME = "possiblySame", SG.possiblySame
    RENAME = "rename", SG.rename
    RETYPE = "retype", SG.retype
    REJECT = "reject", SG.reject


class DisagreementKind(Term):
    """What the claims of one event can differ on."""

    NUMBER = "number", SG.onNumber
    DATE = "date", SG.onDate
    PLACE = "place", SG.onPlace
    RESPONSIBILITY = "responsibility", SG.onResponsibility
    OUTCOME = "outcome", SG.onOutcome
    NAMING = "naming", SG.onNaming
    OCCURRENCE = "occurrence", SG.onOccurrence


class EntityType(Term):
    """The broad entity types."""

    PERSON = "Person", SG.Person
    PLACE = "Place", SG.Place
    ORGANISATION = "Organisation", SG.Organisation
    WEAPON = "Weapon", SG.Weapon
    VESSEL = "Vessel", SG.Vessel
    OTHER = "Other", SG.OtherEntity


class Role(Term):
    """What somebody is in an event: `term` is the event's property."""

    ACTOR = "actor", SG.actor
    TARGET = "target", SG.target
    VICTIM = "victim", SG.victim
    MEDIATOR = "mediator", SG.mediator
    BENEFICIARY = "beneficiary", SG.beneficiary
    INSTRUMENT = "instrument", SG.instrument
    ORIGIN = "origin", SG.origin
    DESTINATION = "destination", SG.destination
    TOPIC = "topic", SG.topic
    ATTENDEE = "attendee", SG.attendee

    @property
    def slot(self) -> NamedNode:
        """The claim's property for the words that fill the role (sg:actorMention fills sg:actor)."""
        return NamedNode(f"{self.term.value}Mention")


class RelationType(Term):
    """The kinds of relation; `term` is also the property between the two entities."""

    WITHIN = "within", SG.within
    MEMBER_OF = "member_of", SG.memberOf
    COMMANDS = "commands", SG.commands
    OFFICE = "office", SG.office
    RANK = "rank", SG.rank
    CONTROLS = "controls", SG.controls
    LOCATED_IN = "located_in", SG.locatedIn
    ATTACKS = "attacks", SG.attacks
    SUPPLIES = "supplies", SG.supplies
    DETAINS = "detains", SG.detains
    NEGOTIATES_WITH = "negotiates_with", SG.negotiatesWith
    ALLIED_WITH = "allied_with", SG.alliedWith
    FAMILY_OF = "family_of", SG.familyOf
