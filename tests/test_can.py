"""`mizan.can` says what the user may, and no more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from mizan.setup.registry import Registry
from mizan.testing import MizanClient

NAMES = ["echo", "member_echo", "staff_echo", "superuser_secret", "broken_policy", "nowhere"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("flags", "may"),
    [
        (None, ["echo"]),
        ({}, ["echo", "member_echo"]),
        ({"is_staff": True}, ["echo", "member_echo", "staff_echo"]),
        ({"is_superuser": True, "is_staff": True}, NAMES[:4]),
    ],
)
def test_each_user_is_told_what_they_may(
    flags: dict[str, bool] | None, may: list[str], conformance: Registry
) -> None:
    user = None if flags is None else User.objects.create(username="x", **flags)
    result = MizanClient(user).get("mizan.can", {"names": NAMES})
    assert result.data == {name: name in may for name in NAMES}


def test_it_can_be_batched(conformance: Registry) -> None:
    [result] = MizanClient().batch(("mizan.can", {"names": ["echo"]}))
    assert result.data == {"echo": True}


def test_nobody_asks_for_too_many() -> None:
    result = MizanClient().call("mizan.can", {"names": ["x"] * 101})
    assert (result.code, result.issues[0]["code"]) == ("invalid", "max_length")
