"""A project that has both ways to log in, by mistake."""

from tests.auth.settings import *  # noqa: F403
from tests.auth.settings import INSTALLED_APPS as BEFORE

INSTALLED_APPS = [*BEFORE, "mizan.auth.django"]
