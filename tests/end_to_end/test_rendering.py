"""Pages that are built by scripts: rendered by a real Chromium that itself reaches nothing."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import feedparser
import pytest

from tests.crawler.guard.sites import Site, drip, http, redirect
from tests.end_to_end.conftest import ROOT, Loa
from tests.end_to_end.sites import WORDS, a_city, article, listing

HOST = "127.0.0.2"  # the site's; everything else on this machine is forbidden to it
TITLES = [f"Sửa đường trước chợ, đợt {n} của năm nay" for n in range(1, 7)]
NEWS = [
    {"path": f"/tin/sua-duong-dot-{n}.html", "title": title, "day": f"2{n % 4}/11/2026"}
    for n, title in enumerate(TITLES, 1)
]
FRAME = (
    "<html><head><title>Phường Thử</title><link rel='stylesheet' href='/x.css'></head><body><div class='menu'>"
    "<a href='/'>Trang chủ</a></div><img src='/anh.png'><main id='main'></main><script src='/app.js'></script></body></html>"
)
LIST_SCRIPT = """
fetch('/api/tin').then(a => a.json()).then(news => {
  const rows = news.map(one => `<li><a href='${one.path}'>${one.title}</a> <span>${one.day}</span></li>`);
  document.getElementById('main').innerHTML = `<ul class='tin'>${rows.join('')}</ul>`;
});
"""
ARTICLE_SCRIPT = """
if (location.pathname.startsWith('/tin/')) fetch('/api' + location.pathname).then(a => a.json()).then(one => {
  document.getElementById('main').innerHTML = `<h1>${one.title}</h1><div class='ngay'>Ngày đăng: ${one.day} 08:15</div>
    <div class='noi-dung'>${one.words.map(w => `<p>${one.title}: ${w}</p>`).join('')}</div>`;
});
else """
JSON = "application/json; charset=utf-8"


def _has_chromium() -> bool:
    from crawler.guard.rendering import missing

    return not missing()


@pytest.fixture
def chromium() -> None:
    if not _has_chromium():
        assert os.environ.get("LOA_CHROMIUM") != "required", "these tests need Chromium: apt install chromium"
        pytest.skip("needs Chromium and the extra `js`")


def text(body: str, kind: str = "text/html; charset=utf-8") -> bytes:
    return http(body.encode(), kind=kind)


def built_by_scripts() -> Site:
    """A site whose list and articles are the same empty frame, until its scripts have asked for the rest."""
    answers = {"*": text(FRAME), "/app.js": text(ARTICLE_SCRIPT + LIST_SCRIPT, "text/javascript")}
    answers["/api/tin"] = text(json.dumps(NEWS), JSON)
    answers |= {f"/api{one['path']}": text(json.dumps({**one, "words": WORDS}), JSON) for one in NEWS}
    return Site(dict(answers), host=HOST)


def city_of(folder: Path, site: Site, *, more: str = "render = true\n") -> Path:
    city = a_city(folder, {"bao": site.port})
    file = city / "sources" / "bao.toml"
    words = file.read_text("utf-8").replace("http://127.0.0.1:", f"http://{HOST}:").replace("127.0.0.0/8", HOST)
    file.write_text(words + more, "utf-8")
    return city


def titles(loa: Loa) -> set[str]:
    return {
        entry.title for entry in feedparser.parse((loa.data / "public" / "feeds" / "all.atom").read_bytes()).entries
    }


def cause(loa: Loa, city: Path, name: str = "bao") -> str:
    lines = loa("--city", str(city), "sources", "--json", status=None).stdout.splitlines()
    return next(line for line in lines if json.loads(line)["id"] == name)


def log_of(loa: Loa, city: Path, status: int | None) -> str:
    done = loa("--city", str(city), "crawl", status=status, LOA_LOG_LEVEL="INFO")
    return done.stdout + done.stderr


def test_what_scripts_build_is_read_and_polite(chromium: None, loa: Loa, tmp_path: Path) -> None:
    with built_by_scripts() as site:
        city = city_of(tmp_path / "city", site)
        loa("--city", str(city), "crawl")
        loa("--city", str(city), "build")
        assert titles(loa) == set(TITLES)
        paths = site.paths()
        assert site.most_at_once == 1
        assert paths.count("/app.js") == 1  # kept for all the pages of this crawl
        assert paths.count("/robots.txt") == 1
        assert not {"/anh.png", "/x.css"} & set(paths)
        assert not any("if-none-match" in asked.headers for asked in site.asked)


def test_a_new_article_behind_an_unchanged_frame_is_found(chromium: None, loa: Loa, tmp_path: Path) -> None:
    new = {"path": "/tin/cau-moi.html", "title": "Cầu mới qua sông được thông xe từ sáng nay", "day": "24/11/2026"}
    with built_by_scripts() as site:
        frame = http(FRAME.encode(), kind="text/html; charset=utf-8", headers=('ETag: "same"',))
        site.answers["*"] = frame
        city = city_of(tmp_path / "city", site)
        loa("--city", str(city), "crawl")
        site.answers["/api/tin"] = text(json.dumps([new, *NEWS]), JSON)
        site.answers[f"/api{new['path']}"] = text(json.dumps({**new, "words": WORDS}), JSON)
        loa("--city", str(city), "crawl")
        loa("--city", str(city), "build")
        assert titles(loa) == {new["title"], *TITLES}


@contextmanager
def canary() -> Iterator[tuple[int, list[bytes]]]:
    """A server nobody may reach, on every address of this machine, over TCP and UDP."""
    hits: list[bytes] = []
    tcp = socket.create_server(("", 0), backlog=16)
    port = tcp.getsockname()[1]
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("", port))

    def accept() -> None:
        while True:
            try:
                connection, _ = tcp.accept()
            except OSError:
                return
            hits.append(b"connected")
            connection.close()

    def receive() -> None:
        while True:
            try:
                hits.append(udp.recv(2000))
            except OSError:
                return

    for wait in (accept, receive):
        Thread(target=wait, daemon=True).start()
    try:
        yield port, hits
    finally:
        tcp.shutdown(socket.SHUT_RDWR)
        tcp.close()
        udp.close()


ESCAPES = """
const at = '127.0.0.1:PORT', tries = [];
const soon = f => { try { tries.push(Promise.resolve(f()).catch(e => 0)); } catch (e) {} };
soon(() => fetch(`http://${at}/fetch`));
soon(() => fetch(`http://${at}/no-cors`, {mode: 'no-cors'}));
soon(() => fetch(`http://${at}/post`, {method: 'POST', mode: 'no-cors', body: 'x'}));
soon(() => fetch('http://localhost:PORT/name'));
soon(() => fetch('http://[::1]:PORT/six'));
soon(() => fetch('http://169.254.169.254/latest/meta-data/').then(a => a.text()).then(t => document.title = t));
soon(() => fetch('/there').then(a => a.text()).then(t => document.title = t));
soon(() => fetch('file:///etc/passwd').then(a => a.text()).then(t => document.title = t));
soon(() => { const x = new XMLHttpRequest(); x.open('GET', `http://${at}/xhr`); x.send(); });
soon(() => new WebSocket(`ws://${at}/socket`));
soon(() => new EventSource(`http://${at}/events`));
soon(() => navigator.sendBeacon(`http://${at}/beacon`, 'x'));
soon(() => new WebTransport(`https://${at}/transport`));
soon(() => window.open(`http://${at}/window`));
soon(() => navigator.serviceWorker.register('/worker.js'));
soon(() => new Worker(URL.createObjectURL(new Blob([
  `new WebSocket('ws://${at}/worker'); fetch('http://${at}/worker'); new WebTransport('https://${at}/w');`]))));
