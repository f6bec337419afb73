"""Memory that is free goes back to the system, where the C library would keep it for later."""

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Some milliseconds: for the ends of long work, not for every page."""
    gc.collect()
    with suppress(OSError, AttributeError, TypeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)
