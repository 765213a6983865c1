"""Name-keys: what makes two reports' views of an entity the same at once, by a known identifier or an exact name."""

from __future__ import annotations

import re

from anyascii import anyascii

from siegegraph.graph.model.entity import EntityView

_LEADING = re.compile(r"^(?:the|a|an) ")
_ENDING = re.compile(r"'s?$")


def name_keys(view: EntityView) -> tuple[str, ...]:
    """The keys of a view, the one that stands for it first; two views that share one are one entity.

    A known actor, a GeoNames or a Wikidata identifier says who is meant: then names do not count, since two places may
    share a name. A person's surname alone ties nobody who is named in full elsewhere in the same report.
    """
    if view.known_as:
        return (f"known:{view.known_as}",)
    known = [f"geonames:{view.geonames}"] if view.geonames else []
    known += [f"wikidata:{view.wikidata}"] if view.wikidata else []
    if known:
        return tuple(known)
    names = [view.label, *view.names]
    if view.type == "Person" and " " in view.label:
        names = [name for name in names if " " in name]
    folded = dict.fromkeys(folded_name(name) for name in names)
    return tuple(f"{view.type}|{name}" for name in folded if name) or (f"{view.type}|{view.label}",)


def folded_name(name: str) -> str:
    """A name without what writing it differently changes: script (romanised), case, accents, articles, punctuation."""
    plain = anyascii(name).casefold().replace("`", "'")
    plain = _ENDING.sub("", _LEADING.sub("", " ".join(plain.split())))
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
