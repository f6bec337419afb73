"""Articles: find one, write what was decided about it, read many. Every function takes the caller's transaction."""

from crawler.archive.articles.addressing import failed, known, settle, tries, unchanged
from crawler.archive.articles.gone import missing, withdraw
from crawler.archive.articles.identity import Found, find
from crawler.archive.articles.reading import at, count, everything, get, many, recent, recent_versions
from crawler.archive.articles.versions import PageRef, Version, history, versions_of
from crawler.archive.articles.writing import apply

__all__ = [
    "Found",
    "PageRef",
    "Version",
    "apply",
    "at",
    "count",
    "everything",
    "failed",
    "find",
    "get",
    "history",
    "known",
    "many",
    "missing",
    "recent",
    "recent_versions",
    "settle",
    "tries",
    "unchanged",
    "versions_of",
    "withdraw",
]
