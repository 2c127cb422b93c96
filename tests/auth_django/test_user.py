"""A project adds to what the client sees of a user."""

from __future__ import annotations

from typing import Any, TypedDict

import pytest
from django.test import override_settings

from mizan.setup.registry import Registry
from mizan.testing import MizanClient


class Shown(TypedDict):
    full_name: str
    groups: list[str]


def shown(user: Any) -> Shown:
    return {"full_name": user.get_full_name(), "groups": [group.name for group in user.groups.all()]}


def untyped(user: Any) -> Any:
    return {"full_name": ""}


def loose(user: Any) -> dict[str, str]:
    return {"full_name": ""}


@pytest.mark.django_db
def test_what_is_added_is_told_and_typed(ann: Any, fresh_registry: Registry) -> None:
    ann.groups.create(name="speakers")
    with override_settings(MIZAN={"AUTH_USER": f"{__name__}.shown"}):
        user = MizanClient(ann).get("auth.session").data["user"]
        assert (user["username"], user["full_name"], user["groups"]) == ("ann", "Ann Smith", ["speakers"])
        document: Any = fresh_registry.document()
        entry = document["$defs"]["AuthUser"]
        assert entry["properties"]["groups"]["type"] == "array"
        assert {"full_name", "groups", "id"} <= set(entry["required"])


WRONG = [*(f"{__name__}.{name}" for name in ("untyped", "loose", "nowhere", "Shown")), ".", "shop", "..shown"]


@pytest.mark.parametrize("path", WRONG)
def test_what_adds_nothing_is_reported(path: str, fresh_registry: Registry) -> None:
    with override_settings(MIZAN={"AUTH_USER": path}):
        fresh_registry.settle()
        assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E115"]
        assert fresh_registry.get("auth.login.submit") is None
