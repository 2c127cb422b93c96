"""Flows as operations: reads, calls and forms under `auth.`."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Literal

from mizan.auth.delegate import ask, path_of
from mizan.auth.flows import FLOWS, Calling, Filling, Flow, Reading, Sent
from mizan.auth.inputs import form_class, is_alike_for_all
from mizan.auth.outcome import outcome, require_done
from mizan.auth.state import state_of, user_type
from mizan.auth.types import ok_result, state_result, state_type
from mizan.forms.binding import unbound_form
from mizan.forms.gate import Posted, admit
from mizan.forms.operations import FormCall, form_spec
from mizan.forms.options import FormOptions
from mizan.permissions import PUBLIC, Policy, policy
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.protocol.naming import pascal
from mizan.schema import TypedInput, TypedOutput
from mizan.schema.validation import issue
from mizan.setup.operations import ContextSpec, FormSpec, Operation
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.http import HttpRequest

SOURCE = "mizan.auth"

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
    _publish_reading(replace(SESSION, data=state), user)
    for flow in FLOWS:
        if isinstance(flow, Reading):
            _publish_reading(flow, user)
        elif isinstance(flow, Calling):
            registry.add(_calling(flow, _result(flow, user, state)))
        elif isinstance(flow, Filling):
            _publish_form(flow, _result(flow, user, state))


def withdraw_flows() -> None:
    """Take every flow out of the registry."""
    for flow in (SESSION, *FLOWS):
        registry.remove(f"auth.{flow.name}")


def _publish_reading(flow: Reading, user: Any) -> None:
    operation = _operation(
        flow,
        run=partial(_read, flow),
        input=TypedInput({}, title=_title(flow, "Input"), source=SOURCE),
        output=TypedOutput(_data_type(flow, user), source=SOURCE),
        readonly=True,
    )
    registry.add(operation)
    scope: Literal["global", "local"] = "global" if flow.is_hydrated else "local"
    registry.add_context(ContextSpec(name=operation.name, operation=operation.name, scope=scope))


def _calling(flow: Calling, result: Any) -> Operation:
    return _operation(
        flow,
        run=partial(_call, flow),
        input=TypedInput(flow.fields, title=_title(flow, "Input"), source=SOURCE),
        output=TypedOutput(result, source=SOURCE),
    )


def _publish_form(flow: Filling, result: Any) -> None:
    made = form_class(flow)
    if made is None:  # there is nothing to describe
        registry.add(_unavailable(flow, "schema"), _unavailable(flow, "submit"))
        return
    spec, operations = _form(flow, made, result)
    registry.add(*operations)
    registry.add_form(spec)


def _form(flow: Filling, made: Any, result: Any) -> tuple[FormSpec, list[Operation]]:
    def answer(form: Any, request: Any) -> Any:
        """Stand for the flow, which runs instead; its annotation is the type of the answer."""

    answer.__annotations__ = {"return": result}
    options = FormOptions(
        name=f"auth.{flow.name}",
        title=_words(flow),
        auth=True if flow.is_for_users else None,
        on_submit=answer,
        dynamic=False if not flow.is_personal and is_alike_for_all(made) else None,
        has_validate=False,
        get_form_kwargs=(lambda request, params: {"seen_by": request}) if flow.is_personal else None,
    )
    spec, operations = form_spec(made, options, f"auth.{flow.name}", SOURCE)
    own: dict[str, Any] = {
        "description": flow.description,
        "is_available": partial(_is_available, flow),
    }
    described = replace(spec, describe=partial(_describe, spec, flow))
    return described, [
        replace(operation, **own)
        if operation.readonly
        else replace(
            operation,
            run=partial(_submit, flow, spec),
            output=TypedOutput(result, source=SOURCE),
            affects=tuple(f"auth.{name}" for name in flow.affects),
            has_own_transactions=True,
            accepts_files=False,
            **own,
        )
        for operation in operations
    ]


def _describe(spec: FormSpec, flow: Filling) -> dict[str, JSON]:
    """Return the entry of the contract, with what the fields do not say: that one of some is filled in."""
    entry, names = spec.describe(), flow.one_of()
    if len(names) < 2:
        return entry
    return {**entry, "schema": {**entry["schema"], "anyOf": [{"required": [name]} for name in names]}}


def _operation(flow: Flow, **said: Any) -> Operation:
    return Operation(
        name=f"auth.{flow.name}",
        policy=_policy(flow),
        affects=tuple(f"auth.{name}" for name in flow.affects),
        has_own_transactions=True,
        is_available=partial(_is_available, flow),
        description=flow.description,
        source=SOURCE,
        **said,
    )


def _unavailable(flow: Flow, role: str) -> Operation:
    made = _operation(
        flow,
        run=_refuse,
        input=_AnyInput(),
        output=TypedOutput(None, source=SOURCE),
        readonly=role == "schema",
    )
    return replace(made, name=f"auth.{flow.name}.{role}")


class _AnyInput:
    """Take anything: what is not there has no input of its own."""

    def schema(self) -> dict[str, JSON]:
        return {"type": "object"}

    def parse(self, body: Any) -> None:
        return None


def _refuse(request: HttpRequest, arguments: Any) -> None:
    raise Failure("unavailable")


def _read(flow: Reading, request: HttpRequest, arguments: dict[str, JSON]) -> JSON:
    reply = ask(request, flow.route, flow.method)
    require_done(reply, flow)
    if reply.is_state and not flow.tells_state:
        raise Failure("unauthenticated")
    return flow.read(reply)


def _call(flow: Calling, request: HttpRequest, arguments: dict[str, JSON]) -> JSON:
    return _told(flow, request, flow.send(arguments))


def _submit(flow: Filling, spec: FormSpec, request: HttpRequest, call: FormCall) -> JSON:
    """Post what a browser would have posted, and nothing that the form does not know."""
    form, posted = unbound_form(spec, request), Posted()
    admit(posted, form, call.values)
    unknown = [issue((name,), "unexpected") for name in call.values if name not in form.fields]
    if posted.issues or unknown:
        raise Failure("invalid", issues=[*posted.issues, *unknown])
    body = {name: texts if len(texts) > 1 else texts[0] for name, texts in posted.data.lists() if texts}
    return _told(flow, request, Sent(body=_without_blanks(body, flow.one_of())))


def _without_blanks(body: dict[str, JSON], names: tuple[str, ...]) -> dict[str, JSON]:
    """Return the body without those of the alternatives that are empty, if one is not."""
    filled = [name for name in names if body.get(name)]
    return {name: value for name, value in body.items() if name not in names or value or not filled}


def _told(flow: Flow, request: HttpRequest, sent: Sent) -> JSON:
    reply = ask(request, flow.route, flow.method, sent.body, query=sent.query, headers=sent.headers)
    return outcome(reply, flow)


def _result(flow: Flow, user: Any, state: Any) -> Any:
    """Return the type of what a flow answers."""
    kinds = [state_result(state)] if flow.tells_state else []
    if flow.data is not None:
        kinds.append(ok_result(_data_type(flow, user), _title(flow, "Ok")))
    elif flow.may_tell_nothing or not flow.tells_state:
        kinds.append(ok_result(None, "AuthOk"))
    return reduce(or_, kinds)


def _data_type(flow: Flow, user: Any) -> Any:
    return flow.data(user) if inspect.isfunction(flow.data) else flow.data


def _policy(flow: Flow) -> Policy:
    return policy(True) if flow.is_for_users else PUBLIC


def _is_available(flow: Flow) -> bool:
    return path_of(flow.route) is not None


def _title(flow: Flow, what: str) -> str:
    return f"Auth{pascal(flow.name)}{what}"


def _words(flow: Flow) -> str:
    return flow.name.replace("_", " ").capitalize()
