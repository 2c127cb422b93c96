"""The pages of an account, and what stands in them where no script runs."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from sample_site.accounts.urls import TWINS
from sample_site.conference.context import swap

pytestmark = pytest.mark.django_db

PASSWORD = "loom-and-shuttle-9"


@pytest.fixture
def ada() -> User:
    """Return a user with a confirmed address."""
    user = User.objects.create_user("ada", "ada@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.mark.parametrize("path", TWINS)
def test_every_page_has_allauths_own_for_a_twin(client: Client, ada: User, path: str) -> None:
    assert swap(f"/app/{path}") == f"/classic/{path}"
    if path.startswith("account/"):
        client.force_login(ada)
    assert client.get(f"/app/{path}").status_code == 200
    twin = client.get(f"/classic/{path}")
    assert twin.status_code == 302
    assert twin["Location"].startswith("/accounts/")


@pytest.mark.parametrize("section", ["", "second-factor/", "passkeys/", "connections/", "sessions/"])
def test_account_is_for_those_who_are_logged_in(client: Client, section: str) -> None:
    answer = client.get(f"/app/account/{section}")
    assert answer["Location"] == f"/log-in/?next=/app/account/{section}"


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_log_in_leads_nowhere_else(client: Client, path: str) -> None:
    answer = client.get("/log-in/", {"next": path}, follow=True)
    assert 'data-slug=""' in answer.content.decode()
    assert 'name="next"' not in answer.content.decode()


def test_log_in_without_javascript_goes_where_one_wanted(client: Client, ada: User) -> None:
    page = client.get("/app/log-in/?next=/app/contact/").content.decode()
    [action] = re.findall(r'<noscript><form method="post" action="([^"]+)"', page)
    data = {"login": "ada@example.org", "password": PASSWORD, "next": "/app/contact/"}
    assert client.post(action, data)["Location"] == "/app/contact/"


def test_join_without_javascript_sends_a_link_that_confirms(client: Client) -> None:
    data = {"username": "eve", "email": "eve@example.org", "password1": PASSWORD}
    assert client.post("/accounts/signup/", data).status_code == 302
    [path] = re.findall(r"http://testserver(/app/verify/\S+)", mail.outbox[0].body)
    page = client.get(path).content.decode()
    [action] = re.findall(r'<noscript><form method="post" action="([^"]+)"', page)
    client.post(action)
    assert User.objects.get(username="eve").emailaddress_set.get().verified


def test_new_password_without_javascript(client: Client, ada: User) -> None:
    client.post("/accounts/password/reset/", {"email": ada.email})
    [path] = re.findall(r"http://testserver(/app/password/\S+)", mail.outbox[0].body)
    page = client.get(path).content.decode()
    [action] = re.findall(r'<noscript><form method="get" action="([^"]+)"', page)
    form = client.get(action, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "weft-and-warp-77", "password2": "weft-and-warp-77"}
    )
    ada.refresh_from_db()
    assert ada.check_password("weft-and-warp-77")


@pytest.mark.parametrize("key", ["x", "-", "1-2-3", "☃"])
def test_key_of_any_kind_has_a_page(client: Client, key: str) -> None:
    assert client.get(f"/app/password/{key}/").status_code == 200
    assert client.get(f"/app/verify/{key}/").status_code == 200


def test_desk_asks_for_the_second_factor_too(client: Client) -> None:
    assert client.get("/admin/login/", follow=True).redirect_chain[-1][0].startswith("/app/log-in/")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_classic_pages_stand_in_the_look_of_the_site(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert 'class="masthead"' in page
    assert 'class="btn btn-primary"' in page


def test_sessions_stand_on_the_classic_page(client: Client, ada: User, settings: Any) -> None:
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    page = client.get("/accounts/sessions/").content.decode()
    assert "127.0.0.1" in page
    assert "<form hidden" not in page
