"""Questions that researchers ask of the graph, each a SPARQL query that runs as it is on any endpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

_HEAD = """# Questions to the graph

What researchers ask, and the query that answers it. Each runs as it stands in `siegegraph query`, at `/sparql` and on
any SPARQL 1.1 server that holds the graph; the prefixes are in the files. Put your own place, name or day in the
constants. This page is made from the queries.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is that of the file without .rq, `english` its first line, `sparql` the whole text."""

    name: str
    english: str
    sparql: str

    @property
    def body(self) -> str:
        """The query without the question and the prefixes."""
        lines = self.sparql.splitlines()
        return "\n".join(line for line in lines if not line.startswith(("#", "PREFIX ")))


def questions() -> tuple[Question, ...]:
    """All questions in the order of their names."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return tuple(
        _question(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".rq")
    )


def handbook(entries: Iterable[Question]) -> str:
    """The questions and their queries as a page of Markdown: README.md beside this file (see __main__)."""
    sections = (f"## {entry.english}\n\n`{entry.name}.rq`\n\n```sparql\n{entry.body}\n```\n" for entry in entries)
    return "\n".join((_HEAD, *sections))


def _question(name: str, text: str) -> Question:
    return Question(name, text.partition("\n")[0].removeprefix("#").strip(), text)
