"""Write a file whole or not at all: who reads it at any moment finds the old bytes or the new ones."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from crawler.errors import LoaError

_TEMPORARY = ".loa-"
_READ_ALL = 0o644


class CannotWrite(LoaError):
    """Make room on the disk, or make the folder writable; the old file stays as it was until then."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path, self.cause = path, cause
        super().__init__(f"{path} cannot be written: {cause.strerror or cause}")


def write_if_changed(path: Path, body: bytes) -> bool:
    """Make `path` hold `body`; False where it does already, and then it is not touched (same bytes, same mtime).

    The folder is made where it is missing. Raises CannotWrite; the file is then as it was before. A process that dies
    half-way leaves at most a hidden temporary file beside it, which `sweep` removes.
    """
    if _holds(path, body):
        return False
    try:
        made = _make_folder(path.parent)
        _replace(path, body)
        for folder in made:
            _sync_folder(folder)
    except OSError as error:
        raise CannotWrite(path, error) from error
    return True


def remove(path: Path) -> bool:
    """Delete a file for good; False where there is none. Raises CannotWrite."""
    try:
        path.unlink()
        _sync_folder(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CannotWrite(path, error) from error
    return True


def sweep(folder: Path) -> int:
    """Remove the temporary files that dead processes left below `folder`; how many. Only the one that holds the
    folder's lock may call it: it would take a living writer's file too."""
    left = [file for file in folder.rglob(f"{_TEMPORARY}*") if file.is_file()]
    for file in left:
        with suppress(OSError):
            file.unlink()
    return len(left)


def _holds(path: Path, body: bytes) -> bool:
    """Whether the file has exactly these bytes; a file that cannot be read is written anew."""
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False


def _replace(path: Path, body: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), _READ_ALL)  # a web server of another user reads it; mkstemp gives 0600
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> list[Path]:
    """The folders whose list of names changed by it."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [place.parent for place in missing]


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut. Some file systems cannot; the file is whole all the same."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
