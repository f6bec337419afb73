"""Local web servers that answer with exactly the bytes they are told, when they are told."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

PAGE = b"<html><head><title>Tin</title></head><body>" + b"<p>Tin trong ng\xc3\xa0y.</p>" * 200 + b"</body></html>"


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    at: float  # time.monotonic


Answer = bytes | Callable[[socket.socket, Asked], None]


def http(
    body: bytes = b"",
    status: str = "200 OK",
    headers: tuple[str, ...] = (),
    *,
    length: int | None = None,
    kind: str = "text/html",
) -> bytes:
    """A whole answer. `length` overrides Content-Length; -1 leaves it out."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    if length != -1:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    lines.append("Connection: close")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return http(b"", status, (f"Location: {to}",))


def drip(first: bytes, piece: bytes, gap: float) -> Answer:
    """Sends `first`, then `piece` again and again until the other side has had enough."""

    def answer(connection: socket.socket, _: Asked) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            if gap:
                time.sleep(gap)

    return answer


def silent(connection: socket.socket, _: Asked) -> None:
    with suppress(OSError):
        connection.recv(1)


def reset(connection: socket.socket, _: Asked) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


@dataclass
class Site:
    """`answers` by path; "*" is for all others; no robots.txt unless given."""

    answers: dict[str, Answer] = field(default_factory=dict)
    host: str = "127.0.0.1"
    context: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0

    def __enter__(self) -> Self:
        self._busy, self._lock, self._open = 0, threading.Lock(), True
        self.socket = socket.create_server((self.host, 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        self.socket.close()

    def url(self, path: str = "/", host: str = "") -> str:
        return f"{'https' if self.context else 'http'}://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def pages(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.path != "/robots.txt"]

    def _accept(self) -> None:
        while self._open:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        with suppress(OSError, ValueError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                data = connection.recv(65536)
                head += data
                if not data or head[0] < 32:  # no HTTP: a TLS handshake, for one
                    connection.sendall(http(b"", "400 Bad Request"))
                    connection.close()
                    return
            first, *lines = head.decode("latin-1").split("\r\n")
            method, path, _ = first.split(" ")
            headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines if line)}
            asked = Asked(method, path, headers, time.monotonic())
            with self._lock:
                self.asked.append(asked)
                self._busy += 1
                self.most_at_once = max(self.most_at_once, self._busy)
            try:
                usual = http(b"", "404 Not Found") if path == "/robots.txt" else self.answers.get("*", http(PAGE))
                answer = self.answers.get(path, usual)
                if callable(answer):
                    answer(connection, asked)
                else:
                    connection.sendall(answer)
            finally:
                with self._lock:
                    self._busy -= 1
        with suppress(OSError):
            connection.close()
