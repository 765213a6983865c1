"""SPARQL servers on the loopback for tests: Oxigraph's from the dev dependencies, Virtuoso where it is installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from siegegraph.graph.store.remote import RemoteStore

BASE = "http://127.0.0.1:8000/"

VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {sql_port}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = {port}
"""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def executable(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=sysconfig.get_path("scripts"))


@contextmanager
def running(command: list[str], url: str, seconds: float) -> Iterator[None]:
    """A server for the length of a `with`, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + seconds
        while not _answers(url):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < deadline, f"{command[0]} does not answer at {url}"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code < 500
    except httpx.TransportError:
        return False


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """The address of an `oxigraph serve` in memory."""
    program = executable("oxigraph")
    if program is None:
        pytest.skip("the oxigraph package is not installed")
    address = f"127.0.0.1:{free_port()}"
    with running([program, "serve", "--bind", address, *options], f"http://{address}/", 10):
        yield f"http://{address}/query"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of a Virtuoso whose files are in this folder."""
    program, isql = executable("virtuoso-t"), executable("isql-vt")
    if program is None or isql is None:
        pytest.skip("Virtuoso is not installed")
    port, sql_port = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=folder, port=port, sql_port=sql_port))
    url = f"http://127.0.0.1:{port}/sparql"
    with running([program, "+foreground", "+configfile", str(ini)], url, 60):
        grant = 'EXEC=GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run([isql, str(sql_port), "dba", "dba", grant], check=True, capture_output=True)
        yield url


def empty_server(url: str) -> None:
    """Drop what an earlier test left."""
    with RemoteStore(url, BASE) as store:
        graphs = [*store.graphs(), f"{BASE}id/graph/meta"]
    drops = ";".join(f"DROP SILENT GRAPH <{iri}>" for iri in graphs)
    update_url = url.replace("/query", "/update")
    httpx.post(update_url, data={"update": drops}, trust_env=False).raise_for_status()
