"""What a list page showed beside its news is kept with its reasons, and written only where it differs."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from crawler.archive import Archive, walks
from crawler.article import Left, LeftOut, Listed
from crawler.spiders.memory import Memory
from crawler.ways.told import OWN_PAGE, Told, left_out

AT, OTHER = "https://bao.example/tin", "https://bao.example/thong-bao"
MENU = LeftOut("https://bao.example/gioi-thieu", "Giới thiệu", "menu")
FOOT = LeftOut("https://bao.example/lien-he", "Liên hệ", "footer")
LEFT = left_out([MENU, FOOT])


def writes(archive: Archive, cause: str, left: Left) -> int:
    """How many statements that write it takes to remember this."""
    found = []

    def see(connection: object, cursor: object, statement: str, *_: object) -> None:
        found.append(statement.split()[0])

    with archive.begin() as tx:
        event.listen(archive.engine, "before_cursor_execute", see)
        try:
            walks.remember_understood(tx, "bao", AT, cause, left)
        finally:
            event.remove(archive.engine, "before_cursor_execute", see)
    return sum(word in ("INSERT", "UPDATE", "DELETE") for word in found)


def test_a_list_keeps_its_newest_reading_and_the_same_again_writes_nothing(archive: Archive) -> None:
    with archive.begin() as tx:
        assert walks.how_understood(tx, "bao") == {}
        walks.remember_understood(tx, "bao", OTHER, "", Left())
        walks.remember_understood(tx, "phuong", AT, "a log-in form", Left())
    assert [writes(archive, "", LEFT), writes(archive, "", LEFT)] == [1, 0]
    with archive.read() as tx:
        assert walks.how_understood(tx, "bao") == {
            AT: walks.Understood("", LEFT),
            OTHER: walks.Understood("", Left()),
        }
    assert writes(archive, "", left_out([MENU])) == 1
    assert writes(archive, "an error page", left_out([MENU])) == 1
    with archive.read() as tx:
        assert walks.how_understood(tx, "bao")[AT] == walks.Understood("an error page", left_out([MENU]))
        assert walks.how_understood(tx, "phuong")[AT].cause == "a log-in form"


def test_what_the_crawl_takes_out_itself_is_kept_with_what_the_reading_left_out(archive: Archive) -> None:
    front = Listed("https://bao.example/", "Trang đầu", AT)
    news = Listed("https://bao.example/tin/1.html", "Cầu mới", AT)
    told = Told((front, news), left=LEFT)
    memory = Memory(archive)
    memory.remember_listing("bao", AT, [news], told)
    memory.remember_listing("bao", OTHER, [], Told((), "a log-in form"))
    with archive.read() as tx:
        found = walks.how_understood(tx, "bao")
        assert found[AT] == walks.Understood(
            "", Left((LeftOut(front.url, front.title, OWN_PAGE), MENU, FOOT), {"menu": 1, "footer": 1, OWN_PAGE: 1})
        )
        assert found[OTHER] == walks.Understood("a log-in form", Left())
        assert [link.url for link in walks.listing(tx, "bao")] == [news.url]


@given(st.lists(st.builds(LeftOut, st.text(), st.text(), st.text()), max_size=5), st.text())
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_strangers_wrote_comes_back_as_it_was_left(archive: Archive, links: list[LeftOut], word: str) -> None:
    links += [LeftOut("https://bao.example/\ud800", "\x00\ud800" + word, "menu")]
    left = left_out(links)
    with archive.begin() as tx:
        walks.remember_understood(tx, "bao", AT, "", left)
        assert walks.how_understood(tx, "bao")[AT].left == left
