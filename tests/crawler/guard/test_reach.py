"""What the crawler connects to: the checked address of a name, for the source that may, and nothing else."""

import asyncio
from contextlib import ExitStack
from typing import Any

import pytest

from crawler.guard import resolver
from tests.crawler.guard.sites import PAGE, Asked, Site, http, redirect
from tests.crawler.guard.walker import LOCAL, walk

ENVIRONMENT = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


def local(*urls: str, **more: Any) -> dict[str, Any]:
    return {"ask": list(urls), "allow_hosts": LOCAL, "delay": 0, **more}


def foreign(*urls: str, **more: Any) -> dict[str, Any]:
    return {"ask": list(urls), "delay": 1, **more}


def test_nothing_that_is_not_allowed_is_connected_to() -> None:
    with ExitStack() as stack:
        canary = stack.enter_context(Site())
        canary6 = stack.enter_context(Site(host="::1")) if has_ipv6() else None
        port = canary.port
        disguises = [
            f"http://{host}:{port}/"
            for host in (
                *("127.0.0.1", "localhost", "LOCALHOST", "localhost.", "tin.localhost", "127.1", "2130706433"),
                *("0x7f000001", "0177.0.0.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]"),
                *("127.0.0.1.", "inside.example", "mixed.example", "mapped.example", "nat64.example"),
            )
        ] + [f"file://{__file__}", "data:text/html,tin", "ftp://127.0.0.1/"]
        if canary6:
            disguises.append(f"http://[::1]:{canary6.port}/")
        answers = {"/robots.txt": http(b"", "404 Not Found")}
        answers |= {f"/{number}": redirect(url) for number, url in enumerate(disguises)}
        outer = stack.enter_context(Site(answers))
        bad_robots = stack.enter_context(Site({"/robots.txt": redirect(canary.url("/robots.txt"))}, host="127.0.0.2"))
        crawl = walk(
            {
                "links": foreign(*disguises),
                "redirects": {"ask": [outer.url(f"/{n}") for n in range(len(disguises))], "allow_hosts": ["127.9.9.9"]},
                "robots": {"ask": [bad_robots.url("/a")], "allow_hosts": ["127.0.0.2"], "delay": 0},
            },
            names={
                "inside.example": [["127.0.0.1"]],
                "mixed.example": [["10.0.0.1", "127.0.0.1"]],
                "mapped.example": [["::ffff:127.0.0.1"]],
                "nat64.example": [["64:ff9b::7f00:1"]],
            },
        )
        assert canary.asked == []
        assert canary6 is None or canary6.asked == []
        assert outer.asked == []
        assert all(not told.pages for told in crawl.sources.values())
        assert len(crawl.sources["links"].causes) == len(disguises)
        (cause,) = crawl.sources["robots"].causes.values()
        assert cause == "robots.txt cannot be read: the address 127.0.0.1 is of this machine"


def test_redirects_in_every_disguise_end_before_a_connection() -> None:
    with Site() as canary:
        hosts = ("127.0.0.1", "localhost", "tin.localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]")
        hosts += ("inside.example", "0.0.0.0")
        answers = {f"/{n}": redirect(f"http://{host}:{canary.port}/") for n, host in enumerate(hosts)}
        with Site(answers, host="127.0.0.2") as outer:
            asked = [outer.url(path) for path in answers]
            crawl = walk(
                {"outer": {"ask": asked, "allow_hosts": ["127.0.0.2"], "delay": 0}},
                names={"inside.example": [["127.0.0.1"]]},
            )
            assert canary.asked == []
            assert crawl.sources["outer"].pages == {}
            assert len(crawl.sources["outer"].causes) == len(hosts)
            assert len(outer.pages()) == len(hosts)


def test_what_one_source_may_another_may_not_even_at_the_same_name_and_time() -> None:
    with Site() as inner:
        name = f"http://tin.localhost:{inner.port}"
        with Site({"*": redirect(f"{name}/through")}, host="127.0.0.2") as outer:
            crawl = walk(
                {
                    "owner": local(*(f"{name}/{n}" for n in range(30))),
                    "guest": {"ask": [f"{name}/guest/{n}" for n in range(30)], "delay": 1},
                    "redirected": {
                        "ask": [outer.url(f"/{n}") for n in range(30)],
                        "allow_hosts": ["127.0.0.2"],
                        "delay": 0,
                    },
                }
            )
            assert len(crawl.sources["owner"].pages) == 30
            assert crawl.sources["guest"].pages == crawl.sources["redirected"].pages == {}
            assert not [path for path in inner.paths() if "guest" in path or "through" in path]


def test_a_name_that_changes_between_check_and_connection_is_checked_again() -> None:
    """The name server gives the right address first, and the forbidden one to every later question."""
    with Site() as canary, Site(host="127.0.0.2") as right:
        url = f"http://rebinding.example:{right.port}/"
        assert canary.port != right.port
        crawl = walk(
            {"rebinding": {"ask": [url + str(n) for n in range(5)], "allow_hosts": ["127.0.0.2"], "delay": 0}},
            names={"rebinding.example": [["127.0.0.2"], ["127.0.0.1"]]},
        )
        assert canary.asked == []
        assert len(crawl.sources["rebinding"].pages) == 5
        assert all(asked.headers["host"].startswith("rebinding.example") for asked in right.asked)