soon(() => new SharedWorker(URL.createObjectURL(new Blob([`fetch('http://${at}/shared'); new WebSocket('ws://${at}/s')`]))));
soon(() => {
  const p = new RTCPeerConnection({iceServers: [{urls: `stun:${at}`}, {urls: `turn:${at}?transport=tcp`, username: 'a', credential: 'b'}]});
  p.createDataChannel('x');
  p.createOffer().then(o => p.setLocalDescription(o));
});
const html = `<img src='http://${at}/img'><iframe src='http://${at}/frame'></iframe><iframe src='file:///etc/passwd'></iframe>
 <link rel=preconnect href='http://${at}/'><link rel=dns-prefetch href='//${at}'><link rel=prefetch href='http://${at}/pre'>
 <link rel=preload as=script href='http://${at}/load'><link rel=modulepreload href='http://${at}/module'>
 <link rel=stylesheet href='http://${at}/css'><video src='http://${at}/video'></video><object data='http://${at}/object'></object>
 <embed src='http://${at}/embed'><script src='http://${at}/script'></` + `script><form id=f method=post action='http://${at}/form'></form>
 <iframe srcdoc="<script>new (window.RTCPeerConnection||Object)({iceServers:[{urls:'stun:${at}'}]}).createOffer;fetch('http://${at}/inner')</` + `script>"></iframe>`;
