"""A template is learned from a few pages, reads the next ones, and is refused where it does not hold."""

import pickle
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Listed, Published
from crawler.extract.blocks import read_blocks
from crawler.extract.furniture import furniture
from crawler.extract.page import Page
from crawler.extract.read import read, read_by
from crawler.extract.reading import Reading
from crawler.extract.template.body import TemplateBody, body_by_template
from crawler.extract.template.learning import learn
from crawler.extract.template.lessons import Sample
from crawler.extract.template.values import VERSION, Template, dump, from_json, load, spot
from crawler.readers.tasks import Answer, Learned, LearnTemplate, ReadArticle, ReadByTemplate
from tests.crawler.extract.template.sites import CONTEXT, FOOT, MENU, NEWS, after, article, before, sample, text

TAUGHT = ("bridge", "school", "market")


@pytest.fixture(scope="module")
def template() -> Template:
    found = learn([sample(name) for name in TAUGHT], CONTEXT)
    assert found is not None
    return found


def body(page: Page, template: Template, title: str) -> str:
    found = body_by_template(read_blocks(page), template, title)
    assert isinstance(found, TemplateBody), found
    return found.body.text


def test_pages_that_were_not_seen_come_out_whole_and_without_the_site_around(template: Template) -> None:
    for name in ("storm", "swim"):
        assert body(before(name), template, NEWS[name][0]) == text(name)


def test_the_pages_it_was_learned_from_come_out_as_they_were(template: Template) -> None:
    assert template.agreed == (1.0, 1.0, 1.0)
    for name in TAUGHT:
        assert body(before(name), template, NEWS[name][0]) == text(name)


def test_what_one_reading_lost_is_found_again() -> None:
    """Errors of single readings lose the vote: a lede here, a last paragraph there, a line of the site taken once."""
    foot = "The Bridge Paper, 1 Mill Lane, is printed by the town and costs nothing. All rights reserved."
    found = learn(
        [
            sample("bridge", "\n".join(NEWS["bridge"][2:])),
            sample("school", "\n".join(NEWS["school"][1:3])),
            sample("market", f"{text('market')}\n{foot}"),
        ],
        CONTEXT,
    )
    assert found is not None
    for name in NEWS:
        assert body(before(name), found, NEWS[name][0]) == text(name)


def test_a_lede_that_no_reading_took_is_put_in_front() -> None:
    found = learn([sample(name, "\n".join(NEWS[name][2:])) for name in TAUGHT], CONTEXT)
    assert found is not None
    assert body(before("storm"), found, NEWS["storm"][0]) == text("storm")


def test_markup_that_was_not_seen_inside_the_text_is_the_articles_too(template: Template) -> None:
    listed = "<ul><li>The tower is shut for visitors until the tiles are back.</li><li>The cellar is dry.</li></ul>"
    said = body(before("storm", listed), template, NEWS["storm"][0])
    assert said.startswith(text("storm")) and said.endswith("\nThe cellar is dry.")


def test_a_headline_that_a_gallery_repeats_cuts_nothing_off(template: Template) -> None:
    gallery = (
        f"<div class='gallery'><h2>{NEWS['storm'][0]}</h2></div><p>The bells of the church were silent all day.</p>"
    )
    said = body(before("storm", gallery), template, NEWS["storm"][0])
    assert said.startswith(text("storm")) and said.endswith("silent all day.")


def test_another_design_is_refused_and_read_without_the_template(template: Template) -> None:
    for name in NEWS:
        assert (
            body_by_template(read_blocks(after(name)), template, NEWS[name][0])
            == "the element of the text is not there"
        )
        reading = read_by(after(name), CONTEXT, templates=(template,))
        assert reading.refused == "the element of the text is not there"
        assert reading.article == read(after(name), CONTEXT)


def test_after_a_redesign_it_is_learned_anew_and_known_articles_come_out_as_before(template: Template) -> None:
    known = {name: read(before(name), CONTEXT, templates=(template,)) for name in NEWS}
    again = learn([Sample(page, read(page, CONTEXT)) for page in map(after, TAUGHT)], CONTEXT)
    assert again is not None
    for name in NEWS:
        assert body(after(name), again, NEWS[name][0]) == known[name].text


def test_an_element_that_keeps_its_name_and_holds_something_else_is_refused(template: Template) -> None:
    """A generic name survives a redesign: a teaser stands there now, and the article elsewhere."""
    title, lede, *rest = NEWS["storm"]
    page = Page(
        f"<body><div class='col'><h1>{title}</h1></div><main>{''.join(f'<p>{one}</p>' for one in (lede, *rest, *rest))}"
        "<div class='story'><p>Watch our film.</p></div></main></body>",
        "https://bridge.example/storm",
    )
    reading = read_by(page, CONTEXT, templates=(template,))
    assert reading.refused and rest[0] in reading.article.text


def test_a_page_without_a_text_of_its_own_stays_without(template: Template) -> None:
    page = Page(
        before("storm")
        .html.replace("<p>" + "</p><p>".join(NEWS["storm"][2:]) + "</p>", "")
        .replace(NEWS["storm"][1], ""),
        "https://bridge.example/storm",
    )
    reading = read_by(page, CONTEXT, templates=(template,))
    assert (reading.rule, reading.refused, reading.article.text) == ("template", "", "")
    assert reading.article.title == NEWS["storm"][0]


