"""A project whose users log in by e-mail and have a UUID, and that has only Django's route for a reset."""

from tests.auth_django.settings import *  # noqa: F403
from tests.auth_django.settings import INSTALLED_APPS as BEFORE

INSTALLED_APPS = [*BEFORE, "tests.auth_django.people"]
AUTH_USER_MODEL = "people.Person"
MIZAN: dict[str, object] = {}
ROOT_URLCONF = "tests.auth_django.email_urls"
