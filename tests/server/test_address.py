"""Whom a limit counts cannot be made up by a header."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import override_settings

from mizan.server.address import client_address

PEER = "10.0.0.1"

SEEN: list[tuple[int, str | None, str]] = [
    (0, None, PEER),
    (0, "203.0.113.7", PEER),
    (1, "203.0.113.7", "203.0.113.7"),
    (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
    (1, "6.6.6.6,203.0.113.7", "203.0.113.7"),
    (2, "6.6.6.6, 203.0.113.7, 10.0.0.9", "203.0.113.7"),
    (2, "203.0.113.7", PEER),
    (2, None, PEER),
    (1, None, PEER),
    (1, "", PEER),
    (1, "203.0.113.7,", PEER),
    (1, "unknown", PEER),
    (1, "_hidden", PEER),
    (1, "203.0.113.7, <script>", PEER),
    (1, "203.0.113.999", PEER),
    (1, "203.0.113.7:4711", "203.0.113.7"),
    (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    (1, "2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
    (1, "[2001:db8:1:2::1]:4711", "2001:db8:1:2::/64"),
    (1, "[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
    (1, "[2001:db8:1:2::1]:x]", "2001:db8:1:2::/64"),
    (1, "::ffff:203.0.113.7", "203.0.113.7"),
    (1, "fe80::1%eth0", "fe80::/64"),
]


def address(peer: str | None, forwarded: str | None = None, proxies: int = 0) -> str:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}
    request.META = {key: value for key, value in request.META.items() if value is not None}
    with override_settings(MIZAN={"TRUSTED_PROXIES": proxies}):
        return client_address(request)


@pytest.mark.parametrize(("proxies", "forwarded", "expected"), SEEN)
def test_only_what_a_trusted_proxy_wrote_counts(proxies: int, forwarded: Any, expected: str) -> None:
    assert address(PEER, forwarded, proxies) == expected


@pytest.mark.parametrize(
    ("peer", "expected"),
    [("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("", ""), (None, ""), ("/run/app.sock", "/run/app.sock")],
)
def test_a_connection_is_what_the_server_says(peer: Any, expected: str) -> None:
    assert address(peer) == expected
