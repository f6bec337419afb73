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


# name, what a generator says, what else only such a page holds
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("wordpress", r"wordpress", r"/wp-(?:content|includes|json)/"),
    ("nukeviet", r"nukeviet", r"\bnv_(?:base_siteurl|lang_data|module_name)\b"),
    ("drupal", r"drupal", r"data-drupal-selector|/sites/(?:default|all)/(?:files|themes|modules)/|drupalSettings"),
    ("joomla", r"joomla", r"/media/(?:jui|system|vendor/joomla)[\w-]*/|option=com_content"),
    ("liferay", r"liferay", r"\bLiferay\.(?:ThemeDisplay|currentURL|Portlet)\b|/o/[\w-]+-theme/|p_p_id="),
    ("typo3", r"typo3", r"/typo3(?:temp|conf)/|tx_news_pi1"),
    ("sharepoint", r"sharepoint", r"\b_spPageContextInfo\b|/_layouts/15/|/_catalogs/masterpage/"),
    ("dotnetnuke", r"dotnetnuke|\bdnn\b", r"/DesktopModules/|/Portals/_default/|\bdnn_ctr\d"),
)
_GENERATORS = tuple((name, re.compile(said, re.I)) for name, said, _ in _TABLE)
_MARKS = tuple((name, re.compile(marks)) for name, _, marks in _TABLE)


def cms_of(page: Page) -> Cms | None:
    """None: a CMS that is not in the table, or none. Never raises."""
    for node in page.tree.css("meta[name][content]"):
        if (node.attributes.get("name") or "").strip().lower() == "generator":
            said = " ".join((node.attributes.get("content") or "").split())[:120]
            for name, pattern in _GENERATORS:
                if pattern.search(said):
                    return Cms(name, said)
    text = page.html[:_MOST]
    for name, pattern in _MARKS:
        if match := pattern.search(text):
            return Cms(name, match[0])
    return None
