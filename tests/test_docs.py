"""What a user can type is in the README, and the README says nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from siegegraph.api.app import create_app
from siegegraph.api.cli import app as command_line
from siegegraph.graph.export import EXPORT_FORMATS
from siegegraph.graph.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    commands = getattr(get_command(command_line), "commands")  # noqa: B009 - click's Group, which typer hides
    told = set(re.findall(r"^\| `([a-z]+)[ `]", README, re.MULTILINE))
    assert told == set(commands)


def test_every_route_is_in_the_readme(tmp_path: Path) -> None:
    routes = create_app(Settings(store=str(tmp_path))).openapi()["paths"]
    pages = {"/", "/browse/entities", "/browse/reports"}
    assert [route for route in routes if route not in pages and f"`{route}" not in README] == []


def test_every_setting_is_in_the_readme_with_its_default_and_sentence() -> None:
    for name, field in Settings.model_fields.items():
        default = "none" if field.default is None else f"`{field.default}`"
        assert f"| `SIEGEGRAPH_{name.upper()}` | {default} | {field.description} |" in README


def test_every_export_format_is_in_the_readme() -> None:
    assert [form for form in EXPORT_FORMATS if form not in README] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_to_files_that_are_there(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
