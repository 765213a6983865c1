"""What is read where filters keep more events than one answer can look at."""

from __future__ import annotations

import sqlite3

from siegegraph.graph.index.facets import MOST_COUNTED, count_facet
from siegegraph.graph.query.filters import Filters, day_known
from siegegraph.graph.query.windows import rows_in


def narrowed(db: sqlite3.Connection, filters: Filters, match: str | None, most: int) -> str | None:
    """The full-text query `match`, narrowed to events that two reports tell, or three ..., until few enough are left.

    At 20 reports it ends, however many events are left.
    """
    for least in range(1, MOST_COUNTED + 1):
        told = None if least == 1 else f'"{count_facet("reports", least)}"'
        words = " AND ".join(f"({part})" for part in (match, told) if part) or None
        counts = rows_in(db, filters, words, day_known(filters), "mark", "COUNT(*)")
        if sum(n for (n,) in counts) <= most:
            break
    return words
