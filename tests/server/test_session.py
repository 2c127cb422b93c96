"""What a client is told before its first call."""

from __future__ import annotations

import pytest
from django.test import RequestFactory, override_settings
from django.utils import translation

from mizan.server.session import mount, session_payload
from mizan.setup.registry import Registry


def test_the_payload_is_complete(fresh_registry: Registry) -> None:
    fresh_registry.build = lambda: "hash"
    with translation.override("de"):
        payload = session_payload(RequestFactory().get("/"))
    assert payload.pop("csrf")
    assert payload.pop("max_upload") == 25 * 1024 * 1024
    assert payload == {"build": "hash", "identity": "anonymous", "mount": "/api/mizan/", "language": "de"}


def test_the_payload_tells_the_limit_of_uploads() -> None:
    with override_settings(MIZAN={"MAX_UPLOAD": 7}):
        assert session_payload(RequestFactory().get("/"))["max_upload"] == 7


@pytest.mark.proves("mount")
def test_a_site_without_routes_gets_the_default_mount() -> None:
    with override_settings(ROOT_URLCONF="tests.server.no_urls"):
        assert mount() == "/api/mizan/"
