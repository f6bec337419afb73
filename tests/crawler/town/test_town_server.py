"""The town over HTTP: conditional requests, heads, a taken port, two processes."""

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from crawler.city import City, load_city
from crawler.config import Config
from crawler.errors import BadFile, PortTaken
from crawler.town.server import WHO, TownServer, ensure_town, founding_day, town_clock

CITY = load_city("demo")
FOUNDED = date(2026, 3, 2)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 18, tzinfo=CITY.zone)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[TownServer]:
    with TownServer(CITY, FOUNDED, clock, 0) as server:
        yield server


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(
    port: int, path: str, method: str = "GET", host: str = "bao.localhost", **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": f"{host}:{port}", **named})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def configured(place: Path, today: str = "2026-03-02") -> Config:
    return Config(data_dir=place, town_today=today)


def city_on(port: int) -> City:
    return load_city("demo", town_port=port)


def test_a_page_is_asked_once_and_then_answered_with_304(server: TownServer) -> None:
    answer, body = ask(server.port, "/tin-moi")
    assert answer.status == 200 and "Tin mới" in body.decode()
    etag, since = answer.headers["ETag"], answer.headers["Last-Modified"]
    for condition in ({"If_None_Match": etag}, {"If_Modified_Since": since}, {"If_None_Match": f'"other", {etag}'}):
        again, nothing = ask(server.port, "/tin-moi", **condition)
        assert (again.status, nothing, again.headers["ETag"]) == (304, b"", etag)
    stale, _ = ask(server.port, "/tin-moi", If_None_Match='"other"', If_Modified_Since=since)
    assert stale.status == 200
    assert [(one.status, one.conditional) for one in server.log] == [(200, False), *[(304, True)] * 3, (200, True)]
    assert {(one.method, one.host, one.path) for one in server.log} == {("GET", "bao.localhost", "/tin-moi")}


@pytest.mark.parametrize(
    ("host", "path", "kind"),
    [
        ("phuong.localhost", "/tin-tuc.aspx", "text/html"),
        ("phuong.localhost", "/tin-tuc.aspx?page=3", "text/html"),
        ("phuong.localhost", "/rss.aspx", "application/rss+xml"),
        ("phuong.localhost", "/tep/lich-tiem-phong.pdf", "application/pdf"),
        ("ubnd.localhost", "/sitemap-tin.xml", "text/xml"),
        ("bao.localhost", "/rss/tin-moi.rss", "application/rss+xml"),
    ],
)
def test_lists_feeds_and_files_have_validators(server: TownServer, host: str, path: str, kind: str) -> None:
    answer, body = ask(server.port, path, host=host)
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, kind)
    assert int(answer.headers["Content-Length"]) == len(body)
    for name, value in (
        ("If_None_Match", answer.headers["ETag"]),
        ("If_Modified_Since", answer.headers["Last-Modified"]),
    ):
        again, nothing = ask(server.port, path, host=host, **{name: value})
        assert (again.status, nothing) == (304, b"")


def test_a_broken_time_is_no_condition(server: TownServer) -> None:
    assert ask(server.port, "/tin-moi", If_Modified_Since="yesterday")[0].status == 200


def test_the_list_is_new_when_the_day_brings_news(server: TownServer, clock: Clock) -> None:
    before, _ = ask(server.port, "/tin-moi")
    clock.now = datetime(2026, 3, 3, 18, tzinfo=CITY.zone)
    after, body = ask(server.port, "/tin-moi", If_None_Match=before.headers["ETag"])
    assert after.status == 200 and "4.700 hộ" in body.decode()
    earlier, later = (parsedate_to_datetime(one.headers["Last-Modified"]) for one in (before, after))
    assert earlier < later <= clock.now


def test_head_says_the_same_without_the_body(server: TownServer) -> None:
    full, body = ask(server.port, "/tin-moi")
    head, nothing = ask(server.port, "/tin-moi", "HEAD")
    assert (head.status, nothing) == (200, b"") and head.headers["ETag"] == full.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(body))


def test_gzip_is_an_offer(server: TownServer) -> None:
    _, plain = ask(server.port, "/tin-moi")
    answer, packed = ask(server.port, "/tin-moi", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed) == plain


def test_what_is_not_there_is_404_and_other_methods_are_refused(server: TownServer) -> None:
    assert ask(server.port, "/khong-co-trang-nay")[0].status == 404
    assert ask(server.port, "/..%2f..%2fcity.toml")[0].status == 404
    assert ask(server.port, "/../site.toml")[0].status == 404
    assert ask(server.port, "/tin-moi", "POST")[0].status == 501
    assert ask(server.port, "/tin-moi", host="elsewhere.example")[0].status == 404


