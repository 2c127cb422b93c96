"""A Redis of the tests' own, at a socket file, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import redis

SCRIPT = Path(__file__).parent.parent / "scripts" / "redis.sh"


@contextmanager
def running_redis() -> Iterator[str]:
    """Give the address of a Redis that keeps nothing.

    Where no Redis is installed the test is skipped with the words of the script, and with REQUIRE_REDIS=1
    (as CI says) it fails with them.
    """
    with TemporaryDirectory(prefix="mizan-") as folder:  # the path of a socket is short
        server = subprocess.Popen(
            [SCRIPT, folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            address = f"unix://{folder}/redis.sock"
            _wait(server, address)
            yield address
        finally:
            server.terminate()
            server.communicate(timeout=20)


def _wait(server: subprocess.Popen[str], address: str) -> None:
    with redis.from_url(address) as connection:
        for _ in range(200):
            if server.poll() is not None:
                _give_up(server.communicate()[1].strip())
            try:
                if connection.ping():
                    return
            except redis.ConnectionError:
                time.sleep(0.05)
    pytest.fail("Redis does not answer.")


def _give_up(words: str) -> None:
    if os.environ.get("REQUIRE_REDIS") == "1":
        pytest.fail(words)
    pytest.skip(words)
