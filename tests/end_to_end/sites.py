"""A site of a test: pages by path, on a port of 127.0.0.1, and a city that follows it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HTML = "text/html; charset=utf-8"
WORDS = (
    "Ủy ban nhân dân phường thông báo đoạn đường trước chợ được sửa từ sáng thứ hai.",
    "Xe tải đi vòng qua đường ven sông, xe máy vẫn qua lại được trong giờ thi công.",
    "Người dân cần biết thêm có thể gọi cho bộ phận tiếp dân của phường trong giờ làm việc.",
)


@dataclass
class Answer:
    body: bytes | str = ""
    status: int = 200
    content_type: str = HTML
    headers: dict[str, str] = field(default_factory=dict)


def article(title: str, *, day: str = "23/11/2026 08:15", words: str = "") -> Answer:
    """A page that any reader should read."""
    paragraphs = "".join(f"<p>{title}: {words}{sentence}</p>" for sentence in WORDS)
    return Answer(
        f"<html><head><title>{title} - Phường Thử</title></head><body><div class='menu'><a href='/'>Trang chủ</a>"
        f"<a href='/gioi-thieu'>Giới thiệu</a></div><h1>{title}</h1><div class='ngay'>Ngày đăng: {day}</div>"
        f"<div class='noi-dung'>{paragraphs}</div><div class='chan'>Bản quyền Phường Thử</div></body></html>"
    )


def listing(links: Mapping[str, str]) -> Answer:
    """A list page of links by path."""
    rows = "".join(
        f"<li><a href='{path}'>{title}</a> <span>{20 + n % 5}/11/2026</span></li>"
        for n, (path, title) in enumerate(links.items())
    )
    return Answer(
        "<html><head><title>Tin tức - Phường Thử</title></head><body><div class='menu'><a href='/'>Trang chủ</a>"
        f"<a href='/gioi-thieu'>Giới thiệu</a></div><ul class='tin'>{rows}</ul></body></html>"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append(self.path)
        answer = server.pages.get(self.path, Answer("<h1>404</h1>", 404))
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@contextmanager
def played(pages: dict[str, Answer]) -> Iterator[tuple[int, list[str]]]:
    """The port, and the paths that were asked so far."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.pages, server.asked = pages, []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1], server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def a_city(folder: Path, ports: Mapping[str, int]) -> Path:
    """A city with a source for each of these ports."""
    (folder / "sources").mkdir(parents=True)
    (folder / "topics").mkdir()
    (folder / "city.toml").write_text(
        'title = "Thử"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n', "utf-8"
    )
    (folder / "topics" / "duong.toml").write_text('title = "Đường"\nquery = "đường"\n', "utf-8")
    for name, port in ports.items():
        (folder / "sources" / f"{name}.toml").write_text(
            f'title = "{name}"\nhome = "http://127.0.0.1:{port}/"\nlists = ["http://127.0.0.1:{port}/tin"]\n'
            'language = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\ndelay = 0.0\n'
            'allow_hosts = ["127.0.0.0/8"]\n',
            "utf-8",
        )
    return folder
