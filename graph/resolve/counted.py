"""What a number counts, coarsely enough that "264 servicemen" and "265 militants" can be held against each other."""

from __future__ import annotations

import re

from siegegraph.graph.model.quantity import Quantity

# The field's words for who is counted; a word of none of these is its own kind.
_KINDS = {
    "fighters": "soldier servicem troop fighter militant militia combatant defender serviceman servicewoman marine "
    "nationalist officer personnel holdout paratrooper guardsm insurgent rebel gunmen gunman border_guard",
    "wounded": "wounded injured hurt casualt maimed",
    "dead": "dead killed death bodies body fatalit died",
    "civilians": "civilian people person resident women woman child children elderly inhabitant evacuee refugee "
    "patient family families man men citizen passenger",
    "prisoners": "prisoner captive detainee pow hostage",
}
_KIND_OF = {stem: kind for kind, stems in _KINDS.items() for stem in stems.split()}


def kind_counted(quantity: Quantity, event_type: str) -> str:
    """What is counted: fighters, wounded, dead, civilians, prisoners, else the counted noun itself.

    Where nothing tells, the number counts what the event is about, named by its type.
    """
    words = re.findall(r"[a-z]+", f"{quantity.of or ''} {quantity.unit or ''}".casefold())
    for word in words:
        for stem, kind in _KIND_OF.items():
            if word.startswith(stem):
                return kind
    return words[-1] if words else event_type.casefold()