soon(() => document.body.insertAdjacentHTML('beforeend', html));
soon(() => { const s = document.createElement('script'); s.src = `http://${at}/late.js`; document.head.append(s); });
soon(() => { const s = document.createElement('script'); s.type = 'speculationrules';
  s.textContent = JSON.stringify({prerender: [{urls: [`http://${at}/rules`]}], prefetch: [{urls: [`http://${at}/rules`]}]}); document.head.append(s); });
soon(() => document.getElementById('f').submit());
soon(() => { const a = document.createElement('a'); a.href = `http://${at}/ping`; a.download = 'x'; a.ping = `http://${at}/ping`; document.body.append(a); a.click(); });
soon(() => { location.href = `http://${at}/away`; });
"""


def test_no_page_reaches_this_machine_through_the_browser(chromium: None, loa: Loa, tmp_path: Path) -> None:
    with built_by_scripts() as site, canary() as (port, hits):
        escapes = ESCAPES.replace("PORT", str(port))
        site.answers["/app.js"] = text(escapes + ARTICLE_SCRIPT + LIST_SCRIPT, "text/javascript")
        site.answers["/there"] = redirect(f"http://127.0.0.1:{port}/redirected")
        site.answers["/tin/sua-duong-dot-2.html"] = redirect(f"http://127.0.0.1:{port}/page")
        city = city_of(tmp_path / "city", site)
        told = log_of(loa, city, None)
        loa("--city", str(city), "build")
        assert hits == []
        assert "is of this machine" in told  # asked by the page, refused by the guard
        assert "169.254.169.254 is " in told
        assert titles(loa) == set(TITLES) - {TITLES[1]}  # and what the page shows is read all the same
        assert "root:" not in " ".join(str(body) for body in loa.feeds().values())
        assert not any(asked.method == "POST" for asked in site.asked)


def test_the_browser_has_no_way_out_even_past_its_routes(chromium: None) -> None:
    """The second lock alone: without a route, and with everything that is deleted for pages still there."""
    script = """
import asyncio, sys
from playwright.async_api import async_playwright
from crawler.guard.rendering import CLOSED, found
async def main():
    async with async_playwright() as p:
        browser = await p.chromium.launch(executable_path=found(), args=list(CLOSED))
        page = await browser.new_page()
        await page.evaluate(sys.stdin.read())
        await asyncio.sleep(2)
        await browser.close()
