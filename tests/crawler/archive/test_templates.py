"""What was learned of a source's pages is kept with its dates; one of a kind is in use."""

from datetime import UTC, datetime, timedelta

from crawler.archive import Archive, templates

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def test_a_template_is_in_use_until_the_next_one_is_and_stays_with_its_dates(archive: Archive) -> None:
    with archive.begin() as tx:
        assert templates.current(tx, "bao", "article") is None
        first = templates.remember(tx, "bao", "article", "{1}", "[a]", now=NOW)
        second = templates.remember(tx, "bao", "article", "{2}", "[b]", now=LATER)
    with archive.read() as tx:
        found = templates.versions(tx, "bao", "article")
        assert [(kept.id, kept.learned_at, kept.ended_at) for kept in found] == [
            (second, LATER, None),
            (first, NOW, LATER),
        ]
        assert templates.current(tx, "bao", "article") == found[0]
        assert (found[0].template, found[1].proof) == ("{2}", "[a]")


def test_kinds_and_sources_have_their_own(archive: Archive) -> None:
    with archive.begin() as tx:
        templates.remember(tx, "bao", "article", "{1}", "[]", now=NOW)
        templates.remember(tx, "bao", "list", "{2}", "[]", now=LATER)
        templates.remember(tx, "phuong", "article", "{3}", "[]", now=LATER)
        found = templates.current(tx, "bao", "article")
        assert found is not None and (found.template, found.ended_at) == ("{1}", None)


def test_a_template_that_is_ended_is_in_use_no_more_and_ends_once(archive: Archive) -> None:
    with archive.begin() as tx:
        templates.remember(tx, "bao", "article", "{1}", "[]", now=NOW)
        assert templates.end(tx, "bao", "article", now=LATER)
        assert not templates.end(tx, "bao", "article", now=LATER + timedelta(days=1))
        assert templates.current(tx, "bao", "article") is None
        assert [kept.ended_at for kept in templates.versions(tx, "bao", "article")] == [LATER]
