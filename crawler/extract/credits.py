"""Who wrote an article and in which section it stands: what the head says, else what the page shows near the title."""

import re

from selectolax.lexbor import LexborNode

from crawler.extract.head import Head, clean
from crawler.extract.lines import key
from crawler.extract.page import Page, words

_BY = re.compile(
    r"^\s*(?:written by|posted by|by|von|par|por|di|da|door|av|af|tác giả|bài, ảnh|bài và ảnh|tin, ảnh|bài|thực hiện"
    r"|theo|người viết|pv|author|autor|автор|作者|文|記者|记者|기자)\s*[:：.|/-]?\s+",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"^(?:admin(?:istrator|istrador)?|editor|webmaster|root|user|guest|super user|quản trị(?: viên)?|staff|redaktion"
    r"|redacción|n/?a|none|null|unknown|anonymous|biên tập viên|btv)$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"\d{1,2}[/.:-]\d{1,2}|\b(?:19|20)\d\d\b")
_AUTHOR_CSS = "[rel~=author],[itemprop~=author],.author-name,.author,.byline,.byline-name,.entry-author,.post-author"
MAX_AUTHOR = 120


def read_author(page: Page, head: Head) -> str:
    """The author as the page names it, several joined with a comma; "" where it names none or only an account."""
    site = {key(name) for name in head.site_names}
    found = [name for author in head.authors if (name := _person(author)) and key(name) not in site]
    if not found:
        for node in page.tree.css(_AUTHOR_CSS)[:6]:
            if (name := _person(words(node))) and key(name) not in site:
                found = [name]
                break
    return ", ".join(dict.fromkeys(found))[:MAX_AUTHOR]


def _person(text: str) -> str:
    """A name without "by" and the like; "" for accounts, addresses, dates and sentences."""
    name = _BY.sub("", clean(text, 300)).strip(" ,;:|-–—")
    if not 2 <= len(name) <= MAX_AUTHOR or len(name.split()) > 12 or _DATE_LIKE.search(name):
        return ""
    if "@" in name or "://" in name or _NO_PERSON.match(name):
        return ""
    return name


_WORDS = ("readcrumb", "READCRUMB")
_TRAIL = "[itemtype*='BreadcrumbList'],.breadcrumb,.breadcrumbs,#breadcrumb,[class*=breadcrumb]"
_CRUMBS = (
    "[itemtype*='BreadcrumbList'] [itemprop=name],.breadcrumb a,.breadcrumbs a,#breadcrumb a,[class*=breadcrumb] a"
)
_HOME = frozenset(
    key(word)
    for word in "home homepage start startseite inicio início accueil главная головна 首页 首頁 ホーム 홈".split()
) | {key("trang chủ"), key("trang nhất"), key("home page")}


def read_section(page: Page, head: Head) -> str:
    """The section as the head or the trail of links above the title names it; "" where neither does."""
    if head.section and len(head.section) <= 80:
        return head.section
    site = {key(name) for name in head.site_names}
    for node in reversed(_crumbs(page)):
        text = clean(words(node), 200)
        letters = key(text)
        if 2 <= len(text) <= 60 and letters not in _HOME and letters not in site and letters not in key(head.og_title):
            return text
    return ""


def _crumbs(page: Page) -> list[LexborNode]:
    """The first eight steps of the page's trails. Sought inside the trails: in a whole page it takes many times as
    long."""
    if not any(word in page.html for word in _WORDS):
        return []
    found: list[LexborNode] = []
    inner: set[int] = set()
    for trail in page.tree.css(_TRAIL):
        if len(found) < 8 and trail.mem_id not in inner:
            found += trail.css(_CRUMBS)
            inner |= {node.mem_id for node in trail.css(_TRAIL)}
    return found[:8]
