"""The filters that the timeline, claims, network, disagreements and exports share, and how they are read.

Parameters come as names with the values given, in the spelling of the API ("from", "min_reports"). One that is given
twice means "or", for every one of them: the earlier of two `from`, the later of two `as_of`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeVar, cast, get_args
from urllib.parse import unquote

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.query.items import Modality
from siegegraph.ontology.iris import kind_and_name

Undated = Literal["include", "only", "exclude"]

MODALITIES: tuple[str, ...] = get_args(Modality)
UNDATED: tuple[str, ...] = get_args(Undated)

# What the last segment of an IRI of ours may look like (see ontology.iris); nothing in it needs encoding.
_NAME = re.compile(r"[\w.~-]+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_T = TypeVar("_T")


class Box(NamedTuple):
    """A part of the earth in degrees (WGS 84): west, south, east, north. East may be less than west (over 180°)."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to keep. Within one field any value may match, all fields must; an empty one keeps everything.

    Things (`actor`, `place`, `speaker`, `party`, `report`) are named by the last segment of their IRI. `type` holds
    notations, as given: the narrower ones are for the reader to add. Days are without a zone, both ends included.
    """

    from_: date | None = None
    to: date | None = None
    as_of: date | None = None
    type: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    within: tuple[Box, ...] = ()
    q: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    min_reports: int = 1
    min_independent: int = 1
    undated: Undated = "include"


FILTER_NAMES: tuple[str, ...] = tuple(name.rstrip("_") for name in Filters.__dataclass_fields__)
"""The names of all filters, as users write them."""


def filters_of(parameters: Mapping[str, Sequence[str]]) -> Filters:
    """The filters that parameters state; a parameter without values is as one not given.

    Raises ParameterError, naming the parameter, for an unknown or ill-formed one.
    """
    for name in parameters:
        if name not in FILTER_NAMES:
            raise ParameterError(name, f"there is no such parameter; there are {', '.join(FILTER_NAMES)}")
    given = {name: list(values) for name, values in parameters.items() if values}
    filters = Filters(
        from_=min(_each(given, "from", day_of), default=None),
        to=max(_each(given, "to", day_of), default=None),
        as_of=max(_each(given, "as_of", day_of), default=None),
        type=_each(given, "type", notation_of),
        actor=_each(given, "actor", _thing("entity")),
        place=_each(given, "place", _thing("entity")),
        within=_each(given, "within", box_of),
        q=tuple(q for q in _each(given, "q", lambda _, value: value.strip()) if q),
        speaker=_each(given, "speaker", _thing("entity")),
        party=_each(given, "party", _thing("entity")),
        report=_each(given, "report", _thing("report")),
        modality=_each(given, "modality", _one_of(MODALITIES)),
        min_reports=min(_each(given, "min_reports", _count), default=1),
        min_independent=min(_each(given, "min_independent", _count), default=1),
        undated=_undated(_each(given, "undated", _one_of(UNDATED))),
    )
    if filters.from_ and filters.to and filters.from_ > filters.to:
        raise ParameterError("to", f"{filters.to} is before {filters.from_}, the day given as `from`")
    return filters


def day_of(name: str, value: str) -> date:
    """The day that a parameter names. Raises ParameterError for anything but YYYY-MM-DD."""
    try:
        return date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        raise ParameterError(name, f"a date YYYY-MM-DD is wanted, not {value!r}") from None


def is_name(text: str) -> bool:
    """Whether a text may be the last segment of an IRI of ours."""
    return _NAME.fullmatch(text) is not None


def name_in(name: str, value: str, kind: str) -> str:
    """The last segment of an IRI of ours that is given as it is, percent-encoded, or as that segment alone.

    Raises ParameterError, naming the parameter, for an IRI of another kind of thing and for what is neither.
    """
    decoded = unquote(value)
    if is_name(decoded):
        return decoded
    found = kind_and_name(decoded)
    if found is None or found[0] != kind or not is_name(found[1]):
        article = "an" if kind[0] in "aeiou" else "a"
        raise ParameterError(name, f"the IRI of {article} {kind} or its last segment is wanted, not {value!r}")
    return found[1]


def notation_of(name: str, value: str) -> str:
    """A type's notation ("Siege"), given as such or as the IRI that ends in it."""
    notation = re.split("[/#]", unquote(value))[-1]
    if not _NAME.fullmatch(notation):
        raise ParameterError(name, f"the notation of a type is wanted, not {value!r}")
    return notation


def box_of(name: str, value: str) -> Box:
    """The box that four comma-separated degrees name: west, south, east, north (lon,lat,lon,lat)."""
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise ParameterError(name, f"four numbers lon,lat,lon,lat are wanted, not {value!r}") from None
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ParameterError(name, "the four numbers must be finite")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ParameterError(name, "longitudes lie within ±180, latitudes within ±90, the southern one first")
    return Box(west, south, east, north)


def _each(given: Mapping[str, list[str]], name: str, read: Callable[[str, str], _T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(read(name, value) for value in given.get(name, ())))


def _thing(kind: str) -> Callable[[str, str], str]:
    return lambda name, value: name_in(name, value, kind)


def _one_of(allowed: Sequence[str]) -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if value not in allowed:
            raise ParameterError(name, f"one of {', '.join(allowed)} is wanted, not {value!r}")
        return value

    return read


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ParameterError(name, f"a whole number from 0 is wanted, not {value!r}")
    return int(value)


def _undated(given: tuple[str, ...]) -> Undated:
    """Either alone, or both: what one keeps or the other is everything."""
    return cast(Undated, given[0]) if len(given) == 1 else "include"


def day_known(filters: Filters) -> str:
    """The day on whose knowledge an answer rests, as the index writes it."""
    return filters.as_of.isoformat() if filters.as_of else LAST_DAY
