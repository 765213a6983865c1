"""Every error that siegegraph raises on purpose. Each names the file, line, field or thing it is about.

SiegegraphError
├── ReadError            a report could not be read from its file
├── PipelineError        the extraction pipeline cannot be loaded as its config says
├── ExtractionError      a component of the pipeline failed on a report
├── ExtractionFormError  a line given to `load` is not in the form that design calls an extraction
├── ParameterError       a request's or command's parameter is unknown or ill-formed
├── NotFoundError        no report, claim, entity, event or relationship answers to a name
├── StoreError           the store cannot be opened, read or written
│   └── StoreInUseError  another process is writing to the embedded store
└── QueryError           a SPARQL query was refused or failed
    ├── QuerySyntaxError     it is not SPARQL 1.1, or an update where a query is wanted
    ├── QueryForbiddenError  it asks for what strangers may not (SERVICE, LOAD)
    ├── QueryTimeoutError    it ran past its time and was ended
    └── QueryLimitError      its answer or memory passed a limit and it was ended
"""

from __future__ import annotations


class SiegegraphError(Exception):
    """Root of all errors raised on purpose; its text is a sentence for the user."""


class ReadError(SiegegraphError):
    """A report could not be read. `path` is the file, `line` the 1-based line of a .jsonl file, if any."""

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line


class PipelineError(SiegegraphError):
    """The pipeline that a config describes cannot be loaded."""


class ExtractionError(SiegegraphError):
    """A report could not be extracted from. `report` says which: its title, address or first words."""

    def __init__(self, report: str, message: str) -> None:
        super().__init__(report, message)
        self.report = report

    def __str__(self) -> str:
        return ": ".join(self.args)


class ExtractionFormError(SiegegraphError):
    """A line is not an extraction. `field` is the dotted path of the offending field ("events.3.start")."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field


class ParameterError(SiegegraphError):
    """A parameter is unknown or ill-formed. `name` is the parameter as the user wrote it."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


class NotFoundError(SiegegraphError):
    """Nothing answers to a name. `kind` is report, claim, entity, event or relationship."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"no {kind} is called {name}")
        self.kind = kind
        self.name = name


class StoreError(SiegegraphError):
    """The store cannot be opened, read or written."""


class StoreInUseError(StoreError):
    """Another process is writing to the embedded store."""


class QueryError(SiegegraphError):
    """A SPARQL query was refused or failed."""


class QuerySyntaxError(QueryError):
    """The text is not a SPARQL 1.1 query."""


class QueryForbiddenError(QueryError):
    """The query asks for something that is switched off, such as SERVICE."""


class QueryTimeoutError(QueryError):
    """The query ran past its time limit and was ended. `seconds` is the limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query was ended after {seconds:g} s, the time limit (setting sparql_timeout)")
        self.seconds = seconds


class QueryLimitError(QueryError):
    """The query's answer or memory passed its limit and it was ended."""
