"""The same project, which adds a form to that of signing up: allauth reads it when it is imported."""

from tests.auth.settings import *  # noqa: F403

ACCOUNT_SIGNUP_FORM_CLASS = "tests.auth.people.forms.SignupForm"
