"""From candidates of several finders to one set of names: whole, nested where a name holds another, never crossing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from siegegraph.graph.extract.names.name_rules import Candidate
from siegegraph.ontology.lexicon.names import name_words

# What may stand inside what: a person's name holds no other, a place may lie in the name of anything.
_HOLDERS = frozenset({"Organisation", "Place"})
_BUILT = frozenset({"Facility", "Hospital", "Road"})
# What tables and strong patterns vouch for.
_VOUCHED = 6
_COUNTRY = ("Place", "Country")
_REGION_WORD = re.compile(rf"\s(?:{'|'.join(sorted(word for word in name_words('region') if word.istitle()))})$")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


def merged(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The names among the candidates, in text order, longer before shorter.

    Of two that cross, the weightier stays; of two equal stretches, the weightier gives the type.
    """
    distinct = _without_article_doubles(text, list(dict.fromkeys(candidates)))
    kept = [candidate for cluster in _clusters(distinct) for candidate in _chosen(cluster)]
    regions = {(c.start, c.end - len(kind[0])) for c in kept if (kind := _REGION_WORD.search(text, c.start, c.end))}
    # "Kirkuk Province" does not name the town that it is called after.
    kept = [c for c in kept if (c.start, c.end) not in regions or c.type != "Place"]
    return sorted(kept, key=lambda c: (c.start, -c.end))


def _clusters(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The candidates in groups that share no character."""
    group: list[Candidate] = []
    end = 0
    for candidate in sorted(candidates, key=lambda c: c.start):
        if group and candidate.start >= end:
            yield group
            group = []
        group.append(candidate)
        end = max(end, candidate.end)
    if group:
        yield group


def _chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that no weightier one keeps out."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start)):
        if not any(_excludes(other, candidate) for other in kept if _overlap(other, candidate)):
            kept.append(candidate)
    return kept


def _without_article_doubles(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One of each two candidates that differ by the article before them: the bare one where a table or a number vouches
    for it ("36th Brigade"), else the one with the article, which a description has as a part of it ("the army").
    """
    bare = {(c.start, c.end) for c in candidates if c.closed or c.subtype == "MilitaryUnit"}
    doubles = {
        (c.start, c.end): (c.start + m.end(), c.end) for c in candidates if (m := _ARTICLE.match(text, c.start, c.end))
    }
    dropped = {articled if short in bare else short for articled, short in doubles.items()}
    return [c for c in candidates if (c.start, c.end) not in dropped]


def _overlap(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def _excludes(kept: Candidate, new: Candidate) -> bool:
    """Whether a name that is in keeps a candidate that overlaps it out."""
    if kept.start <= new.start and new.end <= kept.end:
        same = (kept.start, kept.end) == (new.start, new.end)
        return same or not _may_lie_within(new, kept)
    if new.start <= kept.start and kept.end <= new.end:
        return not _may_lie_within(kept, new)
    return True


def _may_lie_within(inner: Candidate, outer: Candidate) -> bool:
    if outer.office and outer.type == "Person":
        # "Minister for the Middle East Tobias Ellwood" ends in the person's name.
        if inner.type == "Person":
            return inner.end == outer.end
        return inner.type == "Place" or inner.weight >= _VOUCHED
    if outer.type not in _HOLDERS or (outer.closed and inner.subtype != "Country"):
        return False
    if inner.type == outer.type and inner.end == outer.end and inner.subtype not in ("Country", "Settlement"):
        # What shares the last word with a name of its own kind is a part of that name ("Council" in "City Council").
        return False
    if inner.type == "Place":
        return outer.type != "Place" or inner.subtype not in _BUILT
    if inner.type == "Person":
        opens = inner.start - outer.start in (0, len("the "))
        return outer.type == "Organisation" and (opens or inner.end == outer.end)
    return inner.type == "Organisation" and outer.type == "Organisation" and inner.weight >= 3


def agreed_types(names: Iterable[tuple[str, Candidate]]) -> dict[str, tuple[str, str | None]]:
    """The type that most of a name's mentions have, by weight: (words, mention) in, type and subtype by words out."""
    votes: dict[str, Counter[tuple[str, str | None]]] = {}
    for words, name in names:
        votes.setdefault(words, Counter())[name.type, name.subtype] += name.weight
    return {words: _winner(counted) for words, counted in votes.items()}


def _winner(votes: Counter[tuple[str, str | None]]) -> tuple[str, str | None]:
    people = votes["Person", None]
    if _COUNTRY in votes and people < 2 * votes[_COUNTRY]:
        # A country that acts is often read as an organisation; it stays the country that it is.
        return _COUNTRY
    by_type: Counter[str] = Counter()
    for (type_, _), count in votes.items():
        by_type[type_] += count
    best = min(by_type, key=lambda type_: (-by_type[type_], type_))
    subtypes = {subtype: count for (type_, subtype), count in votes.items() if type_ == best and subtype}
    return best, min(subtypes, key=lambda subtype: (-subtypes[subtype], subtype)) if subtypes else None
