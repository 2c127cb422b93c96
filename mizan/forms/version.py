"""Lost updates: whoever saves a record says which version of it they have read."""

from __future__ import annotations

from typing import Any

from django.db import router
from django.forms.models import BaseModelForm
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext

from mizan.forms.options import FormOptions
from mizan.protocol.envelope import Issue
from mizan.protocol.errors import Failure


def version_of(form: Any, options: FormOptions) -> str | None:
    """Return the token of the record that a form edits: opaque, and another after each change.

    None where the form declares no version, and where it creates a record.
    """
    return None if options.version is None or not _edits(form) else _token(form.instance, options.version)


def require_version(form: Any, options: FormOptions, sent: str | None) -> None:
    """Raise Failure `conflict` when the record has changed since its version was told.

    Inside the transaction of the submission: the row is locked, where the database has locks, until it is
    saved.
    """
    if options.version is None or not _edits(form):
        return
    record = form.instance
    alias = router.db_for_write(type(record), instance=record)
    rows = type(record)._base_manager.using(alias).select_for_update()
    now = rows.filter(pk=record.pk).first()
    if now is None:
        raise Failure("not_found")
    if sent is None or not constant_time_compare(sent, _token(now, options.version)):
        message = gettext("Somebody has changed this since it was opened.")
        raise Failure("conflict", message, issues=[Issue(code="changed", message=message)])


def _edits(form: Any) -> bool:
    return isinstance(form, BaseModelForm) and not form.instance._state.adding


def _token(record: Any, version: Any) -> str:
    value = version(record) if callable(version) else getattr(record, version)
    stands_for = f"{record._meta.label} {record.pk!r} {value!r}"
    return salted_hmac("mizan.version", stands_for, algorithm="sha256").hexdigest()[:32]
