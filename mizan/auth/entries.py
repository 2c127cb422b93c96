"""What stands under `auth.`, whoever carries it out: reads, calls and forms as operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

from mizan.auth.registration import PREFIX
from mizan.forms.call import FormCall
from mizan.forms.gate import Posted, admit
from mizan.forms.operations import form_spec
from mizan.forms.options import FormOptions
from mizan.forms.reflection.widgets import reading
from mizan.permissions import PUBLIC, policy
from mizan.protocol.envelope import JSON, Issue
from mizan.protocol.errors import Failure
from mizan.protocol.naming import pascal
from mizan.schema import TypedInput, TypedOutput
from mizan.schema.validation import issue
from mizan.setup.limit import Limit
from mizan.setup.operations import ContextSpec, FormSpec, Operation
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.forms.forms import BaseForm
    from django.http import HttpRequest

SOURCE = "mizan.auth"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a client may ask for."""

    name: str
    """Its name, after `auth.`."""
    affects: tuple[str, ...] = ()
    """The readings that it makes stale."""
    is_for_users: bool = False
    """Whether somebody must be logged in."""
    description: str = ""


def operation(entry: Entry, **said: Any) -> Operation:
    """Return the operation of an entry. What it saved stays when it fails: a count, a log of attempts."""
    return Operation(
        name=PREFIX + entry.name,
        policy=policy(True) if entry.is_for_users else PUBLIC,
        affects=tuple(PREFIX + name for name in entry.affects),
        has_own_transactions=True,
        description=entry.description,
        source=SOURCE,
        **said,
    )


def publish_reading(
    entry: Entry, run: Any, data: Any, *, is_hydrated: bool, is_available: Callable[[], bool]
) -> None:
    """Publish what is read: `run(request, arguments)` returns the data. Every page carries it if hydrated."""
    made = operation(
        entry,
        run=run,
        input=TypedInput({}, title=title(entry, "Input"), source=SOURCE),
        output=TypedOutput(data, source=SOURCE),
        readonly=True,
        is_available=is_available,
    )
    registry.add(made)
    scope: Literal["global", "local"] = "global" if is_hydrated else "local"
    registry.add_context(ContextSpec(name=made.name, operation=made.name, scope=scope))


def publish_call(
    entry: Entry,
    run: Any,
    fields: Any,
    result: Any,
    *,
    is_available: Callable[[], bool],
    limit: Limit | None = None,
) -> None:
    """Publish what takes arguments."""
    made = operation(
        entry,
        run=run,
        input=TypedInput(fields, title=title(entry, "Input"), source=SOURCE),
        output=output_of(result),
        is_available=is_available,
        limit=limit,
    )
    registry.add(made)


def publish_form(
    entry: Entry,
    made: type[BaseForm],
    run: Callable[[FormSpec, HttpRequest, FormCall], JSON],
    result: Any,
    *,
    is_available: Callable[[], bool],
    dynamic: bool | None = False,
    get_form_kwargs: Callable[[HttpRequest, Any], dict[str, Any]] | None = None,
    describe: Callable[[FormSpec], dict[str, JSON]] | None = None,
    limit: Limit | None = None,
) -> None:
    """Publish what takes a form. It is read like any other, and `run` does what is to be done."""

    name = PREFIX + entry.name
    options = FormOptions(
        name=name,
        title=entry.name.replace("_", " ").capitalize(),
        auth=True if entry.is_for_users else None,
        on_submit=_stand_in,
        dynamic=dynamic,
        has_validate=False,
        get_form_kwargs=get_form_kwargs,
    )
    spec, operations = form_spec(made, options, name, SOURCE)
    own: Any = {"description": entry.description, "is_available": is_available}
    output = output_of(result)
    *reads, submit = sorted(operations, key=lambda each: not each.readonly)
    submitting = operation(entry, run=partial(run, spec), input=submit.input, output=output, limit=limit)
    registry.add(
        *(replace(each, **own) for each in reads),
        replace(submitting, name=submit.name, is_available=is_available),
    )
    entered = replace(spec, describe=lambda: {**spec.describe(), "output": output.schema()})
    registry.add_form(replace(entered, describe=partial(describe, entered)) if describe else entered)


def _stand_in(form: Any, request: Any) -> None:
    """Stand for what runs instead, so that the form has something to submit to."""


@lru_cache(maxsize=64)
def output_of(result: Any) -> TypedOutput:
    """Return how a type of answer is written. Most of `auth.` answers the same, which is dear to read."""
    return TypedOutput(result, source=SOURCE)


def posted(form: BaseForm, call: FormCall) -> dict[str, Any]:
    """Return what a browser would have posted: texts, and lists of them.

    Raises Failure `invalid` for what the form has not.
    """
    given = Posted()
    admit(given, form, call.values)
    issues = [*given.issues, *unknown_fields(form, call)]
    if issues:
        raise Failure("invalid", issues=issues)
    lists = {form.add_prefix(name) for name, field in form.fields.items() if reading(field.widget) == "list"}
    return {
        name: texts if name in lists or len(texts) > 1 else texts[0]
        for name, texts in given.data.lists()
        if texts
    }


def unknown_fields(form: BaseForm, call: FormCall) -> list[Issue]:
    """Return complaints about what was sent and the form does not have."""
    return [issue((name,), "unexpected") for name in call.values if name not in form.fields]


def title(entry: Entry, what: str) -> str:
    """Return what a type of an entry is called."""
    return f"Auth{pascal(entry.name)}{what}"
