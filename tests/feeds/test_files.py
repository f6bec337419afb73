import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.errors import LoaError
from feeds.files import CannotWrite, remove, sweep, write_if_changed

OLD, NEW = b"<feed>" + b"old" * 50_000, b"<feed>" + b"new!" * 60_000


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_is_written_whole_in_a_folder_that_is_made(tmp_path: Path) -> None:
    file = tmp_path / "feeds" / "source" / "bao.atom"
    assert write_if_changed(file, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == ["bao.atom"]


def test_the_same_bytes_leave_the_file_untouched(tmp_path: Path) -> None:
    file = tmp_path / "a.atom"
    write_if_changed(file, OLD)
    os.utime(file, (1, 1))
    before = file.stat()
    assert not write_if_changed(file, OLD)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_bytes_of_the_same_length_are_compared(tmp_path: Path) -> None:
    file = tmp_path / "a.atom"
    write_if_changed(file, b"a")
    assert write_if_changed(file, b"b")
    assert file.read_bytes() == b"b"


def test_a_web_server_of_another_user_may_read_it(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "a.atom", OLD)
    assert stat.S_IMODE((tmp_path / "a.atom").stat().st_mode) == 0o644


def test_a_reader_that_has_the_file_open_keeps_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "a.atom"
    write_if_changed(file, OLD)
    with file.open("rb") as reading:
        reading.read(10)
        write_if_changed(file, NEW)
        assert reading.read() == OLD[10:]


def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def rename(old: str, new: Path) -> None:
        steps.append("name")
        assert Path(old).parent == new.parent
        replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    write_if_changed(tmp_path / "a.atom", OLD)
    assert steps == ["file", "name", "folder"]


@pytest.mark.parametrize("step", ["fchmod", "fsync", "replace"])
@pytest.mark.parametrize("cause", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_file_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, cause: int
) -> None:
    file = tmp_path / "a.atom"
    write_if_changed(file, OLD)

    def fail(*given: object) -> None:
        raise OSError(cause, os.strerror(cause))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(CannotWrite) as caught:
            write_if_changed(file, NEW)
    assert isinstance(caught.value, LoaError)
    assert caught.value.status == 3
    assert str(file) in str(caught.value)
    assert os.strerror(cause) in str(caught.value)
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["a.atom"]
    assert write_if_changed(file, NEW)


def test_a_limit_on_the_size_of_files_leaves_the_old_one(tmp_path: Path) -> None:
    """A write that really stops half-way: the system refuses the bytes past a limit."""
    file = tmp_path / "a.atom"
    write_if_changed(file, OLD)
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from feeds.files import CannotWrite, write_if_changed\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: write_if_changed(Path(sys.argv[1]), b'x' * 300_000)\n"
        "except CannotWrite as error: print(error); sys.exit(error.status)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, timeout=60)
    assert done.returncode == 3, done.stderr
    assert b"cannot be written: File too large" in done.stdout
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["a.atom"]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"")
    with pytest.raises(CannotWrite, match=r"feeds/a\.atom cannot be written"):
        write_if_changed(tmp_path / "feeds" / "a.atom", NEW)


def test_a_file_is_removed_for_good(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "a.atom", OLD)
    assert remove(tmp_path / "a.atom")
    assert not remove(tmp_path / "a.atom")


def test_what_dead_processes_left_is_swept_and_feeds_stay(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "feeds" / "a.atom", OLD)
    (tmp_path / "feeds" / ".loa-x1").write_bytes(b"half")
    assert sweep(tmp_path) == 1
    assert names(tmp_path / "feeds") == ["a.atom"]


WRITER = """
import sys
from pathlib import Path
from feeds.files import write_if_changed
files = [Path(sys.argv[1]) / f"{n}.atom" for n in range(4)]
bodies = [b"<feed>" + b"old" * 50_000, b"<feed>" + b"new!" * 60_000]
print("ready", flush=True)
while True:
    for body in bodies:
        for file in files:
            write_if_changed(file, body)
"""


def test_a_process_killed_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    """40 kills at random moments of rewriting: each file is the old one or the new one."""
    chance = random.Random(7)
    for file in (tmp_path / f"{n}.atom" for n in range(4)):
        write_if_changed(file, OLD)
    rewritten = 0
    for _ in range(40):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * 0.05)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=10)
        writer.stdout.close()
        found = [(tmp_path / f"{n}.atom").read_bytes() for n in range(4)]
        assert all(body in (OLD, NEW) for body in found)
        rewritten += NEW in found
    assert rewritten  # the kills did fall into writing
    sweep(tmp_path)
    assert names(tmp_path) == [f"{n}.atom" for n in range(4)]
