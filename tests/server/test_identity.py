"""The tag tells users apart, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.test import override_settings

from mizan.protocol.errors import Failure
from mizan.server.identity import identity_tag, require_identity


def request(user: Any) -> HttpRequest:
    request = HttpRequest()
    if user is not None:
        request.user = user
    return request


def test_nobody_is_anonymous() -> None:
    nobodies = [None, AnonymousUser(), User(pk=1, is_active=False)]
    assert {identity_tag(request(user)) for user in nobodies} == {"anonymous"}


@pytest.mark.proves("identity-tag")
def test_the_tag_is_the_same_at_every_login_and_another_for_every_user() -> None:
    assert identity_tag(request(User(pk=1, password="a"))) == identity_tag(request(User(pk=1, password="b")))
    assert identity_tag(request(User(pk=1))) != identity_tag(request(User(pk=2)))


@pytest.mark.proves("identity-tag")
def test_the_tag_cannot_be_made_outside() -> None:
    tag = identity_tag(request(User(pk=1, username="ada")))
    assert len(tag) == 32
    with override_settings(SECRET_KEY="another"):
        assert identity_tag(request(User(pk=1))) != tag


def test_another_user_is_a_conflict() -> None:
    tag = identity_tag(request(User(pk=1)))
    require_identity(tag, request(User(pk=1)))
    for other in (User(pk=2), AnonymousUser(), None):
        with pytest.raises(Failure) as caught:
            require_identity(tag, request(other))
        assert caught.value.code == "conflict"
