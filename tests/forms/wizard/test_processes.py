"""A wizard ends once on a site of several processes, where its sessions are in one place."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from tests.processes import processes
from tests.redis import running_redis

ROOT = Path(__file__).parents[3]
TOKEN = "a" * 32
AT_ONCE, WORKERS = 6, 2


def site(store: str, folder: Path, cache: str = "") -> AbstractContextManager[list[int]]:
    """Start the processes of a site, and give their ports."""
    return processes("tests.forms.wizard.worker", store, str(folder), cache, count=WORKERS)


def ask(port: int, name: str, document: object, session: str = "") -> tuple[int, str, str]:
    """Return the status and the code of one call, and the cookie of the session that it set."""
    cookies = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
    headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, "Cookie": cookies}
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", f"/api/mizan/call/{name}/", json.dumps(document).encode(), headers)
        response = connection.getresponse()
        body = json.loads(response.read())
        code = body["code"] if response.status >= 400 else ""
        cookie = SimpleCookie(response.headers.get("Set-Cookie", "")).get("sessionid")
        return response.status, code, cookie.value if cookie else session
    finally:
        connection.close()


def end_together(ports: list[int], folder: Path) -> None:
    """Answer a wizard, end it many times at once from all processes, and see that it ended once."""
    status, _, session = ask(ports[0], "one.name.submit", {"data": {"name": "Ada"}})
    assert status == 200
    assert session
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(
            pool.map(lambda n: ask(ports[n % WORKERS], "one.submit", {}, session)[:2], range(AT_ONCE))
        )
    assert Counter(answers) == {(200, ""): 1, (409, "conflict"): AT_ONCE - 1}
    connection = sqlite3.connect(folder / "db.sqlite3")
    try:
        assert connection.execute("SELECT COUNT(*) FROM app_note").fetchone() == (1,)
    finally:
        connection.close()


@pytest.mark.parametrize("store", ["db", "cached_db", "file"])
@pytest.mark.proves("wizard-once")
def test_two_processes_end_a_wizard_once(store: str, tmp_path: Path) -> None:
    with site(store, tmp_path) as ports:
        end_together(ports, tmp_path)


@pytest.mark.parametrize("store", ["cache", "signed_cookies"])
@pytest.mark.proves("wizard-once")
def test_two_processes_that_share_a_cache_end_a_wizard_once(store: str, tmp_path: Path) -> None:
    with running_redis() as redis, site(store, tmp_path, redis) as ports:
        end_together(ports, tmp_path)
