"""`python -m feeds.cli` is `loa`."""

from feeds.cli import main

main()
