"""What is learned of a list page's structure, and when it is believed."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.address import address_key
from crawler.extract.links import read_list
from crawler.extract.listplaces import ListTemplate, dump, load
from crawler.extract.listtemplate import apply, learn
from crawler.extract.page import Page

AT = "http://www.thitran.example/news/"
NEWS = [
    "Bridge over the canal closed until Friday",
    "School admission begins on the first of June",
    "Council approves budget for new bus line",
    "Flood warning for the lower market quarter",
    "Library opens on Sundays from now on",
]
OTHER = [
    f"How to apply for permit number {n} at the office counter" for n in ("one", "two", "three", "four", "five", "six")
]


def slug(text: str) -> str:
    return "-".join(text.lower().split())


def site(news: list[str], tag: str = "div", name: str = "story") -> Page:
    """A list of news, and below it a longer box that reads like news as well."""
    rows = "".join(f'<{tag} class="{name}"><a href="/news/{slug(text)}">{text}</a></{tag}>' for text in news)
    links = "".join(f'<li><a href="/guide/{slug(text)}">{text}</a> <i>01/02/2024</i></li>' for text in OTHER)
    return Page(f'<body><div class="{name}-all">{rows}</div><ul class="guides">{links}</ul></body>', AT)


def keys(news: list[str]) -> set[str]:
    return {address_key(f"{AT}{slug(text)}") for text in news}


def taken(page: Page) -> list[str]:
    return [link.title for link in read_list(page).taken]


TEMPLATE = learn(site(NEWS), [link for link in read_list(Page(site(NEWS).html.split("<ul")[0], AT)).taken])


def test_a_list_that_became_short_is_still_the_list() -> None:
    assert TEMPLATE is not None
    today = ["Mayor receives the delegation from Kanazawa", NEWS[0]]
    assert set(taken(site(today))) != set(today)  # the box beside reads more like news
    reading = apply(site(today), TEMPLATE, keys(NEWS))
    assert reading is not None
    assert [link.title for link in reading.taken] == today


def test_a_redesign_is_noticed_where_known_news_stands_elsewhere() -> None:
    assert TEMPLATE is not None
    assert apply(site(NEWS, "section", "card"), TEMPLATE, keys(NEWS)) is None
    elsewhere = learn(site(NEWS), [link for link in read_list(site(NEWS)).left if "/news/" in link.url])
    guides = learn(site(NEWS), [link for link in read_list(site(NEWS)).taken if "/guide/" in link.url])
    assert elsewhere or guides
    assert guides is None or apply(site(NEWS), guides, keys(NEWS)) is None
    assert apply(site(NEWS), TEMPLATE, keys(NEWS)) is not None


def test_without_known_news_nothing_is_proved() -> None:
    assert TEMPLATE is not None
    assert apply(site(NEWS), TEMPLATE, keys(["Nothing of this was ever there"])) is None
    assert apply(site(NEWS), TEMPLATE, set()) is None


def test_too_few_links_teach_nothing() -> None:
    page = site(NEWS)
    assert learn(page, ()) is None
    assert learn(page, read_list(page).taken[:2]) is None


def test_a_template_on_the_page_it_was_learned_from_changes_nothing() -> None:
    page = site(NEWS)
    reading = read_list(page)
    template = learn(page, reading.taken)
    assert template is not None
    assert apply(page, template, {address_key(link.url) for link in reading.taken}) == reading


@given(st.dictionaries(st.text(), st.lists(st.text()).map(lambda places: ListTemplate(tuple(places)))))
def test_templates_travel(templates: dict[str, ListTemplate]) -> None:
    assert load(dump(templates)) == templates


@given(st.text() | st.sampled_from(["[]", '{"a": 1}', '{"a": [1]}', "null"]))
def test_any_text_is_loaded_without_harm(text: str) -> None:
    assert all(isinstance(found, ListTemplate) for found in load(text).values())