def test_an_empty_text_is_believed_only_where_the_element_stands_as_it_did(template: Template) -> None:
    empty = "<div class='col'></div><main><div class='col'><h1>One line</h1></div><p>Closed today.</p></main>"
    found = body_by_template(
        read_blocks(Page(f"<body><div>{empty}</div></body>", "https://x.example/")), template, "One line"
    )
    assert found == "the text's element stands elsewhere and is empty"


def test_structured_data_that_says_otherwise_wins(template: Template) -> None:
    found = body_by_template(
        read_blocks(before("storm")), template, NEWS["storm"][0], article_body=text("school") + text("market")
    )
    assert found == "the text differs from the page's structured data"
    held = body_by_template(read_blocks(before("storm")), template, NEWS["storm"][0], article_body=text("storm"))
    assert isinstance(held, TemplateBody)


def test_what_repeats_is_no_lesson() -> None:
    """One article under two addresses would make its own text furniture; one page teaches nothing."""
    assert learn([sample("bridge"), sample("bridge")], CONTEXT) is None
    assert learn([sample("bridge")], CONTEXT) is None
    assert learn([], CONTEXT) is None
    assert learn([sample("bridge", ""), sample("school", ""), sample("market")], CONTEXT) is None
    twice = learn([*map(sample, TAUGHT), sample("bridge")], CONTEXT)
    assert twice is not None and len(twice.pages) == 3


def test_pages_of_different_sites_teach_nothing() -> None:
    """Any two pages have a `body > div` that holds the text and all that stands round it."""

    def page(name: str, site: str) -> Page:
        menu = "".join(f"<li><a href='/{word}'>{word} {site}</a></li>" for word in ("Home", "News", "Town", "Contact"))
        lines = "".join(f"<p>{line}</p>" for line in NEWS[name][1:])
        return Page(
            f"<body><div><ul>{menu}</ul><h1>{NEWS[name][0]}</h1>{lines}</div></body>", f"https://{site}.example/"
        )

    def learned(sites: str) -> Template | None:
        pages = [(name, page(name, site)) for name, site in zip(TAUGHT, sites, strict=True)]
        return learn([Sample(one, article(one, NEWS[name][0], text(name))) for name, one in pages], CONTEXT)

    assert learned("abc") is None
    assert learned("aaa") is not None


def test_readings_that_pages_do_not_bear_out_teach_nothing() -> None:
    """Texts that came from somewhere else: no element of the pages holds them."""
    foreign = [Sample(before(name), article(before(name), NEWS[name][0], text("swim") * 3)) for name in TAUGHT]
    assert learn(foreign, CONTEXT) is None


def test_two_layouts_are_one_template_with_two_elements() -> None:
    names = list(NEWS)
    pages = [before(name) for name in names[:3]] + [after(name) for name in names[2:]]
    samples = [
        Sample(page, article(page, NEWS[name][0], text(name)))
        for page, name in zip(pages, [*names[:2], "market", "market", *names[3:]], strict=True)
    ]
    found = learn([one for number, one in enumerate(samples) if number != 3], CONTEXT)
    assert found is not None
    assert body(before("market"), found, NEWS["market"][0]) == text("market")
    assert body(after("swim"), found, NEWS["swim"][0]) == text("swim")


def test_a_template_is_the_same_after_it_was_kept(template: Template) -> None:
    assert from_json(template.to_json()) == replace(
        template, pure=round(template.pure, 3), left=round(template.left, 3)
    )
    assert from_json(template.to_json().replace(f'"version": {VERSION}', '"version": 0')) is None


@pytest.mark.parametrize("place", ["div.main > div.text:2 > p *", "h1", "table > tr:3 > td:1"])
def test_a_place_is_the_same_after_it_was_written(place: str) -> None:
    assert str(spot(place)) == place


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div class='story'>",
                "<p>",
                "</p>",
                "</div>",
                "<h1 class='head'>",
                "<table><tr><td>",
                "Some words that could well be a sentence of a page.",
                "<br>",
                "\x00",
                "<a href='x'>link</a>",
                "<div class='col'>",
            ]
        ),
        max_size=30,
    )
)
def test_no_page_breaks_a_template(template: Template, parts: list[str]) -> None:
    found = body_by_template(read_blocks(Page("".join(parts), "https://bridge.example/x")), template, "Title")
    assert isinstance(found, TemplateBody | str)


def test_the_time_is_read_at_its_place_where_that_gives_what_a_full_reading_gave() -> None:
    found = learn([Sample(page, read(page, CONTEXT)) for page in map(before, TAUGHT)], CONTEXT)
    assert found is not None and str(found.time) == "div.info"
    for name in NEWS:
        with_template, without = read(before(name), CONTEXT, templates=(found,)), read(before(name), CONTEXT)
        assert with_template.published is not None and without.published is not None
        assert with_template.published.value == without.published.value
    moved = Page(before("storm").html.replace("class='info'", "class='byline'"), "https://bridge.example/storm")
    assert read(moved, CONTEXT, templates=(found,)).published == read(moved, CONTEXT).published


