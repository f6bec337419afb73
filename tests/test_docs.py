"""The documentation says what the code does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> list[str]:
    from feeds.cli.app import app

    return sorted(str(command.name) for command in (*app.registered_commands, *app.registered_groups))


def test_the_readme_lists_every_command_and_no_other() -> None:
    assert sorted(set(re.findall(r"^\| `loa (\w+)", README, re.M))) == commands()


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help(command: str) -> None:
    run = [sys.executable, "-m", "feeds.cli", command, "--help"]
    told = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "Usage: loa " + command in " ".join(told.split())


def test_the_settings_page_is_the_code_s_table() -> None:
    from feeds.cli.settings import table

    assert table() in (ROOT / "docs" / "settings.md").read_text("utf-8"), "loa settings --markdown makes it"


def test_the_city_page_has_every_key_with_its_description() -> None:
    from crawler.city import City, Source, Topic, Town

    page = (ROOT / "docs" / "city.md").read_text("utf-8")
    made_here = {"id", "path", "sources", "topics"}
    for kind in (City, Source, Topic, Town):
        for name, field in kind.model_fields.items():
            if name not in made_here:
                assert re.search(rf"^\| `{name}` \|.*{re.escape(field.description or '?')}", page, re.M), name


def test_every_dependency_earns_its_line() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    for requirement in named:
        name = re.split(r"[\[<>=!~ ]", requirement)[0]
        assert re.search(rf"\b{name}\b", page), name


def test_links_in_the_documentation_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
