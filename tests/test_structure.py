"""The arrow: a module imports only from lines above its own in this list, and `crawler` never imports `feeds`."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ORDER = """
crawler.article crawler.errors crawler.heap crawler.clean crawler.address crawler.config crawler.city crawler.sourcefile
crawler.archive crawler.extract crawler.ways crawler.readers crawler.town crawler.guard
crawler.extensions crawler.pipelines crawler.spiders crawler.spiderloader crawler.settings crawler.run crawler.look
crawler.reread crawler.fixture
feeds.errors feeds.feed feeds.schema feeds.store feeds.files feeds.kept feeds.topics feeds.notes feeds.formats
feeds.build feeds.channels feeds.opml feeds.subscriptions feeds.publish feeds.export feeds.why feeds.doctor
feeds.web feeds.jobs feeds.cli
""".split()


def place(module: str) -> int | None:
    """The line of a module, by its longest listed beginning."""
    for rank, name in enumerate(ORDER):
        if module == name or module.startswith(name + "."):
            return rank
    return None


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("crawler", "feeds"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                parts = file.relative_to(ROOT).with_suffix("").parts
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_has_its_line() -> None:
    assert [name for name, _ in modules() if place(name) is None and name not in ("crawler", "feeds")] == []


def test_imports_point_upwards_only() -> None:
    wrong = [
        f"{name} imports {wanted}"
        for name, file in modules()
        if (own := place(name)) is not None
        for wanted in imports(file)
        if (other := place(wanted)) is not None and other > own
    ]
    assert wrong == []


def test_nothing_of_one_machine_is_in_the_project() -> None:
    # Spelled apart, so that this file does not find itself.
    traces = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "pypi.o" + "rg", "file" + "://"]
    files = [file for suffix in ("py", "toml", "txt", "sh", "md") for file in ROOT.rglob(f"*.{suffix}")]
    own = [file for file in files if not {".venv", "var", "guard"} & set(file.relative_to(ROOT).parts)]
    found = [(file.name, trace) for file in own for trace in traces[:3] if trace in file.read_text("utf-8", "replace")]
    assert found == []
