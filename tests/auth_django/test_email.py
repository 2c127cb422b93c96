"""Log in by e-mail, with a UUID for a key: `--ds=tests.auth_django.email_settings`."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mizan.setup.registry import registry
from mizan.testing import MizanClient
from tests.auth_django.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("ann@example.org", PASSWORD)


def test_field_is_called_like_the_method(person: Any) -> None:
    client = MizanClient()
    assert client.get("auth.config").data["account"]["login_methods"] == ["email"]
    schema = client.get("auth.login.schema").data["schema"]
    assert list(schema["properties"]) == ["email", "password"]
    assert schema["properties"]["email"]["title"] == "Your address"
    assert schema["properties"]["email"]["x-mizan"]["rule"]["max"] == 80


def test_person_logs_in_by_address(person: Any) -> None:
    result = MizanClient().submit("auth.login", {"email": "ann@example.org", "password": PASSWORD})
    assert result.data["auth"]["user"] == {
        "id": str(person.pk),
        "display": "Ann Smith",
        "email": "ann@example.org",
        "has_usable_password": True,
        "username": "ann@example.org",
    }
    assert result.data["auth"]["methods"][0]["email"] == "ann@example.org"


def test_refusal_names_the_field(person: Any) -> None:
    result = MizanClient().submit("auth.login", {"email": "ann@example.org", "password": "wrong"})
    assert result.issues[0]["params"] == {"username": "your address"}
    missing = MizanClient().submit("auth.login", {"password": PASSWORD})
    assert missing.issues[0]["path"] == ["email"]


def test_type_of_the_key_is_text(person: Any) -> None:
    document: Any = registry.document()
    assert document["$defs"]["AuthUser"]["properties"]["id"]["type"] == "string"


def test_mail_leads_to_djangos_own_route(person: Any, mailoutbox: Any) -> None:
    client = MizanClient()
    assert client.submit("auth.request_password_reset", {"email": "ANN@example.org"}).ok
    found = re.search(r"http://testserver/new-password/(\S+)/(\S+)/\n", mailoutbox[0].body)
    assert found
    result = client.submit(
        "auth.reset_password", {"key": "-".join(found.groups()), "password": "another-one-2"}
    )
    assert result.data["auth"]["status"] == "anonymous"
    assert client.submit("auth.login", {"email": "ann@example.org", "password": "another-one-2"}).ok
    assert client.submit("auth.reauthenticate", {"password": "another-one-2"}).ok
