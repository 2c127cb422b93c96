"""Links that reset a password: whose one is, where it leads, and the mail that brings it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import get_language, gettext, override
from django.views.decorators.debug import sensitive_variables

from mizan.protocol.envelope import Issue
from mizan.protocol.errors import Failure
from mizan.server.afterwards import afterwards
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

OWN_MAIL = "mizan/password_reset_email.txt"
DJANGO_MAIL = "registration/password_reset_email.html"
"""Django's, which leads to its own route; it comes with the admin."""


def has_page() -> bool:
    """Tell whether a link has where to lead: `MIZAN["PASSWORD_RESET_URL"]`, or Django's own route."""
    return bool(settings.PASSWORD_RESET_URL) or _route("uid", "token") is not None


@sensitive_variables()
def owner(key: str) -> Any:
    """Return the user whose password a key resets. Raises Failure `invalid`."""
    uid, *token = key.rsplit("-", 2)
    model: Any = get_user_model()
    try:
        pk = model._meta.pk.to_python(urlsafe_base64_decode(uid).decode())
        user = model._default_manager.get(pk=pk)
    except (TypeError, ValueError, OverflowError, ObjectDoesNotExist, ValidationError):
        user = None
    if user is None or not default_token_generator.check_token(user, "-".join(token)):
        raise Failure("invalid", issues=[_expired()])
    return user


def send_link(request: HttpRequest, form: PasswordResetForm) -> None:
    """Send a link to the address of a valid form, if somebody has it.

    That is looked up when the answer was sent: whether there is such a user shows neither in what the answer
    says nor in how long it takes.
    """
    language = get_language()
    afterwards(request, partial(_send, request, form, language))


class LinkForm(PasswordResetForm):
    """Django's form, whose mail leads to the page of this site."""

    def send_mail(
        self,
        subject_template_name: Any,
        email_template_name: Any,
        context: dict[str, Any],
        *rest: Any,
        **more: Any,
    ) -> None:
        """Send a mail that knows its link as `reset_url`."""
        context = {**context, "reset_url": _url(context)}
        super().send_mail(subject_template_name, email_template_name, context, *rest, **more)


def _send(request: HttpRequest, form: PasswordResetForm, language: str | None) -> None:
    templates = [OWN_MAIL] if settings.PASSWORD_RESET_URL else [DJANGO_MAIL, OWN_MAIL]
    with override(language):
        form.save(
            email_template_name=templates,  # type: ignore[arg-type]  # the first that there is
            use_https=request.is_secure(),
            request=request,
        )


def _url(context: dict[str, Any]) -> str:
    uid, token = context["uid"], context["token"]
    page = settings.PASSWORD_RESET_URL.replace("{key}", f"{uid}-{token}") or _route(uid, token) or ""
    return f"{context['protocol']}://{context['domain']}{page}" if page.startswith("/") else page


def _route(uid: str, token: str) -> str | None:
    try:
        return reverse("password_reset_confirm", kwargs={"uidb64": uid, "token": token})
    except NoReverseMatch:
        return None


def _expired() -> Issue:
    message = gettext(
        "The password reset link was invalid, possibly because it has already been used.  Please request a "
        "new password reset."
    )
    return Issue(path=("key",), code="invalid_password_reset", message=message)
