"""The commands: each asks, calls one function, tells. Exit status: 0 all well, 1 some source failed, 2 wrong use or
configuration, 3 nothing could run."""

import os
import sys

from crawler.errors import LoaError


def main() -> None:
    """Entry of `loa`. Whatever Loa raises becomes one clear message and its exit status."""
    from feeds.cli.app import app

    try:
        app(prog_name="loa")
    except LoaError as error:
        print(f"loa: {error}\n     {error.hint}", file=sys.stderr)
        sys.exit(error.status)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
