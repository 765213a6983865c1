"""A stranger's SPARQL query: what is refused, which data set it is about, and what form its answer takes.

Whether the text is SPARQL at all is found out where it runs, in a process with limits: a parser can be kept busy too.
FROM and FROM NAMED choose among the graphs of the store, and nothing is ever fetched. The prefixes of
`siegegraph.ontology.terms` need no declaration.

SPARQL 1.1 Query Language: https://www.w3.org/TR/sparql11-query/, Protocol: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from siegegraph.graph.errors import ParameterError, QueryForbiddenError, QueryLimitError, QuerySyntaxError
from siegegraph.graph.store.answers import Answer, Queries, Query

RESULT_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
"""What a SELECT or an ASK is answered in; the first is the default."""

GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
    "application/json",
    "application/xml",
)
"""What a CONSTRUCT or a DESCRIBE is answered in; the first is the default."""

MAX_LENGTH = 1024 * 1024

# The word may stand in names and texts; a query with more of them than this is made to keep the check busy.
MAX_SERVICES = 25

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

# What SPARQL skips between tokens. Possessive, so that a text of many # takes no more than one pass.
_GAP = r"(?:\s|\#[^\n\r]*+)*+"

# Wherever a parser could read a SERVICE clause, inside what looks like a string or comment too: where these begin
# depends on the grammar (`?a<?b#>"""` is a comparison and a comment), and 1SERVICE is a number and a keyword.
_SERVICE = re.compile(
    rf"""[?$]\w++                                                           # a variable that is called so
    | (?P<clause> service {_GAP} (?:silent {_GAP})?+
        (?: [?$]\w++ | <[^>]*+> | [^\s<>{{}}?$\#"'():]*+:(?:\\.|[^\s{{\#])*+ ) {_GAP} \{{ )""",
    re.IGNORECASE | re.VERBOSE,
)

# A string without an end is a token too: to look for its end again from every quote in it would take forever.
_TOKEN = re.compile(
    r"""\s+ | \#[^\n\r]*
    | \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:\"{3})? | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:'{3})?
    | "(?:[^"\\\n\r]|\\[^\n\r])*+"? | '(?:[^'\\\n\r]|\\[^\n\r])*+'?
    | <[^<>"{}|^`\\\x00-\x20]*+> | [?$@]\w+
    | (?P<name>[^\W\d_][\w.\-]*+(?::(?:\\.|[\w.\-:%])*+)?) | .""",
    re.VERBOSE | re.DOTALL,
)

_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U00([0-9A-Fa-f]{6})")


async def answer(
    queries: Queries,
    text: str,
    accept: Sequence[str] = (),
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Answer:
    """Answer a query; `accept` lists media ranges (`text/csv`, `text/*`, `*/*`), best first, none meaning any.

    `default_graphs` and `named_graphs` are the protocol's parameters of these names and win over FROM.
    Raises what `query_of` and `Queries.answer` raise.
    """
    return await queries.answer(query_of(text, accept, default_graphs, named_graphs))


def query_of(
    text: str,
    accept: Sequence[str] = (),
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Query:
    """The query with all that is to be known before it runs; the arguments are those of `answer`.

    Raises QueryForbiddenError for SERVICE, QuerySyntaxError for an update, QueryLimitError for a text of more than
    a MiB, and ParameterError (`Accept`) where no form of answer is accepted.
    """
    if len(text) > MAX_LENGTH:
        raise QueryLimitError(f"the query is longer than {MAX_LENGTH} characters")
    _refuse_service(text)
    names = list(_names(text))
    _refuse_update(text, names)
    results, graphs = _preferred(accept, RESULT_TYPES), _preferred(accept, GRAPH_TYPES)
    if results is None and graphs is None:
        offered = ", ".join(dict.fromkeys(RESULT_TYPES + GRAPH_TYPES))
        raise ParameterError("Accept", f"none of {', '.join(accept)} is offered; there are {offered}")
    return Query(
        text,
        results,
        graphs,
        has_dataset=any(name == "FROM" for name, _ in names),
        default_graphs=None if default_graphs is None else tuple(default_graphs),
        named_graphs=None if named_graphs is None else tuple(named_graphs),
    )


def _refuse_service(text: str) -> None:
    """Oxigraph would make requests for SERVICE, to any address that this machine reaches."""
    # SPARQL lets escapes stand for the letters of a keyword; Oxigraph does not, other servers may.
    for reading in {text, _CODEPOINT.sub(_character, text)}:
        if len(re.findall("service", reading, re.IGNORECASE)) > MAX_SERVICES:
            raise QueryForbiddenError(f'the query has the word "service" more than {MAX_SERVICES} times')
        for match in _SERVICE.finditer(reading):
            if match["clause"]:
                raise QueryForbiddenError(f"{_place(reading, match.start())}: SERVICE is switched off")


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def _names(text: str) -> Iterator[tuple[str, int]]:
    """The keywords in capitals and the prefixed names, with where they stand; no strings, comments, IRIs, variables."""
    return ((match["name"].upper(), match.start()) for match in _TOKEN.finditer(text) if match["name"])


def _refuse_update(text: str, names: Sequence[tuple[str, int]]) -> None:
    """Say so where the text is an update, which Oxigraph's own message does not."""
    for name, start in names:
        if name in UPDATES:
            raise QuerySyntaxError(f"{_place(text, start)}: {name} is an update, and a query is wanted")
        if ":" not in name and name not in ("PREFIX", "BASE"):
            return


def _place(text: str, at: int) -> str:
    line_start = text.rfind("\n", 0, at) + 1
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - line_start + 1}"


def _preferred(accept: Sequence[str], offered: Sequence[str]) -> str | None:
    """The first media range that is offered, as a media type; the first offered where any will do."""
    for media_range in accept or ("*/*",):
        kind = media_range.lower().removesuffix("*")
        for media_type in offered:
            if media_type == kind or kind == "*/" or (kind.endswith("/") and media_type.startswith(kind)):
                return media_type
    return None
