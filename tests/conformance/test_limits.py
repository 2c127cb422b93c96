"""What a limit counts, by every way in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from mizan.client import client
from mizan.codegen.contract import contract, dump
from mizan.forms import mizanWizard, mizanWizardMeta, register_form
from mizan.server.session import session_payload
from mizan.setup.registry import Registry, register
from mizan.testing import MizanClient
from mizan.web import FormPage
from mizan.web.hydration import hydrate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_registry")]

RAN: list[str] = []


@pytest.fixture(autouse=True)
def _counting_anew() -> Iterator[None]:
    RAN.clear()
    cache.clear()
    yield
    cache.clear()


def limited(limit: Any = "2/d", name: str = "limited", **options: Any) -> None:
    @client(**{"auth": None, **options}, limit=limit)
    def run(request: HttpRequest, n: int = 0) -> int:
        RAN.append(name)
        return n

    register(run, name)


class WordForm(forms.Form):
    word = forms.CharField(max_length=5)


def keep(form: WordForm, request: HttpRequest) -> None:
    RAN.append("word")


def word_form(limit: Any = "2/d", **options: Any) -> None:
    register_form(WordForm, **{"name": "word", "auth": None, "on_submit": keep, **options}, limit=limit)


def statuses(*results: Any) -> list[int]:
    return [getattr(result, "status", 0) or result.status_code for result in results]


@pytest.mark.proves("limits", "retry-after")
def test_what_is_beyond_a_limit_is_refused_and_does_not_run() -> None:
    limited()
    results = [MizanClient().call("limited", {"n": n}) for n in range(4)]
    assert statuses(*results) == [200, 200, 429, 429]
    assert RAN == ["limited", "limited"]
    refused = results[-1]
    assert (refused.code, refused.message) == (
        "rate_limited",
        "Too many requests. Please try again later.",
    )
    assert refused.issues == []
    assert refused.headers["Retry-After"] == str(refused.params["retry_after"])
    assert 0 < refused.params["retry_after"] <= 86400


@pytest.mark.proves("caller")
def test_a_caller_is_a_user_or_an_address() -> None:
    limited("1/d")
    limited("1/d/ip", name="by_address")
    ada, bob = (MizanClient(User.objects.create_user(name)) for name in ("ada", "bob"))
    assert statuses(*(each.call("limited") for each in (ada, bob, MizanClient()))) == [200, 200, 200]
    assert statuses(*(each.call("limited") for each in (ada, bob, MizanClient()))) == [429, 429, 429]
    assert statuses(*(each.call("by_address") for each in (ada, bob, MizanClient()))) == [200, 429, 429]


def test_a_header_that_nobody_trusts_makes_no_other_caller() -> None:
    limited("1/d")
    spoofed = [MizanClient().call("limited", x_forwarded_for=f"203.0.113.{n}") for n in range(3)]
    assert statuses(*spoofed) == [200, 429, 429]
    with override_settings(MIZAN={"TRUSTED_PROXIES": 1}):
        told = [MizanClient().call("limited", x_forwarded_for=f"6.6.6.6, 203.0.113.{n}") for n in (1, 1, 2)]
    assert statuses(*told) == [200, 429, 200]


@pytest.mark.proves("limit-forms")
def test_a_form_has_one_count_for_judging_and_submitting_it() -> None:
    word_form("4/d")
    visitor, data = MizanClient(), {"word": "hello"}
    for _ in range(6):
        assert visitor.get("word.schema").ok
    flat = {"content_type": "application/json", "HTTP_ACCEPT": "application/json"}
    asked = visitor.http.post("/api/mizan/form/word/", data, HTTP_PRECOGNITION="true", **flat)
    posted = visitor.http.post("/api/mizan/form/word/", data, **flat)
    results = (visitor.validate("word", data), visitor.submit("word", data))
    assert statuses(asked, posted, *results) == [204, 200, 200, 200]
    results = (visitor.validate("word", data), visitor.submit("word", data))
    asked = visitor.http.post("/api/mizan/form/word/", data, HTTP_PRECOGNITION="true", **flat)
    posted = visitor.http.post("/api/mizan/form/word/", data, **flat)
    page = visitor.http.post("/api/mizan/form/word/", data, HTTP_ACCEPT="text/html")
    assert statuses(asked, posted, page, *results) == [429] * 5
    assert RAN == ["word", "word"]
    assert (asked["Precognition"], "errors" in asked.json()) == ("true", True)
    assert [int(each["Retry-After"]) > 0 for each in (asked, posted, page)] == [True] * 3
    assert "Too many requests." in page.content.decode()
    assert 'value="hello"' in page.content.decode()


def test_a_page_shows_a_refusal_beside_what_was_typed() -> None:
    word_form("1/d")

    class WordPage(FormPage):
        form = "word"

    def send(word: str) -> Any:
        request = RequestFactory().post("/word/", {"word": word, "csrfmiddlewaretoken": "a" * 32})
        request.COOKIES["csrftoken"] = "a" * 32
        request.user = AnonymousUser()
        return WordPage.as_view()(request)

    assert send("hello").status_code == 200
    refused = send("again").render()
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Too many requests." in refused.content.decode()
    assert 'value="again"' in refused.content.decode()


@pytest.mark.proves("limit-batch", "retry-after")
def test_each_item_of_a_batch_is_counted() -> None:
    limited(readonly=True)
    limited(readonly=True, name="other")
    results = MizanClient().batch(*[("limited", {})] * 4, ("other", {}))
    assert statuses(*results) == [200, 200, 429, 429, 200]
    assert results[2].params["retry_after"] > 0
    assert MizanClient().get("limited").status == 429


@pytest.mark.proves("limit-embedded")
def test_what_a_page_embeds_is_not_counted() -> None:
    limited("1/d", context="global")
    for _ in range(3):
        assert '"name":"limited","input":{},"data":0' in hydrate(_request())
    assert statuses(*(MizanClient().call("limited") for _ in range(2))) == [200, 429]
    assert '"data":0' in hydrate(_request())


def _request() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


@pytest.mark.proves("limit-refused")
def test_what_is_refused_before_is_not_counted() -> None:
    limited("1/d", auth="staff")
    ada = User.objects.create_user("ada", is_staff=True)
    user = MizanClient(User.objects.create_user("bob"))
    staff, strict = MizanClient(ada), MizanClient(ada, enforce_csrf_checks=True)
    for _ in range(3):
        assert user.call("limited").code == "forbidden"
        assert strict.call("limited").code == "csrf_failed"
        assert staff.get("limited").code == "method_not_allowed"
        assert staff.call("limited", x_mizan_identity="anonymous").code == "conflict"
    assert statuses(*(staff.call("limited") for _ in range(2))) == [200, 429]


@pytest.mark.proves("order", "unread")
def test_a_limit_is_judged_before_the_body() -> None:
    limited("1/d")
    wrong = [MizanClient().call("limited", {"n": "no"}) for _ in range(2)]
    assert [each.code for each in wrong] == ["invalid", "rate_limited"]
    url = "/api/mizan/call/limited/"
    assert Client().post(url, b"x", content_type="text/plain").status_code == 429


@pytest.mark.proves("limit-untold")
def test_no_limit_is_told(fresh_registry: Registry) -> None:
    limited(None)
    word_form(None)
    without = dump(contract()), session_payload(_request()).keys()
    for name in ("limited", "word"):
        fresh_registry.remove(name)
    limited("2/d")
    word_form("2/d")
    assert (dump(contract()), session_payload(_request()).keys()) == without


@pytest.mark.proves("wizard-limit")
def test_each_step_of_a_wizard_and_its_end_are_counted_by_themselves() -> None:
    class WordsWizard(mizanWizard):
        mizan = mizanWizardMeta(
            name="words", auth=None, steps={"one": WordForm, "two": WordForm}, limit="1/d"
        )

        def on_finish(self, forms: dict[str, forms.BaseForm]) -> None:
            RAN.append("end")

    visitor, data = MizanClient(), {"word": "hello"}
    for step in ("words.one", "words.two"):
        assert statuses(*(visitor.submit(step, data) for _ in range(2))) == [200, 429]
    assert statuses(*(visitor.call("words.go", {"step": "one"}) for _ in range(3))) == [200] * 3
    assert statuses(*(visitor.call("words.submit") for _ in range(2))) == [200, 429]
    assert RAN == ["end"]


@override_settings(MIZAN={"CONCEAL_FORBIDDEN": True})
def test_a_limit_tells_nobody_of_what_is_concealed() -> None:
    limited("1/d", auth="staff")
    anonymous = [MizanClient().call("limited").code for _ in range(3)]
    assert anonymous == ["not_found"] * 3
