"""Sign up where the project adds a date, several of some, and a row (`own_form_settings`)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group

from mizan.setup.registry import registry
from tests.auth.conftest import PASSWORD
from tests.auth.visitor import Visitor

pytestmark = pytest.mark.django_db
BOB = {"username": "bob", "email": "bob@example.org", "password": PASSWORD}


def test_its_fields_are_fields_of_the_form(visitor: Visitor) -> None:
    group = Group.objects.create(name="Speakers")
    described = visitor.call("auth.signup.schema").data
    properties = described["schema"]["properties"]
    assert properties["born"]["format"] == "date"
    assert properties["meals"]["type"] == "array"
    assert properties["group"]["x-mizan"]["remote"]
    (offered,) = visitor.call("auth.signup.options", {"field": "group"}).data["items"]
    assert (offered["value"], offered["label"]) == (str(group.pk), "Speakers")


def test_what_it_asks_for_arrives(visitor: Visitor, django_user_model: Any) -> None:
    group = Group.objects.create(name="Speakers")
    own = {"born": "1999-12-31", "meals": ["a", "c"], "group": group.pk}
    assert visitor.auth("signup", **BOB, **own)["status"] == "authenticated"
    assert django_user_model.objects.get().last_name == "1999-12-31 a,c Speakers"


def test_one_of_several_arrives_as_one(visitor: Visitor, django_user_model: Any) -> None:
    visitor.auth("signup", **BOB, born="1999-12-31", meals=["b"])
    assert django_user_model.objects.get().last_name == "1999-12-31 b None"


def test_what_is_wrong_is_told_by_field(visitor: Visitor) -> None:
    result = visitor.ask("signup", **BOB, born="31.12.99x", meals=["z"], group=10**30)
    assert {issue["path"][0] for issue in result.issues} == {"born", "meals", "group"}
    result = visitor.ask("signup", **BOB)
    assert {issue["path"][0] for issue in result.issues} == {"born", "meals"}


def test_it_is_in_the_contract() -> None:
    document: Any = registry.document()
    assert {"born", "meals", "group"} <= set(document["forms"]["auth.signup"]["schema"]["properties"])
