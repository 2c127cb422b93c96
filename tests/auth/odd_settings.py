"""The same project, all otherwise: ASGI, below a prefix, UUID users, log-in required, transactions."""

from tests.auth.settings import *  # noqa: F403
from tests.auth.settings import DATABASES, MIDDLEWARE

SERVER = "asgi"
AUTH_USER_MODEL = "people.Person"
FORCE_SCRIPT_NAME = "/mounted"
MIDDLEWARE = [*MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]
DATABASES = {"default": {**DATABASES["default"], "ATOMIC_REQUESTS": True}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
