"""The forms of flows: the `input_class` of each view, seen without anything happening.

allauth's forms read the request of the moment, and some of them write into its session when they are made.
Here each is made for a request of no consequence: its session is a copy that nobody saves.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.core.context import request_context
from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import get_script_prefix, resolve
from django.utils.functional import lazystr

from mizan.auth.delegate import path_of
from mizan.auth.flows import Filling
from mizan.forms.reflection.static import without_database
from mizan.protocol.errors import Failure

if TYPE_CHECKING:
    from django.forms.forms import BaseForm

SECRETS = {
    "password": "current-password",
    "current_password": "current-password",
    "new_password": "new-password",
}
"""Fields that a browser must not show, and what it may fill them with."""

CODES = frozenset({"code"})
"""Fields for a code that was sent or shown once."""


def input_class(flow: Filling) -> type[BaseForm] | None:
    """Return the form of a flow's view, or None where a setting took its route away."""
    path = path_of(flow.route)
    if path is None:
        return None
    view: Any = resolve("/" + path.removeprefix(get_script_prefix())).func
    found = view.view_class.input_class
    return found.get(flow.method) if isinstance(found, dict) else found


def form_class(flow: Filling) -> type[BaseForm] | None:
    """Return a form class that is made without arguments, or with `seen_by`, the request of a user.

    What it is made of is decided each time, by the settings of the moment.
    """
    base: Any = input_class(flow)
    if base is None:
        return None

    def make(self: Any, *args: Any, seen_by: HttpRequest | None = None, **kwargs: Any) -> None:
        with _surroundings(seen_by) as request:
            wanted = {name: _WANTED[name](request) for name in flow.wants}
            try:
                base.__init__(self, *args, **{**wanted, **kwargs})
            except ImproperlyConfigured:
                raise Failure("unavailable") from None  # a system check says so
        _dress(self.fields, flow)

    made: Any = type(base.__name__, (base,), {"__init__": make, "__module__": base.__module__})
    made.base_fields = copy.deepcopy(base.base_fields)
    _dress(made.base_fields, flow)
    return made  # type: ignore[no-any-return]  # mypy knows no class made by type()


def is_alike_for_all(made: type[BaseForm]) -> bool:
    """Tell a form that is made without a user and without the database."""
    try:
        with without_database():
            made()
    except Exception:
        return False
    return True


@contextmanager
def _surroundings(seen_by: HttpRequest | None) -> Iterator[Any]:
    """Let allauth see a request to which nothing can happen."""
    request: Any = HttpRequest() if seen_by is None else copy.copy(seen_by)
    request.session = _Unsaved(seen_by)
    if seen_by is None:
        request.META.update(SERVER_NAME="localhost", SERVER_PORT="80", REMOTE_ADDR="127.0.0.1")
        request.user = AnonymousUser()
    request.allauth = SimpleNamespace(headless=SimpleNamespace(client="browser"))
    with request_context(request):
        yield request


class _Unsaved(SessionBase):
    """A copy of a session, for as long as a form is made."""

    def __init__(self, seen_by: HttpRequest | None) -> None:
        super().__init__()
        kept = getattr(seen_by, "session", None)
        self._session_cache: dict[str, Any] = {} if kept is None else copy.deepcopy(dict(kept.items()))

    def load(self) -> dict[str, Any]:
        return {}

    def save(self, must_create: bool = False) -> None:
        """Save nothing."""

    def create(self) -> None:
        """Make nothing."""

    def delete(self, session_key: str | None = None) -> None:
        """Delete nothing."""

    def exists(self, session_key: str) -> bool:
        return False

    clear_expired: ClassVar[Any] = classmethod(lambda cls: None)


def _user(request: Any) -> Any:
    return request.user if request.user.is_authenticated else get_user_model()()


def _sociallogin(request: Any) -> Any:
    from allauth.socialaccount.internal.flows.signup import get_pending_signup
    from allauth.socialaccount.models import SocialAccount, SocialLogin

    return get_pending_signup(request) or SocialLogin(
        user=get_user_model()(), account=SocialAccount(), email_addresses=[]
    )


_WANTED = {"user": _user, "code": lambda _: "", "phone": lambda _: None, "sociallogin": _sociallogin}
"""What a form's `__init__` wants, for a request of no consequence."""


def _dress(fields: dict[str, forms.Field], flow: Filling) -> None:
    """Give the fields of allauth's API, which nobody was to see, what a page wants to know of them."""
    for name, field in fields.items():
        if name in SECRETS and type(field.widget) is forms.TextInput:
            field.widget = forms.PasswordInput(attrs={"autocomplete": _fill(name, flow)})
            if _fill(name, flow) == "new-password" and not field.help_text:
                field.help_text = lazystr(" ".join(password_validation.password_validators_help_texts()))
        elif name in CODES:
            field.widget.attrs.setdefault("autocomplete", "one-time-code")


def _fill(name: str, flow: Filling) -> str:
    return (
        "new-password" if name == "password" and flow.name in ("signup", "reset_password") else SECRETS[name]
    )