asyncio.run(main())
"""
    with canary() as (port, hits):
        tries = """async () => { const at = '127.0.0.1:PORT';
          const p = new RTCPeerConnection({iceServers: [{urls: `stun:${at}`}, {urls: `turn:${at}?transport=tcp`, username: 'a', credential: 'b'}]});
          p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o));
          new WebSocket(`ws://${at}/`); fetch(`http://${at}/`, {mode: 'no-cors'}).catch(e => 0);
          fetch('http://localhost:PORT/').catch(e => 0); new Image().src = `http://${at}/i`; }""".replace(
            "PORT", str(port)
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=tries,
            text=True,
            capture_output=True,
            cwd=ROOT,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert hits == []


BROKEN = {
    "busy for ever": ("while (true) {}", "did not come to rest"),
    "hungry": ("const held = []; while (true) held.push(new Array(1e6).fill(held.length))", "broke the browser's page"),
    "silent part": ("fetch('/slow')", "a part of the page is missing, timed out after 3 s"),
    "part fails": ("fetch('/fails')", "answered 500"),
    "too large": ("document.body.append('x'.repeat(9e6))", "larger than 8 MB"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_that_breaks_the_browser_hurts_only_its_own_source(
    chromium: None, loa: Loa, tmp_path: Path, name: str
) -> None:
    script, words = BROKEN[name]
    with built_by_scripts() as site, Site({"*": text("")}) as plain:
        site.answers["/app.js"] = text(script, "text/javascript")
        site.answers["/slow"] = drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"x", 0.5)
        site.answers["/fails"] = http(b"", "500 Internal Server Error")
        city = city_of(tmp_path / "city", site)
        links = {one["path"]: one["title"] for one in NEWS}
        plain.answers |= {"/tin": text(str(listing(links).body))}
        plain.answers |= {path: text(str(article(title).body)) for path, title in links.items()}
        other = (city / "sources" / "bao.toml").read_text("utf-8").replace("render = true\n", "")
        other = other.replace(f"http://{HOST}:{site.port}", plain.url("")).replace(f'["{HOST}"]', '["127.0.0.0/8"]')
        (city / "sources" / "phuong.toml").write_text(other, "utf-8")
        loa("--city", str(city), "crawl", status=1, LOA_SOURCE_SECONDS="15", LOA_TIMEOUT="3")
        loa("--city", str(city), "build", status=None)
        assert words in cause(loa, city)
        assert titles(loa) == set(TITLES)


@pytest.mark.parametrize(
    ("browser", "words"),
    [("/nowhere/chromium", "no browser is at /nowhere/chromium"), ("/bin/false", "does not start")],
)
def test_without_a_browser_the_run_says_so(chromium: None, loa: Loa, tmp_path: Path, browser: str, words: str) -> None:
    if not shutil.which("/bin/false"):
        pytest.skip("no /bin/false")
    with built_by_scripts() as site:
        city = city_of(tmp_path / "city", site)
        loa("--city", str(city), "crawl", status=1, LOA_BROWSER=browser)
        assert words in cause(loa, city)
        assert site.pages() == [] or browser == "/bin/false"


def test_nothing_of_the_browser_is_loaded_where_no_source_wants_it(loa: Loa, tmp_path: Path) -> None:
    with built_by_scripts() as site:
        city = city_of(tmp_path / "city", site, more="")
        code = (
            "import sys; from crawler.run import main; main([]);"
            "print([m for m in sys.modules if 'playwright' in m or m == 'crawler.guard.rendering'])"
        )
        done = loa.run([sys.executable, "-c", code], None, {"LOA_CITY": str(city)})
        assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr


def test_a_resident_crawl_ends_its_browser_after_each_crawl(chromium: None, loa: Loa, tmp_path: Path) -> None:
    with built_by_scripts() as site:
        city = city_of(tmp_path / "city", site)
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler.run", "--resident"],
            env=loa.environment | {"LOA_CITY": str(city)},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None and process.stdout is not None
        try:
            for _ in range(2):
                process.stdin.write('{"sources": ["bao"]}\n')
                process.stdin.flush()
                assert json.loads(process.stdout.readline()) == {"status": 0}
                assert not [name for name in _below(process.pid) if "chrom" in name or "node" in name]
        finally:
            process.stdin.close()
            assert process.wait(20) == 0
        assert site.paths().count("/api/tin") == 2


def _below(pid: int) -> list[str]:
    """The commands of the processes that a process started, and of theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        pytest.skip("needs /proc")
    names = []
    for child in map(int, children):
        try:
            names.append(Path(f"/proc/{child}/cmdline").read_text().replace("\0", " "))
            names += _below(child)
        except OSError:
            continue
    return names
