"""Which CMS made a page: by its own word, else by marks that only it has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.cms import Cms, cms_of
from crawler.extract.page import Page


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta name="generator" content="WordPress 6.4.2">', "wordpress"),
        ('<link href="/wp-content/themes/x/style.css">', "wordpress"),
        ('<meta name="Generator" content="NukeViet v4.5">', "nukeviet"),
        ('<script>var nv_base_siteurl="/", nv_lang_data="vi";</script>', "nukeviet"),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "drupal"),
        ('<img src="/sites/default/files/anh.jpg">', "drupal"),
        ('<meta name="generator" content="Joomla! - Open Source Content Management">', "joomla"),
        ('<a href="index.php?option=com_content&amp;view=article&amp;id=3">x</a>', "joomla"),
        ("<script>Liferay.ThemeDisplay = {}</script>", "liferay"),
        ('<meta name="generator" content="TYPO3 CMS">', "typo3"),
        ('<link href="/typo3temp/assets/x.css">', "typo3"),
        ('<meta name="GENERATOR" content="Microsoft SharePoint">', "sharepoint"),
        ("<script>var _spPageContextInfo = {};</script>", "sharepoint"),
        ('<link href="/Portals/_default/default.css">', "dotnetnuke"),
    ],
)
def test_a_cms_is_known_by_what_only_it_writes(html: str, name: str) -> None:
    found = cms_of(Page(f"<html><head>{html}</head><body><p>Tin tức</p></body></html>"))
    assert found is not None
    assert found.name == name
    assert found.sign in html


def test_the_generator_wins_over_a_path_of_another() -> None:
    html = '<meta name="generator" content="Drupal 9"><img src="https://blog.example/wp-content/uploads/a.jpg">'
    assert cms_of(Page(html)) == Cms("drupal", "Drupal 9")


def test_a_page_that_only_speaks_of_a_cms_is_not_made_with_it() -> None:
    assert cms_of(Page("<p>Phường chuyển trang tin từ WordPress sang Drupal.</p>")) is None


@given(st.text())
def test_any_text_is_looked_through(text: str) -> None:
    cms_of(Page(text))
