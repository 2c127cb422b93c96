"""Every policy against every kind of user, and every way in which a check can go wrong."""

from __future__ import annotations

import functools
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from mizan import permissions
from mizan.permissions import IMPLICIT, PUBLIC, UNSET, Policy, authorize, may, may_once_proven, policy
from mizan.protocol.errors import ConfigurationError, Failure


def user(**kind: bool) -> Any:
    base = {"is_authenticated": True, "is_active": True, "is_staff": False, "is_superuser": False}
    return SimpleNamespace(**base | kind)


USERS = {
    "nobody": AnonymousUser(),
    "no auth middleware": None,
    "user": user(),
    "staff": user(is_staff=True),
    "superuser": user(is_superuser=True, is_staff=True),
    "inactive": user(is_active=False, is_staff=True, is_superuser=True),
}


def request_of(kind: str) -> HttpRequest:
    request = HttpRequest()
    if USERS[kind] is not None:
        request.user = USERS[kind]
    return request


def answer(auth: Any, kind: str, *, reauthenticate: bool = False) -> str:
    try:
        authorize(policy(auth, reauthenticate=reauthenticate), request_of(kind))
    except Failure as failure:
        return failure.code
    return "in"


def grants(request: HttpRequest) -> bool:
    return isinstance(request, HttpRequest)


async def grants_later(request: HttpRequest) -> bool:
    return isinstance(request, HttpRequest)


async def denies_later(request: HttpRequest) -> bool:
    return False


def raises(request: HttpRequest) -> bool:
    raise LookupError("secret")


class Grants:
    async def __call__(self, request: HttpRequest) -> bool:
        return True


IN, LOG_IN, NO = "in", "unauthenticated", "forbidden"
MATRIX: list[tuple[str, Any, list[str]]] = [
    # policy, then the answer for: nobody, no middleware, user, staff, superuser, inactive
    ("unset", UNSET, [IN, IN, IN, IN, IN, IN]),
    ("none", None, [IN, IN, IN, IN, IN, IN]),
    ("true", True, [LOG_IN, LOG_IN, IN, IN, IN, LOG_IN]),
    ("staff", "staff", [LOG_IN, LOG_IN, NO, IN, IN, LOG_IN]),
    ("superuser", "superuser", [LOG_IN, LOG_IN, NO, NO, IN, LOG_IN]),
    ("grants", grants, [IN, IN, IN, IN, IN, LOG_IN]),
    ("denies", lambda request: False, [LOG_IN, LOG_IN, NO, NO, NO, LOG_IN]),
    ("truthy", lambda request: 1, [LOG_IN, LOG_IN, NO, NO, NO, LOG_IN]),
    ("none returned", lambda request: None, [LOG_IN, LOG_IN, NO, NO, NO, LOG_IN]),
    ("raises", raises, [NO, NO, NO, NO, NO, LOG_IN]),
    ("async grants", grants_later, [IN, IN, IN, IN, IN, LOG_IN]),
    ("async denies", denies_later, [LOG_IN, LOG_IN, NO, NO, NO, LOG_IN]),
    ("async object", Grants(), [IN, IN, IN, IN, IN, LOG_IN]),
    ("partial", functools.partial(grants_later), [IN, IN, IN, IN, IN, LOG_IN]),
    ("un-awaited", lambda request: grants_later(request), [LOG_IN, LOG_IN, NO, NO, NO, LOG_IN]),
    ("tuple", ("staff", grants), [LOG_IN, LOG_IN, NO, IN, IN, LOG_IN]),
    ("tuple denied", ("staff", lambda request: False), [LOG_IN, LOG_IN, NO, NO, NO, LOG_IN]),
]


@pytest.mark.parametrize(("auth", "expected"), [row[1:] for row in MATRIX], ids=[row[0] for row in MATRIX])
def test_only_true_lets_in(auth: Any, expected: list[str]) -> None:
    assert [answer(auth, kind) for kind in USERS] == expected
    assert [may(policy(auth), request_of(kind)) for kind in USERS] == [word == IN for word in expected]


class Wrong:
    def __call__(self, request: HttpRequest) -> int:
        return 1


def forgets_to_await(request: HttpRequest) -> Any:
    return grants_later(request)


WRONG: list[tuple[Any, str]] = [
    (raises, "The policy raises raised; access was denied."),
    (Wrong(), "The policy Wrong returned int, not a bool; access was denied."),
    (forgets_to_await, "The policy forgets_to_await returned coroutine, not a bool; access was denied."),
]


