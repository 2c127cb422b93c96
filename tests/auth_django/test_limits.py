"""Wrong passwords are counted, of a name and of an address; right ones lock nobody out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import override_settings

from mizan.auth.django.limits import count_guess
from mizan.protocol.errors import Failure
from mizan.testing import MizanClient, Result
from tests.auth_django.conftest import PASSWORD, Clock

pytestmark = pytest.mark.django_db


def attempt(name: str = "ann", password: str = "wrong", address: str = "192.0.2.1") -> Result:
    client = MizanClient()
    client.http.defaults["REMOTE_ADDR"] = address
    return client.submit("auth.login", {"username": name, "password": password})


def test_sixth_wrong_password_of_a_name_must_wait(ann: Any, clock: Clock) -> None:
    clock.now += 60
    assert [attempt().code for _ in range(6)] == ["invalid"] * 5 + ["rate_limited"]
    result = attempt(password=PASSWORD)
    assert (result.status, result.headers["Retry-After"]) == (429, "240")
    clock.now += 240
    assert attempt(password=PASSWORD).ok


@pytest.mark.parametrize("name", ["ANN", "\uff41nn", "ann "])
def test_other_spelling_is_the_same_name(ann: Any, name: str) -> None:
    for _ in range(5):
        attempt(name)
    assert attempt().code == "rate_limited"


def test_unknown_name_is_limited_like_a_known_one(ann: Any) -> None:
    assert [attempt("nobody").code for _ in range(6)] == ["invalid"] * 5 + ["rate_limited"]


def test_who_guesses_locks_out_neither_other_names_nor_the_user_elsewhere(ann: Any) -> None:
    for _ in range(6):
        attempt()
    assert attempt("bob").code == "invalid"
    assert attempt(password=PASSWORD, address="192.0.2.2").ok


def test_a_name_is_limited_from_everywhere_together(ann: Any) -> None:
    codes = [attempt(address=f"192.0.2.{number}").code for number in range(21)]
    assert codes == ["invalid"] * 20 + ["rate_limited"]


def test_right_passwords_are_not_counted(ann: Any) -> None:
    for _ in range(4):
        attempt()
    assert all(attempt(password=PASSWORD).ok for _ in range(8))
    assert attempt().code == "invalid"
    assert attempt().code == "rate_limited"


def test_what_is_no_guess_is_not_counted(ann: Any) -> None:
    for _ in range(8):
        attempt(password="")
    assert attempt(password=PASSWORD).ok


def test_an_address_may_try_thirty_names_a_minute(ann: Any, clock: Clock) -> None:
    codes = [attempt(f"user{number}").code for number in range(31)]
    assert codes == ["invalid"] * 30 + ["rate_limited"]
    clock.now += 60
    assert attempt().code == "invalid"


def test_many_guesses_at_once_are_counted_one_by_one(rf: Any) -> None:
    request = rf.post("/")

    def guess(_: int) -> bool:
        try:
            count_guess(request, "ann")
        except Failure:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == 5


@override_settings(MIZAN={"AUTH_LIMITS": {"login": None, "login_failed": "2/h/ip"}})
def test_limits_are_those_of_the_settings(ann: Any) -> None:
    assert [attempt().code for _ in range(3)] == ["invalid", "invalid", "rate_limited"]


@pytest.mark.parametrize(
    ("flow", "data", "times"),
    [
        ("reauthenticate", {"password": "wrong"}, 10),
        ("change_password", {"current_password": "wrong", "new_password": "another-long-1"}, 5),
    ],
)
def test_a_stolen_session_cannot_guess_for_long(ann: Any, flow: str, data: Any, times: int) -> None:
    client = MizanClient(ann)
    codes = [client.submit(f"auth.{flow}", data).code for _ in range(times + 1)]
    assert codes == ["invalid"] * times + ["rate_limited"]


def test_links_cannot_be_guessed_for_long(ann: Any) -> None:
    client = MizanClient()
    codes = [client.call("auth.password_reset", {"key": f"MQ-a-{number}"}).code for number in range(21)]
    assert codes == ["invalid"] * 20 + ["rate_limited"]