def test_of_several_addresses_only_the_allowed_ones_are_used() -> None:
    with Site(host="127.0.0.2") as right:
        crawl = walk(
            {"mixed": {"ask": [f"http://mixed.example:{right.port}/"], "allow_hosts": ["127.0.0.2"], "delay": 0}},
            names={"mixed.example": [["127.0.0.1", "10.0.0.1", "127.0.0.2"]]},
        )
        assert len(crawl.sources["mixed"].pages) == 1


def test_a_name_server_that_hangs_holds_up_nobody_and_not_the_end() -> None:
    with Site() as good:
        crawl = walk(
            {
                "hanging": foreign(*(f"http://hanging{n}.example/" for n in range(6))),
                "unknown": foreign("http://unknown.example/"),
                "good": local(*(good.url(f"/{n}") for n in range(10))),
            },
            config={"timeout": 1.5},
            names={f"hanging{n}.example": [["hang"]] for n in range(6)},
        )
        assert len(crawl.sources["good"].pages) == 10
        assert crawl.sources["good"].ended < 3
        assert set(crawl.sources["hanging"].causes.values()) == {"the name server gave no answer in 1.5 s"}
        assert crawl.sources["unknown"].causes == {"http://unknown.example/": "no such host"}
        assert crawl.seconds < 12


def test_an_address_is_checked_each_time_it_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_KEPT", 0.0)
    answers = [["8.8.8.8"], ["127.0.0.1"]]

    async def main() -> list[tuple[list[str], str]]:
        names = resolver.Resolver(5, lookup=lambda _: answers.pop(0))
        return [resolver.checked(await names.addresses("rebinding.example", "tin"), ()) for _ in range(2)]

    first, second = asyncio.run(main())
    assert first[0] == ["8.8.8.8"]
    assert second == ([], "the address 127.0.0.1 is of this machine")


def test_a_connection_past_the_guard_finds_no_name() -> None:
    class Receiver:
        found: list[object] = []  # noqa: RUF012
        done = False

        def resolutionBegan(self, resolution: object) -> None:
            assert not self.done

        def addressResolved(self, address: object) -> None:
            self.found.append(address)

        def resolutionComplete(self) -> None:
            self.done = True

    for host in ("tin.example", "localhost", "127.0.0.1"):
        receiver = Receiver()
        resolver.ClosedResolver(None).resolveHostName(receiver, host, 80)
        assert receiver.done
        assert receiver.found == []


class Proxy(Site):
    """Answers for every host, as a proxy does."""

    def answer(self, connection: Any, asked: Asked) -> None:
        host = asked.path.split("/")[2] if "//" in asked.path else asked.path
        body = PAGE if not asked.path.endswith("/robots.txt") else b""
        connection.sendall(http(body, "200 OK" if body else "404 Not Found", (f"X-For: {host}",)))


def test_a_proxy_of_the_environment_is_not_used_and_one_of_the_operator_is() -> None:
    with Proxy() as proxy, Proxy() as other, Site() as good:
        for one in (proxy, other):
            one.answers["*"] = one.answer  # type: ignore[attr-defined]
        environment = {name: other.url() for name in ENVIRONMENT}
        direct = walk({"good": local(good.url("/1"))}, environment=environment)
        assert len(direct.sources["good"].pages) == 1

        by_proxy = {
            "public": foreign("http://public.example/a"),
            "literal": foreign("http://8.8.8.8/a"),
            "inside": foreign("http://inside.example/b", "http://10.0.0.1/", "http://localhost/", "http://[::1]/"),
            "named": foreign({"url": "http://named.example/c", "meta": {"proxy": other.url()}}),
        }
        names = {"public.example": [["8.8.4.4"]], "named.example": [["8.8.4.4"]], "inside.example": [["192.168.1.1"]]}
        config = {"proxy": f"http://user:geheim@127.0.0.1:{proxy.port}"}
        crawl = walk(by_proxy, config=config, names=names, environment=environment)
        assert other.asked == []
        assert [len(crawl.sources[name].pages) for name in ("public", "literal", "named")] == [1, 1, 1]
        assert crawl.sources["inside"].pages == {}
        assert len(crawl.sources["inside"].causes) == 4
        assert {asked.path.split("/")[2] for asked in proxy.asked} == {"public.example", "named.example", "8.8.8.8"}
        assert all(asked.headers["proxy-authorization"].startswith("Basic ") for asked in proxy.asked)
        assert "geheim" not in crawl.log


def test_a_proxy_that_resolves_is_given_names_but_never_forbidden_literals() -> None:
    with Proxy() as proxy:
        proxy.answers["*"] = proxy.answer  # type: ignore[attr-defined]
        crawl = walk(
            {"public": foreign("http://unknown.example/a"), "inside": foreign("http://10.0.0.1/", "http://127.1/")},
            config={"proxy": proxy.url(), "proxy_resolves": True},
        )
        assert len(crawl.sources["public"].pages) == 1
        assert crawl.sources["inside"].pages == {}
        assert all("unknown.example" in asked.path for asked in proxy.asked)


def has_ipv6() -> bool:
    try:
        with Site(host="::1"):
            return True
    except OSError:
        return False
