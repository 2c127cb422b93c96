"""For whom a client acts: an opaque tag, so that a form begun by one user is never submitted as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from mizan.protocol.errors import Failure

if TYPE_CHECKING:
    from django.http import HttpRequest

ANONYMOUS = "anonymous"
"""The tag of nobody."""


def identity_tag(request: HttpRequest) -> str:
    """Return the tag of the user of this request: the same at every log-in, and opaque."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    return salted_hmac(
        "mizan.identity", f"{user._meta.label_lower}:{user.pk}", algorithm="sha256"
    ).hexdigest()[:32]


def require_identity(tag: str, request: HttpRequest) -> None:
    """Raise Failure `conflict` when somebody else is logged in by now."""
    if tag != identity_tag(request):
        raise Failure("conflict", gettext("Somebody else is logged in by now. Please reload the page."))
