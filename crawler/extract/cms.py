"""Which CMS made a page: by what its generator says, else by the paths and marks that only that CMS has."""

import re
from dataclasses import dataclass

from crawler.extract.page import Page

_MOST = 400_000  # characters of a page that are searched


@dataclass(frozen=True, slots=True)
class Cms:
    """`sign` is what it was known by, as the page has it."""

    name: str
    sign: str


# name, what a generator says, what else only such a page holds: words, which are found many times faster than patterns
_TABLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("wordpress", r"wordpress", ("/wp-content/", "/wp-includes/", "/wp-json/")),
    ("nukeviet", r"nukeviet", ("nv_base_siteurl", "nv_lang_data", "nv_module_name")),
    (
        "drupal",
        r"drupal",
        ("data-drupal-selector", "drupalSettings")
        + tuple(f"/sites/{whose}/{what}/" for whose in ("default", "all") for what in ("files", "themes", "modules")),
    ),
    ("joomla", r"joomla", ("/media/jui/", "/media/system/", "/media/vendor/joomla", "option=com_content")),
    ("liferay", r"liferay", ("Liferay.ThemeDisplay", "Liferay.currentURL", "Liferay.Portlet", "p_p_id=")),
    ("typo3", r"typo3", ("/typo3temp/", "/typo3conf/", "tx_news_pi1")),
    ("sharepoint", r"sharepoint", ("_spPageContextInfo", "/_layouts/15/", "/_catalogs/masterpage/")),
    ("dotnetnuke", r"dotnetnuke|\bdnn\b", ("/DesktopModules/", "/Portals/_default/")),
)
_GENERATORS = tuple((name, re.compile(said, re.I)) for name, said, _ in _TABLE)
_MARKS = {name: marks for name, _, marks in _TABLE}
# What has figures or a name of its own in it, and a word that it has in any case.
_PATTERNS = {
    "liferay": ("-theme/", re.compile(r"/o/[\w-]{1,60}-theme/")),
    "dotnetnuke": ("dnn_ctr", re.compile(r"\bdnn_ctr\d")),
}


def cms_of(page: Page) -> Cms | None:
    """None: a CMS that is not in the table, or none. Never raises."""
    if found := _told(page):
        return found
    text = page.html[:_MOST]
    return next((Cms(name, mark) for name in _MARKS if (mark := _mark(text, name))), None)


def is_made_with(page: Page, name: str) -> bool:
    """Whether this CMS made the page. Cheaper than cms_of where the page has a mark of it."""
    if _mark(page.html[:_MOST], name):
        return True
    found = _told(page)
    return found is not None and found.name == name


def _told(page: Page) -> Cms | None:
    """By what the page's generator says."""
    for node in page.said["meta"]:
        if (node.attributes.get("name") or "").strip().lower() == "generator":
            said = " ".join((node.attributes.get("content") or "").split())[:120]
            for name, pattern in _GENERATORS:
                if pattern.search(said):
                    return Cms(name, said)
    return None


def _mark(text: str, name: str) -> str:
    """The mark of a CMS that a page holds; "" where it holds none."""
    if found := next((mark for mark in _MARKS[name] if mark in text), ""):
        return found
    if name in _PATTERNS and _PATTERNS[name][0] in text:
        match = _PATTERNS[name][1].search(text)
        return match[0] if match else ""
    return ""
