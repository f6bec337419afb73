"""What we keep: articles and their versions, raw pages, runs, and the change log that the feeds follow.

This is the only place with SQL about articles. `Archive` opens it; every method takes the transaction of its caller.
"""

from crawler.archive.archive import Archive, open_archive

__all__ = ["Archive", "open_archive"]
