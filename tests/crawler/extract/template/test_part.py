"""A template reads a part of the page, and what it reads there is what the whole page says."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article, Listed, Published
from crawler.errors import ExtractionError
from crawler.extract.blocks import Blocks, read_blocks, read_part
from crawler.extract.page import Page
from crawler.extract.read import read, read_by
from crawler.extract.template import page as by_template
from crawler.extract.template.learning import learn
from crawler.extract.template.lessons import Sample
from crawler.extract.template.part import beside, covers, part_of
from crawler.extract.template.places import find, number_of
from crawler.extract.template.values import Template, spot
from tests.crawler.extract.template.sites import CONTEXT, NEWS, before, text

TAUGHT = ("bridge", "school", "market")
PIECES = (
    "<div class='story'>", "<div class='col'>", "</div>", "<p>", "</p>", "<h1 class='head'>", "</h1>", "<table><tr><td>",
    "</table>", "<br>", "<a href='/x.pdf'>", "</a>", "<span hidden>", "<span>", "</span>", "<form>", "<ul><li>", "</ul>",
    "<template>", "<noscript>", "<select><option>", "<!-- x -->", "\x00", "Some words that could well be a sentence here.",
    "<img src='/a.jpg'>", "<div class='info'>", "<div style='display:none'>", "3 March 2026",
)  # fmt: skip
SNIPPETS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.fixture(scope="module")
def template() -> Template:
    found = learn([Sample(page, read(page, CONTEXT)) for page in map(before, TAUGHT)], CONTEXT)
    assert found is not None and found.title is not None
    return found


def changed(name: str, at: str, snippet: str) -> Page:
    return Page(before(name).html.replace(at, snippet + at, 1), f"https://bridge.example/{name}", "text/html")


def way(blocks: Blocks, number: int) -> list[tuple[str, str, int]]:
    return [(one.tag, one.names, number_of(blocks, one)) for one in blocks[number].element.up()]


def test_a_part_is_walked_from_its_first_element_to_a_little_below_its_last() -> None:
    page = Page("<div><p>a</p></div><div class=x><p>b</p><p id=f>c</p><p>d</p></div><p>e</p><p>f</p><p>g</p>")
    first, last = page.first("#f"), page.first(".x")
    assert first is not None and last is not None
    found = read_part(page, first, {last.mem_id}, 2)
    assert found is not None
    assert [block.text for block in found] == ["c", "d", "e", "f"]
    assert [str(one) for one in way(found, 0)] == [str(one) for one in way(read_blocks(page), 2)]


@pytest.mark.parametrize("round_it", ["<select><option>", "<span hidden>", "<template>", "<video>"])
def test_what_the_page_does_not_show_is_no_part(round_it: str) -> None:
    page = Page(f"<p>a</p>{round_it}<div id=f>b</div>")
    first = page.first("#f")
    assert first is None or read_part(page, first, {first.mem_id}, 2) is None


@settings(max_examples=150, deadline=None)
@given(SNIPPETS, SNIPPETS, st.data())
def test_each_block_of_a_part_is_as_in_the_whole(head: str, tail: str, data: st.DataObject) -> None:
    page = Page(f"<body>{head}<div><p>one</p><p>two</p></div>{tail}</body>", "https://bridge.example/x")
    whole = read_blocks(page)
    element = data.draw(st.sampled_from(whole.elements))
    found = read_part(page, element.node, {element.node.mem_id}, 3)
    if element.tag == "body":
        assert found is None
        return
    assert found is not None
    assert len(found) >= min(len(whole) - element.first, element.last - element.first + 4)
    for number, block in enumerate(found):
        other = whole[element.first + number]
        assert (block.text, block.linked) == (other.text, other.linked)
        assert block.broken == other.broken or number == 0
        assert [str(one) for one in way(found, number)] == [str(one) for one in way(whole, element.first + number)]


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([*NEWS]),
    st.sampled_from(["<div class='col'>", "<h1", "<div class='box'>", "<div class='letter'>", "<ul class='more'>"]),
    SNIPPETS,
)
def test_a_page_comes_out_as_if_it_were_walked_whole(template: Template, name: str, at: str, snippet: str) -> None:
    quick = outcome(changed(name, at, snippet), template)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(by_template, "part_of", lambda page, template: None)
        assert outcome(changed(name, at, snippet), template) == quick


def outcome(page: Page, template: Template) -> tuple[str, str, int | None] | str:
    try:
        reading = read_by(page, CONTEXT, templates=(template,))
    except ExtractionError as error:
        return str(error)
    return reading.article.title, reading.article.text, reading.layout


def test_a_page_is_not_walked_whole_where_a_part_settles_it(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "blocks", property(lambda page: pytest.fail("the whole page was walked")))
    for name in NEWS:
        listed = (Listed(f"https://bridge.example/{name}", NEWS[name][0], "https://bridge.example/"),)
        assert read(before(name), CONTEXT, listed=listed, templates=(template,)).text == text(name)


@pytest.mark.parametrize("lines", [0, 30])
def test_a_short_text_counts_only_where_the_page_has_none_elsewhere(template: Template, lines: int) -> None:
    """Whether the other text stands near, in the part, or far below it."""
    short = Page(
        before("storm").html.replace("</p><p>".join(NEWS["storm"][2:]), "The roofs are gone."),
        "https://bridge.example/storm",
    )
    gap = (
        "<ul class='more'>" + "".join(f"<li><a href='/{line}'>Line {line}</a></li>" for line in range(lines)) + "</ul>"
    )
    other = "".join(f"<p>{one} {one}</p>" for one in NEWS["swim"][1:])
    foot = "<div class='foot'>"
    spoken = Page(short.html.replace(foot, f"{gap}<section>{other}</section>{foot}"), short.url)
    part = part_of(spoken, template)
    assert part is not None and covers(part, template)
    assert (beside(part, template) - template.rest >= 250) is (lines > 0)
    assert read_by(spoken, CONTEXT, templates=(template,)).refused.endswith(
        "short and the page has more text elsewhere"
    )
    reading = read_by(short, CONTEXT, templates=(template,))
    assert (reading.layout, reading.article.text.splitlines()[-1]) == (0, "The roofs are gone.")


def listed_article(name: str, when: Published) -> tuple[Page, tuple[Listed, ...]]:
    page = Page(before(name).html.replace("March 2026 10:05", ""), f"https://bridge.example/{name}")
    return page, (Listed(page.url, NEWS[name][0], "https://bridge.example/", when),)


def test_the_time_of_a_site_that_only_its_lists_tell_is_the_lists() -> None:
    times = {
        name: Published(datetime(2026, 3, 1 + n, 8, 5, tzinfo=UTC), f"{1 + n} March", "full")
        for n, name in enumerate(NEWS)
    }
    samples = []
    for name in TAUGHT:
        page, listed = listed_article(name, times[name])
        samples.append(Sample(page, read(page, CONTEXT, listed=listed)))
    found = learn(samples, CONTEXT)
    assert found is not None and found.time_in_list and found.time is None
    page, listed = listed_article("storm", times["storm"])
    told = read(page, CONTEXT, listed=listed, templates=(found,)).published
    assert told is not None and told.value == times["storm"].value
    dated = before("storm")
    assert read(dated, CONTEXT, templates=(found,)).published == read(dated, CONTEXT).published


def stamped(name: str, *, machine: bool = True) -> Page:
    day = f"2026-03-{10 + [*NEWS].index(name)}T09:30:00+00:00"
    shown = f"<time datetime='{day}'>{day[:10]}</time>" if machine else ""
    html = before(name).html.replace("<div class='info'>By Ann Reed, ", f"<div class='info'>{shown}<!--")
    return Page(html.replace(" March 2026 10:05</div>", "--></div>"), f"https://bridge.example/{name}")


def test_a_time_element_at_its_place_tells_the_time() -> None:
    found = learn([Sample(page, read(page, CONTEXT)) for page in map(stamped, TAUGHT)], CONTEXT)
    assert found is not None and str(found.time) == "div.info"
    told = read(stamped("swim"), CONTEXT, templates=(found,)).published
    assert told is not None and told.value == datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def reading_of(page: Page, template: Template, title: str) -> Article:
    listed = (Listed(page.url, title, "https://bridge.example/"),)
    return read(page, CONTEXT, listed=listed, templates=(template,))


def test_a_title_is_taken_from_its_place_only_where_head_and_list_agree(template: Template) -> None:
    """What the list says otherwise is sought as ever: it may be the text that was changed, or another page's."""
    for said in (NEWS["storm"][0], "Nine roofs gone in the lower town after a stormy night"):
        listed = (Listed("https://bridge.example/storm", said, "https://bridge.example/"),)
        assert reading_of(before("storm"), template, said).title == read(before("storm"), CONTEXT, listed=listed).title


