"""A small made-up site, before and after its redesign."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crawler.article import Article
from crawler.extract.page import Context, Page
from crawler.extract.read import read
from crawler.extract.template.lessons import Sample

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CONTEXT = Context("bao", "en", "GB", ZoneInfo("Europe/London"), NOW)

NEWS = {
    "bridge": (
        "Old bridge closed for repair",
        "The old bridge over the river is closed from Monday, the town's works department said.",
        "Cracks were found in two of the seven arches during the yearly inspection, which divers carried out in March.",
        "Buses take the road by the mill until the summer, and cyclists are shown the way along the southern bank.",
    ),
    "school": (
        "Two more classes at the harbour school",
        "The harbour school gets two more classes in autumn, the council decided on Tuesday night.",
        "Some forty children of the new houses on the quay had no place so far and were driven to the next village.",
        "The rooms were used as an archive, whose files move to the cellar of the library before the holidays begin.",
    ),
    "market": (
        "Market hall opens on Sundays",
        "The market hall will be open on Sundays between ten and four, its tenants agreed with the town.",
        "Bakers and florists had asked for it for years, while the fishmongers would rather have kept the day free.",
        "A trial runs until Christmas, after which the tenants vote once more in a meeting that everybody may attend.",
    ),
    "storm": (
        "Storm takes roofs in the lower town",
        "A storm took the tiles off nine roofs in the lower town during the night, and nobody was hurt.",
        "The fire brigade was called to twenty places, most of them trees that had come down on parked cars.",
        "Schools stay open, though parents are asked to walk with small children past the scaffolding at the church.",
    ),
    "swim": (
        "Outdoor pool looks for lifeguards",
        "The outdoor pool looks for four lifeguards, without whom it cannot open in the middle of May.",
        "Applicants have to be eighteen and hold the silver badge, for which the town pays the course in winter.",
        "Last year the pool had to close on eleven hot days since too few people were there to watch the water.",
    ),
}
MENU = "<ul class='menu'><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li><li><a href='/town'>Town</a></li></ul>"
FOOT = "<div class='foot'><p>The Bridge Paper, 1 Mill Lane, is printed by the town and costs nothing. All rights reserved.</p></div>"


def before(name: str, extra: str = "") -> Page:
    """The site as it was: the lede in a box of its own, a note on newsletters inside the text's element."""
    title, lede, *text = NEWS[name]
    teasers = "".join(f"<li><a href='/{other}'>{NEWS[other][0]}</a></li>" for other in NEWS if other != name)
    return Page(
        f"<html><head><title>{title} | The Bridge Paper</title></head><body class='post-{name}'>{MENU}"
        f"<div class='col'><h1 class='head'>{title}</h1><div class='info'>By Ann Reed, {1 + [*NEWS].index(name)} March 2026 10:05</div>"
        f"<div class='box'><p>{lede}</p></div>"
        f"<div class='story s-{name}'>{''.join(f'<p>{one}</p>' for one in text)}{extra}"
        "<div class='letter'><p>Read this and more in our weekly letter, which comes to your door on Friday mornings.</p></div>"
        f"</div><ul class='more'>{teasers}</ul></div>{FOOT}</body></html>",
        f"https://bridge.example/{name}",
        "text/html",
    )


def after(name: str) -> Page:
    """The same articles in a new design."""
    title, lede, *text = NEWS[name]
    return Page(
        f"<html><head><title>{title} - Bridge Paper</title></head><body><header><nav>{MENU}</nav></header><main>"
        f"<article class='entry'><header><h1>{title}</h1><p class='by'>4 March 2026 10:{len(name):02}</p></header>"
        f"<section class='prose'><p class='intro'>{lede}</p>{''.join(f'<p>{one}</p>' for one in text)}</section></article>"
        f"<aside><h2>Most read</h2><p>Nine things to know about the lower town, collected by our readers over the years.</p>"
        f"</aside></main><footer>{FOOT}</footer></body></html>",
        f"https://bridge.example/{name}",
        "text/html",
    )


def text(name: str) -> str:
    """All that the article says, a paragraph a line."""
    return "\n".join(NEWS[name][1:])


def article(page: Page, title: str, body: str) -> Article:
    """An article as a reading of the page might give it."""
    return Article("bao", page.url, title, "", body, "en", NOW)


def sample(name: str, body: str | None = None) -> Sample:
    page = before(name)
    return Sample(page, article(page, NEWS[name][0], text(name) if body is None else body))


def general(page: Page) -> Article:
    return read(page, CONTEXT)
