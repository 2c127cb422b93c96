"""The attack that the renderers are held to is what Mizan sends."""

from __future__ import annotations

import json

import pytest

from mizan.setup.registry import Registry
from tests.forms.hostile import EVIL, FILE, table

pytestmark = pytest.mark.django_db


def test_the_attack_that_the_renderers_read_is_what_is_sent(fresh_registry: Registry) -> None:
    now = table()
    if not FILE.exists():
        FILE.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n")
    assert json.loads(FILE.read_text()) == now


def test_the_attack_reaches_the_page(fresh_registry: Registry) -> None:
    now = table()
    assert json.dumps(now["schema"]).count(json.dumps(EVIL)[1:-1]) > 60
    assert now["failure"]["code"] == "invalid"
    assert [issue["message"] for issue in now["failure"]["issues"]].count(EVIL) > 8


def test_no_attribute_that_could_run_is_sent(fresh_registry: Registry) -> None:
    attributes = table()["schema"]["schema"]["properties"]["text"]["x-mizan"]["widget"]["attrs"]
    assert attributes.keys() == {"placeholder", "title", "class", "data-x", "aria-label"}
