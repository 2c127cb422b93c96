"""Every kind of policy, and who may: written down a second time, without a look at `mizan.permissions`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mizan.permissions import UNSET

USERS: dict[str, dict[str, bool] | None] = {
    "nobody": None,
    "user": {},
    "staff": {"is_staff": True},
    "superuser": {"is_staff": True, "is_superuser": True},
    "inactive": {"is_active": False, "is_staff": True, "is_superuser": True},
}


class Truth:
    """A value that says yes to everything, as numpy's do."""

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Later:
    """A check that is an object."""

    async def __call__(self, request: HttpRequest) -> bool:
        return await is_staff_later(request)


def is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_staff)


async def is_staff_later(request: HttpRequest) -> bool:
    user = await request.auser()
    return bool(user.is_staff)


def raises(request: HttpRequest) -> bool:
    raise LookupError("canary")


async def raises_later(request: HttpRequest) -> bool:
    raise LookupError("canary")


async def truthy_later(request: HttpRequest) -> Any:
    return 1


def proof(request: HttpRequest) -> bool:
    """Who proved themselves recently (`reauthenticate=True`)."""
    return request.user.get_username() == "staff"


EVERYBODY = {*USERS}
STAFF = {"staff", "superuser"}
POLICIES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "unwritten": ({"auth": UNSET}, EVERYBODY),
    "none": ({"auth": None}, EVERYBODY),
    "true": ({"auth": True}, {"user", *STAFF}),
    "staff": ({"auth": "staff"}, STAFF),
    "superuser": ({"auth": "superuser"}, {"superuser"}),
    "sync": ({"auth": is_staff}, STAFF),
    "later": ({"auth": is_staff_later}, STAFF),
    "object": ({"auth": Later()}, STAFF),
    "both": ({"auth": ("staff", lambda request: request.user.is_superuser)}, {"superuser"}),
    "both_later": ({"auth": (True, is_staff_later)}, STAFF),
    "recent": ({"reauthenticate": True, "auth": None}, {"staff"}),
    "recent_staff": ({"reauthenticate": True, "auth": "staff"}, {"staff"}),
    "raises": ({"auth": raises}, set()),
    "raises_later": ({"auth": raises_later}, set()),
    "raises_second": ({"auth": (True, raises)}, set()),
    "forgot": ({"auth": lambda request: is_staff_later(request)}, set()),
    "one": ({"auth": lambda request: 1}, set()),
    "yes": ({"auth": lambda request: "yes"}, set()),
    "thing": ({"auth": lambda request: object()}, set()),
    "numpy": ({"auth": lambda request: Truth()}, set()),
    "nothing": ({"auth": lambda request: None}, set()),
    "false": ({"auth": lambda request: False}, set()),
    "one_later": ({"auth": truthy_later}, set()),
}


def verdict(kind: str, who: str) -> str:
    """Return what somebody is answered: `ok`, or the code of the failure."""
    _, may = POLICIES[kind]
    if who in may:
        return "ok"
    if who == "nobody" and kind in ("raises", "raises_later"):
        return "forbidden"  # logging in would not help
    if who in ("nobody", "inactive"):
        return "unauthenticated"
    is_known = kind == "recent" or (kind == "recent_staff" and who in STAFF)
    return "reauthenticate" if is_known else "forbidden"
