"""Flows as operations: reads, calls and forms under `auth.`."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.views.decorators.debug import sensitive_variables

from mizan.auth.delegate import ask, path_of
from mizan.auth.entries import SOURCE, operation, posted, publish_call, publish_form, publish_reading, title
from mizan.auth.flows import FLOWS, Calling, Filling, Flow, Reading, Sent
from mizan.auth.fragile import whole
from mizan.auth.inputs import form_class, is_alike_for_all
from mizan.auth.outcome import outcome, require_done
from mizan.auth.state import state_of, user_type
from mizan.auth.types import ok_result, state_result, state_type
from mizan.forms.binding import unbound_form
from mizan.forms.call import FormCall
from mizan.protocol.envelope import JSON, Body
from mizan.protocol.errors import Failure
from mizan.schema import TypedOutput
from mizan.schema.objects import read_object
from mizan.setup.operations import FormSpec, Operation
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.http import HttpRequest

SESSION = Reading(
    name="session",
    route="account:current_session",
    read=state_of,
    tells_state=True,
    is_hydrated=True,
    description="Who is logged in, or what a log-in waits for.",
)


def register_flows() -> None:
    """Put every flow into the registry."""
    user = user_type()
    state = state_type(user)
    told = state_result(state)
    _publish_reading(replace(SESSION, data=state), user)
    for flow in FLOWS:
        if isinstance(flow, Reading):
            _publish_reading(flow, user)
        elif isinstance(flow, Calling):
            result = _result(flow, user, told)
            publish_call(
                flow, partial(_call, flow), flow.fields, result, is_available=partial(_is_available, flow)
            )
        elif isinstance(flow, Filling):
            _publish_form(flow, _result(flow, user, told))


def _publish_reading(flow: Reading, user: Any) -> None:
    publish_reading(
        flow,
        partial(_read, flow),
        _data_type(flow, user),
        is_hydrated=flow.is_hydrated,
        is_available=partial(_is_available, flow),
    )


def _publish_form(flow: Filling, result: Any) -> None:
    made = form_class(flow)
    if made is None:  # there is nothing to describe
        registry.add(_unavailable(flow, "schema"), _unavailable(flow, "submit"))
        return
    publish_form(
        flow,
        made,
        partial(_submit, flow),
        result,
        is_available=partial(_is_available, flow),
        dynamic=False if not flow.is_personal and is_alike_for_all(made) else None,
        get_form_kwargs=(lambda request, params: {"seen_by": request}) if flow.is_personal else None,
        describe=partial(_describe, flow),
    )


def _describe(flow: Filling, spec: FormSpec) -> dict[str, JSON]:
    """Return the entry of the contract, with what the fields do not say: that one of some is filled in."""
    entry, names = spec.describe(), flow.one_of()
    if len(names) < 2:
        return entry
    return {**entry, "schema": {**entry["schema"], "anyOf": [{"required": [name]} for name in names]}}


def _unavailable(flow: Flow, role: str) -> Operation:
    made = operation(
        flow,
        run=_refuse,
        input=_AnyInput(),
        output=TypedOutput(None, source=SOURCE),
        readonly=role == "schema",
        is_available=partial(_is_available, flow),
    )
    return replace(made, name=f"auth.{flow.name}.{role}")


class _AnyInput:
    """Take any object: what is not there has no input of its own."""

    def schema(self) -> dict[str, JSON]:
        return {"type": "object"}

    def parse(self, body: Body) -> None:
        read_object(body.text)


def _refuse(request: HttpRequest, arguments: Any) -> None:
    raise Failure("unavailable")


def _read(flow: Reading, request: HttpRequest, arguments: dict[str, JSON]) -> JSON:
    _require(flow)
    reply = ask(request, flow.route, flow.method)
    require_done(reply, flow)
    if reply.is_state and not flow.tells_state:
        raise Failure("unauthenticated")
    return flow.read(reply)


@sensitive_variables()
def _call(flow: Calling, request: HttpRequest, arguments: dict[str, JSON]) -> JSON:
    if flow.weighs_first():
        _weigh(flow, request, arguments)
    with whole(flow):
        return _told(flow, request, flow.send(arguments))


def _weigh(flow: Calling, request: HttpRequest, arguments: dict[str, JSON]) -> None:
    """Raise Failure for what allauth says of the arguments, though more would be needed to do it."""
    reply = ask(request, flow.route, "POST", arguments)
    errors = [error for error in reply.errors if error.get("param") in arguments]
    if errors or reply.status != 400:
        require_done(replace(reply, errors=errors), flow)


@sensitive_variables()
def _submit(flow: Filling, spec: FormSpec, request: HttpRequest, call: FormCall) -> JSON:
    """Post what a browser would have posted, and nothing that the form does not know."""
    body = posted(unbound_form(spec, request), call)
    return _told(flow, request, Sent(body=_without_blanks(body, flow.one_of())))


def _without_blanks(body: dict[str, JSON], names: tuple[str, ...]) -> dict[str, JSON]:
    """Return the body without those of the alternatives that are empty, if one is not."""
    filled = [name for name in names if body.get(name)]
    return {name: value for name, value in body.items() if name not in names or value or not filled}


def _told(flow: Flow, request: HttpRequest, sent: Sent) -> JSON:
    _require(flow)
    if flow.step and _step_of(request) != flow.step:
        raise Failure("conflict")
    reply = ask(request, flow.route, flow.method, sent.body, query=sent.query, headers=sent.headers)
    return outcome(reply, flow)


def _require(flow: Flow) -> None:
    if not _is_available(flow):
        raise Failure("unavailable")


def _step_of(request: HttpRequest) -> JSON:
    state = state_of(ask(request, SESSION.route, SESSION.method))
    return state["step"]["id"] if state["status"] == "pending" else None


def _result(flow: Flow, user: Any, told: Any) -> Any:
    """Return the type of what a flow answers; `told` is that of a state."""
    kinds = [told] if flow.tells_state else []
    if flow.data is not None:
        kinds.append(ok_result(_data_type(flow, user), title(flow, "Ok")))
    elif flow.may_tell_nothing or not flow.tells_state:
        kinds.append(_OK)
    return reduce(or_, kinds)


_OK = ok_result(None, "AuthOk")


def _data_type(flow: Flow, user: Any) -> Any:
    return flow.data(user) if inspect.isfunction(flow.data) else flow.data


def _is_available(flow: Flow) -> bool:
    return path_of(flow.route) is not None and flow.is_possible()
