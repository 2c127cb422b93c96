"""What a flow came to: a result of the published shape, or a failure."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm

from mizan.auth.delegate import Reply
from mizan.auth.flows import Flow, OnAnonymous
from mizan.auth.state import state_of, ways_of
from mizan.protocol.envelope import JSON, Issue
from mizan.protocol.errors import Failure

_LIMITS = frozenset({"too_many_login_attempts", "rate_limited"})
"""Complaints of a form by which allauth says that a limit was reached."""

CODES = {400: "bad_request", 401: "unauthenticated", 404: "not_found", 409: "conflict", 429: "rate_limited"}
"""What a status means where nothing else is said; any other is a refusal."""


def outcome(reply: Reply, flow: Flow) -> dict[str, JSON]:
    """Return `{kind: 'state', auth}` or `{kind: 'ok', data}`. Raises Failure for everything else."""
    if flow.has_none and reply.status == 404:
        return {"kind": "ok", "data": flow.read(reply)}
    require_done(reply, flow)
    if not reply.is_state:
        return {"kind": "ok", "data": flow.read(reply)}
    state = state_of(reply)
    if not flow.tells_state or state["status"] == "anonymous":
        _require_somebody(flow.on_anonymous)
    return {"kind": "state", "auth": state}


def require_done(reply: Reply, flow: Flow) -> None:
    """Return for a reply that tells data, or who is logged in. Raises Failure for a refusal."""
    if reply.status == 401 and reply.meta.get("is_authenticated"):
        raise Failure("reauthenticate", by=ways_of(reply))
    if reply.is_json and (reply.status < 300 or (reply.status == 401 and reply.is_state)):
        return
    issues = [_issue(error) for error in reply.errors]
    code = "invalid" if reply.status == 400 and issues else CODES.get(reply.status, flow.on_forbidden)
    if not _LIMITS.isdisjoint(issue.code for issue in issues):
        code = "rate_limited"
    message = issues[0].message if issues and code != "invalid" else None
    raise Failure(code, message, issues=issues)


def _require_somebody(on_anonymous: OnAnonymous) -> None:
    if on_anonymous == "inactive":
        raise Failure("forbidden", str(AuthenticationForm.error_messages["inactive"]))
    if on_anonymous != "fine":
        raise Failure(on_anonymous)


def _issue(error: dict[str, Any]) -> Issue:
    path = (error["param"],) if error.get("param") else ()
    return Issue(path=path, code=error.get("code") or "invalid", message=error.get("message", ""))
