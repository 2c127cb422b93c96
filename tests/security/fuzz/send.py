"""Send a request through the site's whole WSGI or ASGI stack, in this process."""

from __future__ import annotations

import asyncio
import io
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from asgiref.sync import async_to_sync
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler

from tests.security.fuzz.ask import HOST, Ask

ABORTED = 0
"""The status of a request that its client gave up, and nobody answered."""


@dataclass(kw_only=True)
class Answer:
    """What came back, and how long it took."""

    status: int = ABORTED
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: BaseException | None = None
    """What left the handler itself, for which a server answers 500."""
    cpu: float = 0.0
    wall: float = 0.0


class Broken(io.BytesIO):
    """A body whose connection breaks."""

    def read(self, size: int | None = -1, /) -> bytes:
        text = super().read(size)
        if not text:
            raise OSError("connection lost")
        return text


class Sender:
    """Hold both handlers of the site."""

    def __init__(self) -> None:
        self.wsgi, self.asgi = WSGIHandler(), ASGIHandler()

    def send(self, ask: Ask) -> Answer:
        """Return the answer; never raises."""
        answer = Answer()
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            (self._by_asgi if ask.is_asgi else self._by_wsgi)(ask, answer)
        except Exception as error:
            answer.error = error
        answer.cpu, answer.wall = time.process_time() - cpu, time.perf_counter() - wall
        return answer

    def _by_wsgi(self, ask: Ask, answer: Answer) -> None:
        response = self.wsgi(environ(ask), lambda *args: None)
        try:
            _keep(answer, response.status_code, response.items(), b"".join(response))
            cookies = [morsel.OutputString() for morsel in response.cookies.values()]
            answer.headers["set-cookie"] = "\n".join(cookies)
        finally:
            response.close()

    def _by_asgi(self, ask: Ask, answer: Answer) -> None:
        messages = [{"type": "http.request", "body": ask.body, "more_body": ask.is_cut}]

        async def receive() -> Any:
            if not messages and not ask.is_cut:
                await asyncio.Event().wait()  # the client waits for its answer
            return messages.pop() if messages else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.decode(), value.decode("latin-1")) for name, value in message["headers"]]
                _keep(answer, message["status"], headers, b"")
            else:
                answer.body += message.get("body", b"")

        async_to_sync(self.asgi)(scope(ask), receive, send)


def _keep(answer: Answer, status: int, headers: Any, body: bytes) -> None:
    answer.status, answer.body = status, body
    for name, value in headers:
        key = name.lower()
        answer.headers[key] = f"{answer.headers[key]}\n{value}" if key in answer.headers else value


def environ(ask: Ask) -> dict[str, Any]:
    """Return what a WSGI server makes of the request."""
    body = ask.body[: len(ask.body) // 2] if ask.is_cut else ask.body
    found: dict[str, Any] = {
        "REQUEST_METHOD": ask.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(ask.path).decode("latin-1"),
        "QUERY_STRING": ask.query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443" if ask.is_secure else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(ask.body)) if ask.length is None else ask.length,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if ask.is_secure else "http",
        "wsgi.input": Broken(body) if ask.is_cut else io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, _ in ask.headers:
        key = name.upper().replace("-", "_")
        found[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = ask.header(name)
    return found


def scope(ask: Ask) -> dict[str, Any]:
    """Return what an ASGI server makes of the request."""
    length = str(len(ask.body)) if ask.length is None else ask.length
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in ask.headers]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": ask.method,
        "path": unquote(ask.path),
        "raw_path": ask.path.encode("latin-1"),
        "query_string": ask.query.encode("latin-1"),
        "root_path": "",
        "scheme": "https" if ask.is_secure else "http",
        "server": (HOST, 443 if ask.is_secure else 80),
        "client": ("127.0.0.1", 1234),
        "headers": [*headers, (b"content-length", length.encode("latin-1"))],
    }
