"""The test project with the backend of the type tests alone."""

from tests.settings import *  # noqa: F403

INSTALLED_APPS = ["mizan", "django.contrib.contenttypes", "django.contrib.auth", "tests.types.backend"]
MIZAN = {"LANGUAGES": ["en", "de"]}
DATABASES: dict[str, object] = {}
