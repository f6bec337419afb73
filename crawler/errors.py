"""Everything the crawl raises on purpose.

    LoaError
    ├── ConfigError            wrong use or configuration: exit status 2
    │   ├── UnknownCity
    │   ├── UnknownSource
    │   └── BadFile
    ├── CannotRun              nothing could run: exit status 3
    │   ├── PortTaken
    │   ├── NewerArchive
    │   └── DamagedArchive
    └── ExtractionError        one page: counted with its `reason`, never an article
        ├── NotHtml
        ├── NoTitle
        ├── NoArticle
        └── TooComplex

Each class says in its docstring what an operator can do; the first line is shown beside the message.
"""

from difflib import get_close_matches
from pathlib import Path


class LoaError(Exception):
    """Something went wrong that Loa can name."""

    status = 3

    @property
    def hint(self) -> str:
        """What to do about it, in one line."""
        return (type(self).__doc__ or "").strip().splitlines()[0]


class ConfigError(LoaError):
    """Correct what the message names, then run the command again."""

    status = 2


def nearest(name: str, known: list[str]) -> str:
    """' Did you mean x or y?' or ' Known: x, y, z.', for the end of a message."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        return f" Did you mean {' or '.join(near)}?"
    return f" Known: {', '.join(sorted(known))}." if known else ""


class UnknownCity(ConfigError):
    """Name a folder below cities/, or give the path of a folder that holds a city.toml."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.name, self.known = name, known
        super().__init__(f"there is no city {name!r}.{nearest(name, known)}")


class UnknownSource(ConfigError):
    """Name a file below the city's sources/, without its ending."""

    def __init__(self, name: str, city: str, known: list[str]) -> None:
        self.name, self.city, self.known = name, city, known
        super().__init__(f"{city} has no source {name!r}.{nearest(name, known)}")


class BadFile(ConfigError):
    """Correct the file at the key that is named."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path, self.problems = path, problems
        super().__init__("\n".join(f"{path}: {problem}" for problem in problems))


class CannotRun(LoaError):
    """Nothing was started."""

    status = 3


class PortTaken(CannotRun):
    """Another program listens there: stop it, or choose another port."""

    def __init__(self, host: str, port: int, setting: str) -> None:
        self.host, self.port, self.setting = host, port, setting
        super().__init__(f"port {port} on {host} is taken; another one: {setting}")


class NewerArchive(CannotRun):
    """The archive was written by a newer Loa: install that version, or name another data folder."""

    def __init__(self, place: str, found: str, known: str) -> None:
        self.place, self.found, self.known = place, found, known
        super().__init__(f"the archive {place} is at schema {found}, this Loa knows {known}")


class DamagedArchive(CannotRun):
    """The database file fails its own check: put back a backup; feeds on disk stay as they are."""

    def __init__(self, place: str, finding: str) -> None:
        self.place, self.finding = place, finding
        super().__init__(f"the archive {place} is damaged: {finding}")


class ExtractionError(LoaError):
    """The page was fetched and is kept, but is no article."""

    reason = "unreadable"

    def __init__(self, source: str, url: str, problem: str) -> None:
        self.source, self.url, self.problem = source, url, problem
        super().__init__(f"{source}: {problem}: {url}")


class NotHtml(ExtractionError):
    """The address answers with something that is no web page: a file, a picture, an empty body."""

    reason = "not_html"


class NoTitle(ExtractionError):
    """No title was found: the page is no article, or its markup is new."""

    reason = "no_title"


class NoArticle(ExtractionError):
    """The page shows a log-in form, an error, a list or a notice in place of an article."""

    reason = "no_article"


class TooComplex(ExtractionError):
    """The page has more markup than any news page has: it is not read."""

    reason = "too_complex"
