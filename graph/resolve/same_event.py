"""Whether two claims tell of one happening: compatible type and time, the same place or the same people.

Claims meet only within a block. What one report tells of a place and a day are so many events, unless it says that it
tells one again (`retells`), or in the same words, or with the same number, or denies it. An edge depends on its two
claims alone: the order of arrival changes nothing. What lasts (a siege, a battle) has a rule of its own, in `lasting`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.resolve.blocks import Block, Match, entity_anchor
from siegegraph.graph.resolve.counted import kind_counted
from siegegraph.graph.resolve.lasting import lasting_blocks, lasts, same_lasting_event
from siegegraph.graph.resolve.telling import EntityOf, Telling
from siegegraph.graph.resolve.words import words_of
from siegegraph.ontology.event_types import event_types, family, is_broader
from siegegraph.ontology.lexicon.names import name_words

MAX_DAYS = 7
"""A time that leaves more days open than this says too little to make two claims one event."""

FEWEST_WORDS = 5
"""Words of a quote from which the same words elsewhere are the same statement."""

SHORT = 2
"""Quotes of so few words come up too often to tell by, even at one place."""

TELLING_NUMBER = 20
"""Smaller numbers come up too often to tell by."""

CLOSE_NUMBERS = 0.95
"""Counts of the same thing whose ratio is above this may be one count, differently reported."""

SIMILAR_NUMBERS = 0.3
"""Counts of the same thing whose ratio is below this speak of two events."""

WEIGHTS = {"place": 0.6, "people": 0.5, "number": 0.85, "described": 0.7, "words": 0.95}
"""How much each thing that two claims of one kind and time have in common says, from 0 to 1: stated estimates."""

OTHER_TYPE = 0.85
"""What is left of a score where the types differ."""

RETOLD = 0.98
"""How sure it is that a report tells again what it says it does."""

SLACK = 0.93
"""What is left of a score for each day more than one that even the narrower of the two times leaves open."""

# Words that different sides use for one happening; only these differ in type and may still be one event.
NAMINGS = (
    frozenset({"Evacuation", "Surrender", "Withdrawal", "Displacement"}),
    frozenset({"CeasefireProposal", "Ultimatum"}),
    frozenset({"Capture", "Occupation"}),
    frozenset({"Attack", "Destruction"}),
)

_LOOSE_ROLES = frozenset({"instrument", "topic"})


@dataclass(frozen=True, slots=True)
class Shared:
    """What two claims have in common: place, participants, about the same number, kind of place, or the very words."""

    place: bool
    people: bool
    number: bool
    described: bool
    words: bool

    @property
    def strength(self) -> float:
        """How much it says, from 0 to 1: as if each thing in common could by itself be chance, by 1 less its weight."""
        chance = 1.0
        for name, weight in WEIGHTS.items():
            chance *= 1 - weight if getattr(self, name) else 1
        return 1 - chance

    def __str__(self) -> str:
        named = (
            ("place", self.place),
            ("participants", self.people),
            ("number", self.number),
            ("kind of place", self.described),
            ("words", self.words),
        )
        return ", ".join(word for word, holds in named if holds)


def blocks_of(telling: Telling, number_of: EntityOf) -> frozenset[Block]:
    """The blocks in which a claim can meet others that tell of the same event; none when it is too vague for that.

    `number_of` gives the number by which a place or participant is known.
    """
    claim = telling.claim
    if lasts(claim):
        return frozenset(lasting_blocks(telling, number_of))
    days = _days(claim)
    if claim.kind != "event" or not days:
        return frozenset()
    group = _group(claim)
    # Without a day, who took part and where says too little.
    named = () if _gives_no_day(claim) and claim.modality != "denied" else (*_places(claim), *_people(claim))
    anchors = {entity_anchor(number_of(view)) for view in named}
    anchors |= {f"count:{kind}:{size}" for kind, number in _counts(claim) for size in _sizes(number)}
    anchors |= {f"described:{noun}" for noun in _described(claim)}
    anchors |= {f"words:{words}" for words in _telling_words(claim)}
    return frozenset(Block(anchor, group, day) for anchor in anchors for day in days)


def same_event(one: Telling, other: Telling, entity_of: EntityOf) -> Match | None:
    """Why two claims tell of one event; None when they do not, or when it cannot be told."""
    a, b = one.claim, other.claim
    if a.kind != "event" or b.kind != "event" or a.iri == b.iri:
        return None
    if a.retells == b.iri or b.retells == a.iri:
        return Match("the report tells it again", RETOLD)
    if lasts(a) or lasts(b):
        return same_lasting_event(one, other, entity_of) if lasts(a) and lasts(b) else None
    if not _days(a) or not _days(b) or a.time.ongoing != b.time.ongoing:
        return None
    if not a.time.overlaps(b.time.earliest, b.time.latest):
        return None
    places_a, places_b = ({entity_of(view) for view in _places(claim)} for claim in (a, b))
    people_a, people_b = ({entity_of(view) for view in _people(claim)} for claim in (a, b))
    described = _described(a) & _described(b)
    exact, rough = _number_ratio(a, b, exact=True), _number_ratio(a, b, exact=False)
    shared = Shared(
        place=bool(places_a & places_b),
        people=bool(people_a & people_b),
        number=exact is not None and exact >= CLOSE_NUMBERS,
        described=bool(described),
        words=bool(_telling_words(a) & _telling_words(b)),
    )
    if places_a and places_b and not (shared.place or shared.described or shared.number or shared.words):
        return None
    if rough is not None and rough < SIMILAR_NUMBERS:
        return None
    if not _says_enough(a, b, shared):
        return None
    if a.report == b.report and not (shared.words or shared.number or _contradicts(one, other, shared)):
        return None
    if _actors_apart(a, b, entity_of) and not (shared.number or shared.described or shared.words):
        return None
    return _match(a, b, shared)


def _says_enough(a: Claim, b: Claim, shared: Shared) -> bool:
    """Whether what two claims have in common makes up for a day that one of them does not give."""
    if not _gives_no_day(a) and not _gives_no_day(b):
        return True
    if shared.number or shared.words:
        return True
    if _denies_other(a, b):
        return shared.described or (shared.place and shared.people)
    return not (_gives_no_day(a) and _gives_no_day(b)) and shared.described and (shared.place or shared.people)


def _match(a: Claim, b: Claim, shared: Shared) -> Match | None:
    reason = _reason(a, b, shared)
    if reason is None:
        return None
    open_days = min(len(_days(a)), len(_days(b))) - 1
    return Match(reason, round(shared.strength * (1 if a.type == b.type else OTHER_TYPE) * SLACK**open_days, 2))


def _reason(a: Claim, b: Claim, shared: Shared) -> str | None:
    if not str(shared):
        return None
    if a.type == b.type:
        return f"same type and time; same {shared}"
    # A town sees many events of a kind on one day: where the types differ, the place alone says too little.
    if not (shared.number or shared.people or shared.described or shared.words):
        return None
    types = " and ".join(sorted((a.type, b.type)))
    if _broader(a, b):
        return f"{types}, one broader than the other; same time; same {shared}"
    if _group(a) == _group(b):
        return f"{types} are two namings; same time; same {shared}"
    return None


def _group(claim: Claim) -> str:
    """The kind of event: the broadest type above its own, or the set of namings that this belongs to."""
    broadest = event_types().broadest(family(claim.type, claim.family))
    return next(("+".join(sorted(names)) for names in NAMINGS if broadest in names), broadest)


def _broader(a: Claim, b: Claim) -> bool:
    """Whether the type of one includes that of the other."""
    return is_broader(a.type, b.type, b.family) or is_broader(b.type, a.type, a.family)


def _days(claim: Claim) -> tuple[str, ...]:
    """The days on which it may have been, or begun if it has no end, where they are few enough to say something.

    What is told as past and gives no day is of the days before, as news is; so is what a denial answers.
    """
    time = claim.time
    first = time.earliest
    last = time.latest if time.latest is not None else time.begin_latest
    if last is not None and _gives_no_day(claim):
        first = last - timedelta(days=MAX_DAYS - 1)
    if first is None or last is None:
        return ()
    count = (last - first).days + 1
    return tuple((first + timedelta(days=n)).isoformat() for n in range(count)) if count <= MAX_DAYS else ()


def _gives_no_day(claim: Claim) -> bool:
    """Whether a claim tells of something past without any day before which it cannot have begun."""
    return claim.time.earliest is None and claim.time.latest is not None


def _contradicts(one: Telling, other: Telling, shared: Shared) -> bool:
    """Whether two claims of one report are two accounts of one thing: by two voices, or one of them a denial."""
    if not (shared.described or (shared.place and shared.people)):
        return False
    return one.voice != other.voice or _denies_other(one.claim, other.claim)


def _denies_other(a: Claim, b: Claim) -> bool:
    """Whether one says that it did not happen and the other does not."""
    return _denies(a) != _denies(b)


def _denies(claim: Claim) -> bool:
    return claim.modality == "denied" or claim.polarity == "negative"


def _places(claim: Claim) -> Iterator[str]:
    return (place.entity for place in claim.places if place.entity)


def _people(claim: Claim) -> Iterator[str]:
    return (a.mention.entity for a in claim.arguments if a.mention.entity and a.role not in _LOOSE_ROLES)


def _actors_apart(a: Claim, b: Claim, entity_of: EntityOf) -> bool:
    """Whether both name who did it, and name nobody in common: then only a shared number makes them one event."""
    actors = [
        {entity_of(arg.mention.entity) for arg in claim.arguments if arg.role == "actor" and arg.mention.entity}
        for claim in (a, b)
    ]
    return bool(actors[0] and actors[1] and not actors[0] & actors[1])


def _counts(claim: Claim, *, exact: bool = True) -> Iterator[tuple[str, float]]:
    """What is counted and how many, for numbers large and, where wanted, exact enough to tell events apart."""
    for quantity in claim.quantities:
        number = quantity.value or quantity.min or quantity.max or 0.0
        if number >= TELLING_NUMBER and not (exact and quantity.approximate):
            yield kind_counted(quantity, claim.type), number


def _sizes(number: float) -> tuple[int, int]:
    """Two neighbouring classes of size: numbers that are close to each other share at least one."""
    size = int(math.log(number) / -math.log(CLOSE_NUMBERS))
    return size, size + 1


def _described(claim: Claim) -> frozenset[str]:
    """The kinds of building or place that the claim's targets and places are called by ("hospital", "theatre")."""
    words = [place.text for place in claim.places]
    words += [a.mention.text for a in claim.arguments if a.role in ("target", "origin")]
    nouns = frozenset(word for text in words for word in re.findall(r"[a-z]+", text.casefold()))
    return nouns & name_words("facility")


def _telling_words(claim: Claim) -> frozenset[str]:
    """The quote, where it is long enough that nobody else happens to say just that: a report that repeats another.

    A shorter one counts together with the name of the place.
    """
    words = words_of(claim.quote_text)
    if len(words) >= FEWEST_WORDS:
        return frozenset([" ".join(words)])
    return frozenset(" ".join([*words, "@", *words_of(place.text)]) for place in claim.places if len(words) > SHORT)


def _number_ratio(a: Claim, b: Claim, *, exact: bool) -> float | None:
    """How close the closest two numbers of the same thing are, from 0 to 1; None when none can be compared."""
    counts_a, counts_b = list(_counts(a, exact=exact)), list(_counts(b, exact=exact))
    return max((min(x, y) / max(x, y) for kind, x in counts_a for other, y in counts_b if kind == other), default=None)
