"""The law: what allauth accepts, the client never refuses, under every setting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from allauth.core import context
from django.http import QueryDict
from django.test import RequestFactory, override_settings
from hypothesis import strategies as st

from mizan.auth.flows import FLOWS, Filling
from mizan.auth.inputs import input_class
from mizan.auth.operations import SESSION
from mizan.forms.cleaning import clean
from mizan.forms.gate import Posted, admit, read_json
from mizan.setup.registry import registry
from tests.auth.test_phone import PHONES
from tests.auth.visitor import Visitor
from tests.differential.comparison import draw
from tests.differential.engine import Data, Engine
from tests.differential.strategies import ABSENT, mixed

pytestmark = pytest.mark.django_db
EXAMPLES = 150
SETTINGS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "by address": {"ACCOUNT_LOGIN_METHODS": {"email"}, "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1"]},
    "by name": {
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "email", "password1*"],
        "ACCOUNT_USERNAME_MIN_LENGTH": 4,
        "AUTH_PASSWORD_VALIDATORS": [],
    },
    "by number": {**PHONES, "ACCOUNT_SIGNUP_FIELDS": ["phone*", "email", "username*", "password1*"]},
    "address asked for twice": {"ACCOUNT_SIGNUP_FIELDS": ["email2*", "email*", "username*", "password1*"]},
}
OWN: dict[str, Any] = {
    "username": mixed(st.sampled_from(["ann", "a.b+c@d-e_f", "é" * 151, "Ann Lee", "a" * 150])),
    "email": mixed(st.emails(), st.sampled_from(["a@b.org", "A@B.ORG", "a@localhost", "x" * 310 + "@b.org"])),
    "phone": mixed(st.sampled_from(["+4930123456", "+49 30 123456", "+49-30-123456", "0301"])),
    "password": mixed(st.sampled_from(["a-long-secret-1", " a-long-secret-1 ", "short", " " * 9])),
    "code": mixed(st.sampled_from(["ABCDEF", "abc-def", "123456", "123 456", "0" * 400])),
    "key": mixed(st.sampled_from(["MQ:1vQ:abc", "1-2", "ABC-DEF"])),
    "trust": st.sampled_from([ABSENT, None, True, False, "", "on", "false", "False", "0", "1", 0, 1, []]),
}
FORMS = [flow for flow in FLOWS if isinstance(flow, Filling)]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.mark.parametrize("case", SETTINGS)
def test_the_client_refuses_nothing_that_a_field_accepts(case: str, engine: Engine, ann: Any) -> None:
    request: Any = RequestFactory().get("/")
    request.user, request.session = ann, {}
    with override_settings(**SETTINGS[case]), context.request_context(request):
        judged = sum(_judge(flow, engine, ann) for flow in FORMS)
    assert judged == len(FORMS) * EXAMPLES


def _judge(flow: Filling, engine: Engine, user: Any) -> int:
    found, spec = input_class(flow), registry.get_form(f"auth.{flow.name}")
    if found is None or spec is None:
        return 0
    schema = Visitor(user if flow.is_for_users else None).call(f"auth.{flow.name}.schema").data["schema"]
    seen_by = {"seen_by": context.request} if flow.is_personal else {}
    make = partial(spec.form_class, **seen_by)
    batch = [_data(schema["properties"], number) for number in range(EXAMPLES)]
    for data, (wire, issues) in zip(batch, engine.issues(schema, batch), strict=True):
        refused = {field for field, *_ in issues}
        wrong = refused - _refused(make, wire)
        assert not wrong, (flow.name, {name: data.get(name) for name in wrong}, issues)
    return len(batch)


def _data(properties: Data, number: int) -> Data:
    """Return values of all fields, each drawn for itself."""
    values = {}
    for place, name in enumerate(properties):
        kind = next((key for key in OWN if key in name), "username")
        drawn = draw(OWN[kind], EXAMPLES)
        values[name] = drawn[(number * (place + 1) + place) % len(drawn)]
    return {name: value for name, value in values.items() if value != ABSENT}


def _refused(make: Any, wire: str) -> set[str]:
    """Return the fields that allauth's own input class refuses by themselves: without its `clean()`."""
    posted = Posted()
    admit(posted, make(), read_json(wire.encode()))
    texts = QueryDict(mutable=True)
    for name, values in posted.data.lists():
        texts.setlist(name, values)
    form = make(data=texts)
    form._clean_fields = lambda: _clean_each(form)
    form._clean_form = form._post_clean = lambda: None
    return {str(issue.path[0]) for issue in clean(form, posted) if issue.path}


def _clean_each(form: Any) -> None:
    """Clean each field by itself, and not by the `clean_<name>` that asks the database."""
    for name in form.fields:
        value = form[name].data
        try:
            form.cleaned_data[name] = form.fields[name].clean(value)
        except Exception as error:
            form.add_error(name, error)


def test_what_is_compared_is_what_is_asked() -> None:
    assert SESSION.name not in [flow.name for flow in FORMS]
    assert len(FORMS) == 18
    assert json.dumps(ABSENT)
