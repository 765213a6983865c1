"""Which reports hardly differ from another: copies of one wire story count as one voice.

Texts are compared by MinHash over runs of five words (Broder, "On the resemblance and containment of documents",
1997); bands of the signature are what near copies share and others hardly ever do.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from siegegraph.graph.resolve.words import words_of

RUN = 5
"""Words in a run."""

PERMUTATIONS, BAND_ROWS = 64, 4
"""16 bands of 4 rows: texts of resemblance 0.7 share a band in 99 of 100 cases, those of 0.2 in 3."""

SCHEME: Literal["affine32"] = "affine32"
"""How datasketch permutes; signatures made in another way cannot be compared."""

NEAR = 0.6
"""Estimated share of runs in common from which a report is a near copy."""

FEWEST_WORDS = 40
"""Shorter texts resemble each other too easily."""


def signature_of(text: str) -> bytes | None:
    """The signature of a text; None for one that is too short to tell."""
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        return None
    # Imported here: datasketch brings SciPy, half a second that whoever only reads a graph does without.
    from datasketch import MinHash

    runs = {" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    sketch = MinHash(num_perm=PERMUTATIONS, scheme=SCHEME, permutations=_permutations())
    sketch.update_batch([run.encode() for run in runs])
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


def bands_of(signature: bytes) -> list[bytes]:
    """The bands of a signature, each with its number, so that bands of the same number alone meet."""
    width = 4 * BAND_ROWS
    return [bytes([n]) + signature[n * width : (n + 1) * width] for n in range(PERMUTATIONS // BAND_ROWS)]


def resemblance(one: bytes, other: bytes) -> float:
    """The estimated share of runs that two texts have in common, from 0 to 1."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(a == b for a, b in pairs) / PERMUTATIONS


@cache
def _permutations() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, scheme=SCHEME).permutations
