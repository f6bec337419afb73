"""Writes the files of sources as a person would: keys in the order of docs/city.md, comments and all else kept."""

import os
import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Item

from crawler.city import City, Source, checked
from crawler.clean import clean_line
from crawler.errors import BadFile, LoaError

KEYS = tuple(name for name in Source.model_fields if name != "id")
_LONGEST_ID = 40
_WIDE = 100  # characters of a list that still stands in one line


class CannotSave(LoaError):
    """Make room on the disk, or make the folder writable; the file is as it was before."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path, self.cause = path, cause
        super().__init__(f"{path} cannot be written: {cause.strerror or cause}")


def source_toml(values: Mapping[str, Any], comments: Mapping[str, str] | None = None) -> str:
    """A source's file as text. A value of None is left out; a comment stands behind the key it is given for."""
    document = tomlkit.document()
    for name in sorted(values, key=_rank):
        if values[name] is not None:
            document.add(name, _item(values[name], (comments or {}).get(name, "")))
    return tomlkit.dumps(document)


def save_source(city: City, id: str, values: Mapping[str, Any], comments: Mapping[str, str] | None = None) -> Path:
    """Write `sources/<id>.toml`: a new file, or the keys of an existing one changed in place, its comments and its
    other keys kept; a value of None takes a key away. Returns the file.

    What comes out is checked before it is written: raises BadFile that lists all problems, and CannotSave. The file
    is replaced whole: who reads it finds the old one or the new one.
    """
    file = city.path / "sources" / f"{id}.toml"
    try:
        old = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        old = None
    except UnicodeDecodeError as error:
        raise BadFile(file, [f"is not UTF-8 at byte {error.start}"]) from error
    except OSError as error:
        raise BadFile(file, [f"cannot be read: {error.strerror}"]) from error
    try:
        text = source_toml(values, comments) if old is None else changed_toml(old, values, comments)
        made = tomllib.loads(text)
    except (TOMLKitError, tomllib.TOMLDecodeError) as error:
        raise BadFile(file, [f"is not TOML: {error}"]) from error
    if "id" in made:
        raise BadFile(file, ["id: the file's name is the id; leave this key out"])
    checked(Source, made | {"id": id}, file)
    if text != old:
        _write(file, text.encode("utf-8"))
    return file


def changed_toml(old: str, values: Mapping[str, Any], comments: Mapping[str, str] | None = None) -> str:
    """A source's file with other values: what stays equal keeps its spelling. Raises TOMLKitError on broken TOML."""
    document = tomlkit.parse(old)
    for name in sorted(values, key=_rank):
        value, known = values[name], document.get(name)
        if value is None:
            if name in document:
                document.remove(name)
        elif known is None:
            if document.as_string() and not document.as_string().endswith("\n"):
                document = tomlkit.parse(document.as_string() + "\n")
            document.add(name, _item(value, (comments or {}).get(name, "")))
        elif _plain(known) != _plain(value):
            if not (isinstance(known, Array) and _edited(known, value)):
                document[name] = _item(value)
    return tomlkit.dumps(document)


def free_id(city: City, title_or_host: str) -> str:
    """An id that no source of the city has, nor had: `Báo Bến Lau` -> `bao-ben-lau`, `www.a.gov.vn` -> `a-gov-vn`."""
    letters = unicodedata.normalize("NFKD", title_or_host.casefold().replace("đ", "d").removeprefix("www."))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", plain)
    while len(words) > 1 and len("-".join(words)) > _LONGEST_ID:
        words.pop()
    name = "-".join(words)[:_LONGEST_ID].strip("-") or "source"
    taken = {source.id for source in city.sources} | {old for source in city.sources for old in source.formerly}
    taken |= {file.stem for file in (city.path / "sources").glob("*.toml")}
    return next(found for number in count(1) if (found := name if number == 1 else f"{name}-{number}") not in taken)


def _rank(name: str) -> tuple[int, str]:
    return (KEYS.index(name) if name in KEYS else len(KEYS), name)


def _plain(value: Any) -> Any:
    """As TOML holds it, and as it is compared: tuples are lists, strangers' text is clean and on one line."""
    if isinstance(value, Item):
        value = value.unwrap()
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, Sequence):
        return [_plain(inner) for inner in value]
    return value


def _item(value: Any, comment: str = "") -> Item:
    plain = _plain(value)
    item: Item = tomlkit.item(plain)
    if isinstance(item, Array) and len(plain) > 1 and len(item.as_string()) > _WIDE:
        item.multiline(True)
    if comment:
        item.comment(clean_line(comment))
    return item


def _edited(array: Array, value: Any) -> bool:
    """Change an array's members one by one, so that comments between them stay; False where that does not give it."""
    wanted, old = _plain(value), _plain(array)
    if not isinstance(wanted, list) or not old or not wanted:
        return False
    kept = [member for member in old if member in wanted]
    if wanted[: len(kept)] != kept or len(set(map(repr, old))) < len(old):
        return False
    for place in reversed(range(len(old))):
        if old[place] not in wanted:
            del array[place]
    for member in wanted[len(kept) :]:
        array.append(member)
    return bool(_plain(array) == wanted)


def _write(file: Path, body: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".loa-", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(body)
                out.flush()
                os.fchmod(out.fileno(), 0o644)
                os.fsync(out.fileno())
            os.replace(temporary, file)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise CannotSave(file, error) from error
