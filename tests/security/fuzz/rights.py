"""Who may, written down a second time: without a line of `mizan.permissions` or `mizan.server.csrf`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.http import parse_cookie

from mizan.setup.operations import Operation
from tests.security.fuzz.ask import HOST, SESSIONS, Ask

LOGGED_IN = {"user", "staff", "superuser"}
CHECKS: dict[object, set[str]] = {
    True: LOGGED_IN,
    "staff": {"staff", "superuser"},
    "superuser": {"superuser"},
    "is_ada": {"user"},
    "is_later": LOGGED_IN,
    "breaks": set(),
    "is_truthy": set(),
    "is_forgotten": set(),
}
"""The kinds of user that each check lets in; a callable stands by its name."""

DENIALS = {"unauthenticated", "forbidden", "reauthenticate"}


def kind_of(ask: Ask) -> str:
    """Return the kind of user whose session the request carries."""
    key = _cookies(ask).get("sessionid", "")
    return next((kind for kind, session in SESSIONS.items() if session == key), "anonymous")


def may(operation: Operation, kind: str) -> bool | None:
    """Return whether this kind of user may call an operation; None for a check that is not known here."""
    if operation.policy.reauthenticate:
        return False
    if not operation.policy.checks:
        return True
    names = [getattr(check, "__name__", check) for check in operation.policy.checks]
    if not all(name in CHECKS for name in names):
        return None
    return all(kind in CHECKS[name] for name in names)


def may_write(ask: Ask, *, by_body: bool) -> bool:
    """Return whether a request carries what an unsafe request must: a necessary condition.

    `by_body`: a browser's own form may carry the token among its fields.
    """
    cookie = _cookies(ask).get("csrftoken", "")
    has_token = ask.header("X-CSRFToken") == cookie or (by_body and cookie.encode() in ask.body)
    return bool(re.fullmatch(r"[A-Za-z0-9]{32}", cookie)) and has_token and _is_from_here(ask)


def is_plain(ask: Ask) -> bool:
    """Return whether every header that CSRF is about is the one of an honest browser."""
    scheme = "https" if ask.is_secure else "http"
    return (
        may_write(ask, by_body=False)
        and ask.header("Origin") == f"{scheme}://{HOST}"
        and ask.header("Host") == HOST
        and ask.header("Sec-Fetch-Site") is None
    )


def _is_from_here(ask: Ask) -> bool:
    scheme = "https" if ask.is_secure else "http"
    host = ask.header("Host") or HOST  # without one a server goes by its own name
    if ask.header("Sec-Fetch-Site") == "cross-site":
        return False
    if (origin := ask.header("Origin")) is not None:
        return origin == f"{scheme}://{host}"
    return not ask.is_secure or _is_ours(ask.header("Referer") or "", host)


def _is_ours(referer: str, host: str) -> bool:
    try:
        parts = urlsplit(referer)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc.lower() == host.lower()


def _cookies(ask: Ask) -> dict[str, str]:
    return parse_cookie(ask.header("Cookie") or "")
