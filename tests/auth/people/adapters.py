"""Adapters of projects: numbers, users shown otherwise, log-ins that are stopped or have a step more."""

from __future__ import annotations

import dataclasses
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import LoginStage
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import headed_redirect_response
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpResponse

from tests.auth.people.models import Phone

sent: list[tuple[str, str]] = []
"""The messages that were sent: number and code."""


class PhoneAdapter(DefaultAccountAdapter):
    """Keep numbers in the database."""

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        sent.append((phone, code))

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        sent.append((phone, "unknown"))

    def send_account_already_exists_sms(self, phone: str) -> None:
        sent.append((phone, "exists"))

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        Phone.objects.update_or_create(user=user, defaults={"number": phone, "verified": verified})

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        found = Phone.objects.filter(user=user).first()
        return (found.number, found.verified) if found else None

    def set_phone_verified(self, user: Any, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Any:
        found = Phone.objects.filter(number=phone).first()
        return found and found.user


class StoppingAdapter(DefaultAccountAdapter):
    """Answer instead of logging somebody in."""

    def pre_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        raise ImmediateHttpResponse(HttpResponse("<p>closed today</p>", status=403))


class BreakingAdapter(DefaultAccountAdapter):
    """Break with a password at hand."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        raise RuntimeError("adapter broke")


class TermsStage(LoginStage):
    """A step of the project's own."""

    key = "terms"

    def handle(self) -> tuple[Any, bool]:
        return headed_redirect_response("account_login"), True


class TermsAdapter(DefaultAccountAdapter):
    """Ask for the terms to be read before anybody is in."""

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), f"{__name__}.TermsStage"]


class ShowingAdapter(DefaultHeadlessAdapter):
    """Show a user as a dataclass of the project's own."""

    def get_user_dataclass(self) -> Any:
        return dataclasses.make_dataclass("User", [("id", str), ("initials", str), ("score", float | None)])

    def user_as_dataclass(self, user: Any) -> Any:
        return self.get_user_dataclass()(id=str(user.pk), initials=user.username[:1], score=None)


class FreeAdapter(DefaultHeadlessAdapter):
    """Show a user as nobody could guess."""

    def serialize_user(self, user: Any) -> dict[str, Any]:
        return {"name": user.username, "tags": ["a", 1, None]}


class ClosedSocialAdapter(DefaultSocialAccountAdapter):
    """Let nobody in whom the site does not know."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False