@pytest.mark.parametrize(("auth", "message"), WRONG)
def test_a_check_that_goes_wrong_is_logged_by_its_name(
    auth: Any, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer(auth, "user")
    assert [(record.name, record.levelname) for record in caplog.records] == [("mizan.permissions", "ERROR")]
    assert caplog.messages == [message]
    assert bool(caplog.records[0].exc_info) is (auth is raises)


NONSENSE = [
    False,
    0,
    1,
    "",
    "admin",
    "STAFF",
    (),
    [],
    ["staff"],
    ("staff", "admin"),
    (("staff",),),
    object(),
    Grants,
    bool,
]


def stable(auth: object) -> str:
    return repr(auth).partition(" at 0x")[0]


@pytest.mark.parametrize("auth", [*NONSENSE, lambda: True, lambda a, b: True], ids=stable)
def test_anything_else_is_no_policy(auth: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        policy(auth)
    assert caught.value.check_id == "mizan.E005"
    assert caught.value.hint == HINT


HINT = "Use None, True, 'staff', 'superuser', a callable (request) -> bool, or a tuple of these."


@pytest.mark.parametrize("auth", ["admin", (True, "admin")])
@pytest.mark.parametrize(("source", "prefix"), [("", ""), ("app.echo", "app.echo: ")])
def test_the_error_names_the_value_and_whose_it_is(auth: Any, source: str, prefix: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        policy(auth, source=source) if source else policy(auth)
    assert str(caught.value) == f"{prefix}auth='admin' is no policy."
    assert caught.value.obj == (source or None)


class Untouchable(HttpRequest):
    @property
    def user(self) -> Any:
        raise AssertionError("request.user was touched")


@pytest.mark.parametrize("open_policy", [PUBLIC, IMPLICIT, policy(None), policy()])
def test_an_open_policy_does_not_touch_the_user(open_policy: Policy) -> None:
    authorize(open_policy, Untouchable())


def test_a_truthy_is_staff_that_is_no_bool_denies() -> None:
    request = HttpRequest()
    request.user = user(is_staff=1)  # type: ignore[arg-type]
    assert not may(policy("staff"), request)


DESCRIBED: list[tuple[Any, Any, str]] = [
    (UNSET, None, "public"),
    (None, None, "public"),
    (True, True, "public"),
    ("staff", "staff", "staff"),
    ("superuser", "superuser", "superuser"),
    (raises, "custom", "public"),
    (("staff", raises), ["staff", "custom"], "staff"),
    (("staff", "superuser"), ["staff", "superuser"], "superuser"),
]


@pytest.mark.parametrize(("auth", "description", "audience"), DESCRIBED)
def test_a_policy_describes_itself_without_naming_callables(
    auth: Any, description: Any, audience: str
) -> None:
    assert policy(auth).describe() == description
    assert policy(auth).audience == audience


def test_only_an_unwritten_policy_is_implicit() -> None:
    assert repr(UNSET) == "UNSET"
    assert policy().is_implicit
    assert not policy(None).is_implicit
    assert not policy(True).is_implicit
    assert not policy(reauthenticate=True).is_implicit


@pytest.fixture
def proof() -> Any:
    yield permissions.set_reauthentication
    permissions.set_reauthentication(None)


def test_reauthenticate_denies_while_nobody_can_prove() -> None:
    assert not permissions.can_reauthenticate()
    assert answer(None, "user", reauthenticate=True) == "reauthenticate"


PROOFS: list[tuple[Any, list[str]]] = [
    (grants, [LOG_IN, LOG_IN, IN, IN, IN, LOG_IN]),
    (lambda request: False, [LOG_IN, LOG_IN, *["reauthenticate"] * 3, LOG_IN]),
    (raises, [LOG_IN, LOG_IN, *["reauthenticate"] * 3, LOG_IN]),
    (grants_later, [LOG_IN, LOG_IN, IN, IN, IN, LOG_IN]),
]


@pytest.mark.parametrize(("hook", "expected"), PROOFS)
def test_reauthenticate_asks_the_hook(hook: Any, expected: list[str], proof: Any) -> None:
    proof(hook)
    assert [answer(None, kind, reauthenticate=True) for kind in USERS] == expected
    assert [answer("superuser", kind, reauthenticate=True) for kind in ("user", "staff")] == [NO, NO]


def test_reauthenticate_is_never_for_nobody(proof: Any) -> None:
    proof(lambda request: True)
    assert answer(lambda request: True, "nobody", reauthenticate=True) == LOG_IN
    assert answer(lambda request: True, "no auth middleware", reauthenticate=True) == LOG_IN
    assert policy(reauthenticate=True).describe() == [True, "reauthenticate"]
    assert policy("staff", reauthenticate=True).describe() == ["staff", "reauthenticate"]


def test_the_failure_tells_how_this_user_may_prove_it_again(proof: Any) -> None:
    for ways, expected in ((), []), ((lambda request: [{"id": request.way}],), [{"id": "by_key"}]):
        proof(lambda request: False, *ways)
        request = request_of("user")
        request.way = "by_key"  # type: ignore[attr-defined]
        with pytest.raises(Failure) as caught:
            authorize(policy(reauthenticate=True), request)
        assert (caught.value.code, caught.value.params) == ("reauthenticate", {"by": expected})


def test_who_may_once_proven_has_a_way_to_prove_it(proof: Any) -> None:
    strict = policy("staff", reauthenticate=True)
    for grants_now, ways, expected in (
        (True, [], [False, False, True]),
        (False, [], [False, False, False]),
        (False, [{"id": "by_key"}], [False, False, True]),
    ):
        proof(lambda request, now=grants_now: now, lambda request, ways=ways: request.user and ways)
        assert [may_once_proven(strict, request_of(kind)) for kind in ("nobody", "user", "staff")] == expected


@pytest.mark.parametrize("rank", ["staff", "superuser"])
def test_a_user_model_without_ranks_has_none(rank: str) -> None:
    request = HttpRequest()
    request.user = SimpleNamespace(is_authenticated=True, is_active=True)  # type: ignore[assignment]
    assert not may(policy(rank), request)
