"""Print, as JSON, the pages that embed each payload, and one that embeds nothing of the kind.

    python -m tests.web.hostile_pages

The walks open them in a browser.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django
from django.http import HttpRequest
from django.test import Client


def pages() -> list[dict[str, Any]]:
    """Return `{data, html}` of each page; the first is harmless."""
    from mizan.client import client
    from mizan.setup.registry import register, registry
    from tests.web.payloads import PAYLOADS, everywhere

    embedded: dict[str, Any] = {}

    def payload(request: HttpRequest) -> dict[str, Any]:
        """Return what this page embeds."""
        return embedded

    register(client(context="global")(payload), "payload")
    registry.settle()
    found = []
    for text in ["harmless", *PAYLOADS]:
        embedded.clear()
        embedded.update(everywhere(text))
        found.append({"data": dict(embedded), "html": Client().get("/hydrated/").content.decode()})
    return found


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    with override_settings(ROOT_URLCONF="tests.web.urls"):
        json.dump(pages(), sys.stdout)