def test_kickers_of_a_site_are_still_found(template: Template) -> None:
    assert not template.kickers
    page = Page(before("storm").html.replace("<h1", "<p class='kicker'>Weather</p><h1"), "https://bridge.example/storm")
    assert reading_of(page, replace(template, kickers=True), NEWS["storm"][0]).kicker == "Weather"


def test_a_site_that_shows_no_titles_has_them_in_its_head() -> None:
    def bare(name: str) -> Page:
        title = NEWS[name][0]
        html = before(name).html.replace(f"<h1 class='head'>{title}</h1>", "")
        html = html.replace("<head>", f"<head><meta property='og:title' content='{title}'>")
        for other in NEWS.values():
            html = html.replace(f">{other[0]}</a>", ">More</a>")
        return Page(html, f"https://bridge.example/{name}")

    found = learn([Sample(page, read(page, CONTEXT)) for page in map(bare, TAUGHT)], CONTEXT)
    assert found is not None and found.headless and found.title is None
    told = read(bare("swim"), CONTEXT, templates=(found,))
    assert (told.title, told.text) == (NEWS["swim"][0], text("swim"))


def test_a_place_that_is_told_by_number_is_found_in_a_part() -> None:
    page = Page("<div class=a><p>x</p><div>1</div><div>2</div><div id=f>3</div><div>4</div></div>")
    first = page.first("#f")
    assert first is not None
    found = read_part(page, first, {first.mem_id}, 1)
    assert found is not None
    assert [one.node.mem_id for one in find(found, spot("div.a > div:3"))] == [first.mem_id]