def test_an_unknown_query_does_not_hide_a_page_but_an_id_counts(server: TownServer) -> None:
    assert ask(server.port, "/tin-moi?utm_source=x")[0].status == 200
    assert ask(server.port, "/en/detail?id=2001", host="ubnd.localhost")[0].status == 200
    assert ask(server.port, "/en/detail?id=1", host="ubnd.localhost")[0].status == 404


def test_absolute_addresses_name_the_port_that_is_played_on(server: TownServer) -> None:
    _, body = ask(server.port, "/rss/tin-moi.rss")
    assert f"http://bao.localhost:{server.port}/" in body.decode() and ":8070" not in body.decode()


def test_a_day_starts_the_withdrawal(server: TownServer, clock: Clock) -> None:
    path = "/vi/danh-sach-gian-hang-dang-ky-tham-gia-cho-dem-le-hoi-dua-thuyen-1010"
    assert ask(server.port, path, host="ubnd.localhost")[0].status == 200
    clock.now = datetime(2026, 3, 4, 18, tzinfo=CITY.zone)
    assert ask(server.port, path, host="ubnd.localhost")[0].status == 410


def test_only_loopback_is_listened_on(server: TownServer) -> None:
    assert server._server is not None and server._server.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"{port}.*LOA_TOWN_PORT"):
            TownServer(CITY, FOUNDED, Clock(), port).start()


def test_another_program_on_the_port_is_not_mistaken_for_a_town(tmp_path: Path) -> None:
    port = free_port()
    site = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"],
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        with pytest.raises(PortTaken), ensure_town(city_on(port), configured(tmp_path / "var")):
            pass
    finally:
        site.kill()
        site.wait()


def test_a_real_city_needs_no_town(tmp_path: Path) -> None:
    with ensure_town(CITY.model_copy(update={"town": None}), configured(tmp_path)) as server:
        assert server is None and not (tmp_path / "town.json").exists()


def test_the_founding_day_outlives_the_process(tmp_path: Path) -> None:
    city = city_on(free_port())
    for today, days in (("2026-03-02", 0), ("2026-03-05", 3)):
        with ensure_town(city, configured(tmp_path, today)) as server:
            assert server is not None and server.founded == FOUNDED
            assert (server.clock().date() - server.founded).days == days
            assert server.clock().hour == 18
    assert json.loads((tmp_path / "town.json").read_text()) == {"founded": "2026-03-02"}


def test_a_damaged_founding_day_is_explained(tmp_path: Path) -> None:
    (tmp_path / "town.json").write_text("[]")
    with pytest.raises(BadFile, match=r"town\.json.*founding day"):
        founding_day(tmp_path, FOUNDED)


def test_a_day_that_the_calendar_lacks_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="LOA_TOWN_TODAY"):
        town_clock(CITY, configured(tmp_path, "2026-02-30"))


def test_without_a_pinned_day_the_clock_runs_in_the_city_s_zone(tmp_path: Path) -> None:
    now = town_clock(CITY, Config(data_dir=tmp_path))()
    assert now.utcoffset() == CITY.zone.utcoffset(None) or now.tzinfo == CITY.zone


def wait_for(port: int, seconds: float = 8) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers on port {port}")


def test_a_second_process_uses_the_town_of_the_first_and_takes_over(tmp_path: Path) -> None:
    port = free_port()
    city = city_on(port)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
    environment |= {"LOA_DATA_DIR": str(tmp_path / "first"), "LOA_TOWN_PORT": str(port), "LOA_CITY": str(CITY.path)}
    first = subprocess.Popen(
        [sys.executable, "-m", "crawler.town", "--today", "2026-03-02"],
        env=environment,
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(port)
        with ensure_town(city, configured(tmp_path / "second")) as server:
            assert server is None
            assert json.loads(ask(port, WHO)[1])["founded"] == "2026-03-02"
            with pytest.raises(PortTaken), ensure_town(city, configured(tmp_path / "third", "2026-03-09")):
                pass
            first.send_signal(signal.SIGINT)
            assert first.wait(5) == 0
            wait_for(port)
            assert ask(port, "/tin-moi")[0].status == 200
    finally:
        first.kill()
        out = first.communicate()[0]
    assert f"http://bao.localhost:{port}/" in out and "http://ubnd.localhost" in out
    with socket.socket() as one:
        assert one.connect_ex(("127.0.0.1", port)) != 0