def test_a_day_that_the_list_contradicts_is_read_in_full() -> None:
    found = learn([Sample(page, read(page, CONTEXT)) for page in map(before, TAUGHT)], CONTEXT)
    assert found is not None
    told = Published(date(2026, 3, 1), "1 March 2026", "full")
    listed = (Listed("https://bridge.example/storm", NEWS["storm"][0], "https://bridge.example/", told),)
    full = read(before("storm"), CONTEXT, listed=listed)
    assert read(before("storm"), CONTEXT, listed=listed, templates=(found,)).published == full.published


def test_pages_are_learned_from_and_read_in_the_reading_process() -> None:
    asked = [
        ReadArticle(Answer(page.body, page.url, page.content_type), CONTEXT) for page in map(before, (*TAUGHT, "storm"))
    ]
    taught = pickle.loads(pickle.dumps(LearnTemplate(tuple((page, None) for page in asked[:3]))))()
    assert isinstance(taught, Learned) and taught.alike
    assert [one.title for one in taught.articles] == [NEWS[name][0] for name in TAUGHT]
    found = taught.template
    assert isinstance(found, Template) and pickle.loads(pickle.dumps(found)) == found
    reading = ReadByTemplate(asked[3], (found,))()
    assert isinstance(reading, Reading)
    assert (reading.rule, reading.refused, reading.article.text) == ("template", "", text("storm"))
    empty = ReadArticle(Answer(b"", "https://bridge.example/x", "text/html"), CONTEXT)
    assert ReadByTemplate(empty, (found,))() == "the answer is empty"
    assert LearnTemplate(())() == Learned(None, (), alike=False)


def _notice(number: int, beneath: str = "") -> Page:
    title = ("Tender for the road along the quay", "List of pupils for the autumn", "Plan of the mill quarter",
             "Accounts of the waterworks", "Map of the new bus stops")[number]  # fmt: skip
    return Page(
        f"<html><head><title>{title} | The Bridge Paper</title></head><body>{MENU}<div class='col'>"
        f"<h1 class='head'>{title}</h1><div class='info'>{number + 1} March 2026</div>{beneath}"
        f"<ul class='files'><li><a href='/files/{number}.pdf'>{title} (PDF)</a></li></ul></div>{FOOT}</body></html>",
        f"https://bridge.example/notice/{number}",
        "text/html",
    )


def test_a_site_of_files_teaches_pages_without_a_text_and_a_text_is_no_such_page() -> None:
    pages = [_notice(number) for number in range(3)]
    shared = furniture([], pages)
    found = learn([Sample(page, read(page, CONTEXT, furniture=shared)) for page in pages], CONTEXT)
    assert found is not None and found.silent and not found.bodies
    reading = read_by(_notice(3), CONTEXT, templates=(found,))
    assert (reading.layout, reading.article.text) == (0, "")
    assert [one.url for one in reading.article.attachments] == ["https://bridge.example/files/3.pdf"]
    spoken = "".join(f"<p>{one}</p>" for one in NEWS["storm"][1:])
    reading = read_by(_notice(4, spoken), CONTEXT, furniture=shared, templates=(found,))
    assert reading.layout is None and reading.refused == "the page has text, and those learned from have none"
    assert NEWS["storm"][3] in reading.article.text


def test_a_headline_and_a_counter_that_readings_took_are_no_text() -> None:
    """Where the first readings took them, they go out all the same."""

    def page(name: str) -> Page:
        title = NEWS[name][0]
        text = "".join(f"<p>{one}</p>" for one in NEWS[name][1:])
        return Page(
            f"<html><head><title>{title}</title></head><body>{MENU}<table class='box'><tr><td class='a'>{title}</td></tr>"
            f"<tr><td class='b'>City news 12 March 2026 Views: 31</td></tr><tr><td class='c'>{text}</td></tr></table>"
            f"{FOOT}</body></html>", f"https://bridge.example/{name}", "text/html")  # fmt: skip

    wrong = [
        Sample(page(name), article(page(name), NEWS[name][0],
               f"{NEWS[name][0]}\nCity news 12 March 2026 Views: 31\n{text(name)}"))
        for name in TAUGHT
    ]  # fmt: skip
    found = learn(wrong, CONTEXT)
    assert found is not None
    assert body(page("storm"), found, NEWS["storm"][0]) == text("storm")


def test_of_several_layouts_the_one_that_holds_is_used(template: Template) -> None:
    later = learn([Sample(page, read(page, CONTEXT)) for page in map(after, TAUGHT)], CONTEXT)
    assert later is not None
    both = (template, later)
    assert load(dump(both))[1].bodies == later.bodies
    old, new = read_by(before("storm"), CONTEXT, templates=both), read_by(after("swim"), CONTEXT, templates=both)
    assert (old.layout, old.refused, old.article.text) == (0, "", text("storm"))
    assert (new.layout, new.refused, new.article.text) == (1, "", text("swim"))
