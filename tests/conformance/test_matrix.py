"""Every policy × every user × every route, under WSGI and ASGI: nobody gets round a policy.

What is expected is computed by `policies.verdict`. Who is denied starts nothing: not the function, not the
`__init__`, the hooks and the `clean` of a form, not the reading of the body.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from mizan import permissions
from mizan.setup.registry import Registry
from tests.conformance.canaries import publish, ran
from tests.conformance.policies import POLICIES, USERS, proof, verdict
from tests.conformance.routes import MOUNT, ROUTES, Visitor
from tests.conftest import kept_registry

SETTINGS = {
    "MIDDLEWARE": [  # under ASGI each costs several changes of threads
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    "ROOT_URLCONF": "tests.conformance.guarded_urls",
    "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.AllowAllUsersModelBackend"],
}
CALLED = (
    *("write", "read", "later", "context"),
    *(f"{form}.{kind}" for form in ("form", "rows") for kind in ("schema", "validate", "submit", "options")),
    *(f"wizard.{role}" for role in ("state", "go", "submit", "reset")),
    *(f"wizard.one.{kind}" for kind in ("schema", "validate", "submit")),
)
HYDRATION = re.compile(r'<script id="mizan-data" type="application/json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def guarded() -> Iterator[Registry]:
    with kept_registry() as registry, override_settings(**SETTINGS):
        registry.build = str
        for kind, (guard, _) in POLICIES.items():
            publish(kind, guard)
        assert not registry.problems, registry.problems
        permissions.set_reauthentication(proof)
        logging.disable()  # eight thousand refusals
        yield registry
        logging.disable(logging.NOTSET)
        permissions.set_reauthentication(None)


def visitor(who: str, server: str) -> Visitor:
    flags = USERS[who]
    return Visitor(None if flags is None else User.objects.create(username=who, **flags), server)


@pytest.mark.proves("policies", "exactly-true", "inactive", "unread", "form-three")
@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("who", USERS)
@pytest.mark.parametrize("route", ROUTES)
def test_only_those_who_may_get_in(route: str, who: str, server: str) -> None:
    somebody, way = visitor(who, server), ROUTES[route]
    for thing in way.things:
        expected = {kind: verdict(kind, who) for kind in POLICIES}
        started = {}
        answered = {}
        for kind, code in expected.items():
            ran.clear()
            name = f"{kind}_{thing}"
            answered[kind] = way.read(way.ask(somebody, name, code != "ok"), name)
            started[kind] = [what for what in ran if what.startswith(name)]
        assert answered == {kind: way.says.get(code, code) for kind, code in expected.items()}
        assert not {kind: what for kind, what in started.items() if what and expected[kind] != "ok"}
        let_in = {kind for kind, code in expected.items() if code == "ok"}
        assert let_in == {kind for kind, what in started.items() if what}


@pytest.mark.proves("hydration-error")
@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("who", USERS)
def test_a_page_embeds_only_what_its_visitor_may_have(who: str, server: str) -> None:
    ran.clear()
    page = visitor(who, server).send("GET", "/hydrated/").content.decode()
    contexts = {entry["name"]: entry for entry in json.loads(HYDRATION.findall(page)[0])["contexts"]}
    for kind in POLICIES:
        entry, code = contexts[f"{kind}_context"], verdict(kind, who)
        assert entry["error"]["code"] == code if code != "ok" else entry["data"] == "canary"
        assert (f"{kind}_context: run" in ran) == (code == "ok")


@pytest.mark.proves("can")
@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("who", USERS)
def test_mizan_can_says_what_the_server_does(who: str, server: str) -> None:
    somebody = visitor(who, server)
    ran.clear()
    for thing in CALLED:
        expected = {f"{kind}_{thing}": verdict(kind, who) == "ok" for kind in POLICIES}
        body = json.dumps({"names": list(expected)}).encode()
        answer = somebody.send("POST", f"{MOUNT}call/mizan.can/", body)
        assert json.loads(answer.content) == expected
    assert not ran


@pytest.mark.parametrize("kind", POLICIES)
def test_each_policy_is_tried_by_somebody_who_may_not_or_lets_all_in(kind: str) -> None:
    assert {verdict(kind, who) for who in USERS} != {"ok"} or kind in ("none", "unwritten")
