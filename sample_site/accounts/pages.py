"""The pages of an account under /app/: React draws them, and what stands in them works without JavaScript."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm, SignupForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView

from .forms import LoginForm


class EntrancePage(TemplateView):
    """A page for who is not logged in. Where no script runs, it posts to allauth's own page of the kind."""

    template_name = "app/entrance.html"
    island = ""
    """What React draws."""
    title = ""
    lede = ""
    form_class: type[Form] | None = None
    button = ""
    route = ""
    """allauth's name of its own page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=self,
            form=self.form_class() if self.form_class else None,
            action=self.get_action(),
            slug=kwargs.get("key") or self.get_next(),
            next=self.get_next(),
            **kwargs,
        )

    def get_action(self) -> str:
        """Return the path of allauth's own page, or of the log-in for a key that can be none."""
        try:
            return reverse(self.route, kwargs=self.get_route_kwargs())
        except NoReverseMatch:
            return reverse("app:log-in")

    def get_route_kwargs(self) -> dict[str, str]:
        """Return what the path of allauth's own page is made of."""
        return self.kwargs

    def get_next(self) -> str:
        """Return where to go when all is done: a path of this site, or nothing."""
        asked = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(asked, {self.request.get_host()}, self.request.is_secure())
        return asked if is_ours else ""


class LogInPage(EntrancePage):
    """Log in, and go on with a log-in that was begun."""

    island = "log-in"
    title = "Log in"
    form_class = LoginForm
    button = "Log in"
    route = "account_login"


class LogInByCodePage(EntrancePage):
    """Log in with a code that is sent by mail."""

    island = "log-in-code"
    title = "Log in with a code"
    lede = "We send it to the address of your account."
    form_class = RequestLoginCodeForm
    button = "Send the code"
    route = "account_request_login_code"


class JoinPage(EntrancePage):
    """Make an account."""

    island = "join"
    title = "Make an account"
    lede = "With one you take seats, join waiting lists, and edit what you have proposed."
    form_class = SignupForm
    button = "Make an account"
    route = "account_signup"


class VerifyPage(EntrancePage):
    """Confirm an address: where the link of a mail leads."""

    island = "verify"
    title = "Confirm your address"
    button = "This is my address"
    route = "account_confirm_email"


class PasswordPage(EntrancePage):
    """Have a mail sent that leads to a new password."""

    island = "password"
    title = "A new password"
    lede = "Forgotten? We send you a mail that leads to a new one."
    form_class = ResetPasswordForm
    button = "Send the mail"
    route = "account_reset_password"


class NewPasswordPage(EntrancePage):
    """Set a new password: where the link of a mail leads."""

    island = "new-password"
    title = "A new password"
    button = "Go on"
    route = "account_reset_password_from_key"

    def get_route_kwargs(self) -> dict[str, str]:
        """Return the key in its two parts; allauth's page looks at them before it asks for a password."""
        user, _, key = self.kwargs["key"].partition("-")
        return {"uidb36": user, "key": key}


class AccountPage(LoginRequiredMixin, TemplateView):
    """Show one part of an account."""

    template_name = "app/account.html"
    sections = {
        "account": "Addresses and password",
        "second-factor": "Second factor",
        "passkeys": "Passkeys",
        "connections": "Connected accounts",
        "sessions": "Sessions",
    }
    """Their titles, by the name of their page and of what React draws."""
    section = "account"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section=self.section, title=self.sections[self.section], sections=self.sections, **kwargs
        )
