"""The paths of an account. The classic half is allauth's own pages, in the look of the site."""

from django.urls import path
from django.views.generic import RedirectView

from . import pages

app_patterns = [
    path("log-in/", pages.LogInPage.as_view(), name="log-in"),
    path("log-in/code/", pages.LogInByCodePage.as_view(), name="log-in-code"),
    path("join/", pages.JoinPage.as_view(), name="join"),
    path("verify/<str:key>/", pages.VerifyPage.as_view(), name="verify"),
    path("password/", pages.PasswordPage.as_view(), name="password"),
    path("password/<str:key>/", pages.NewPasswordPage.as_view(), name="new-password"),
    path("account/", pages.AccountPage.as_view(), name="account"),
    path("account/second-factor/", pages.AccountPage.as_view(section="second-factor"), name="second-factor"),
    path("account/passkeys/", pages.AccountPage.as_view(section="passkeys"), name="passkeys"),
    path("account/connections/", pages.AccountPage.as_view(section="connections"), name="connections"),
    path("account/sessions/", pages.AccountPage.as_view(section="sessions"), name="sessions"),
]

TWINS = {
    "log-in/": "account_login",
    "log-in/code/": "account_request_login_code",
    "join/": "account_signup",
    "password/": "account_reset_password",
    "account/": "account_email",
    "account/second-factor/": "mfa_index",
    "account/passkeys/": "mfa_list_webauthn",
    "account/connections/": "socialaccount_connections",
    "account/sessions/": "usersessions_list",
}
"""allauth's own page for each of ours."""

classic_patterns = [
    path(ours, RedirectView.as_view(pattern_name=theirs, query_string=True), name=theirs)
    for ours, theirs in TWINS.items()
]
