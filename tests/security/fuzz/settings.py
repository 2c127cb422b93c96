"""The sample site as in production, with the operations of the tests, a database of its own and canaries."""

import atexit
import os
import tempfile
from pathlib import Path
from shutil import rmtree

os.environ.update(DEBUG="0", SECRET_KEY="canary-secret-key")

from sample_site.settings import *  # noqa: F403
from sample_site.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, MIZAN, POSTGRES

FOLDER = Path(tempfile.mkdtemp(prefix="mizan-fuzz-"))
atexit.register(rmtree, FOLDER, ignore_errors=True)

SECURE_SSL_REDIRECT = False  # plain requests shall reach Mizan, too
# Flows of allauth end the sessions that requests carry, and its record of activity is written at each.
INSTALLED_APPS = [*(app for app in INSTALLED_APPS if app != "mizan.auth"), "tests.app"]
MIDDLEWARE = [each for each in MIDDLEWARE if not each.startswith("allauth.usersessions")]
# The default backend already takes inactive users for nobody; this one leaves that to the policies.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = None
if not POSTGRES:
    DATABASES["default"] |= {
        "TEST": {"NAME": FOLDER / "db.sqlite3"},
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY"},
    }
LOGGING_CONFIG = None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "waiting": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "pictures": {
        "BACKEND": "django.core.files.storage.InMemoryStorage",
        "OPTIONS": {"base_url": "/pictures/"},
    },
}

# Files larger than this go to the disk, where one that is left over is seen.
FILE_UPLOAD_TEMP_DIR = FOLDER / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir()
FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
MIZAN = {**MIZAN, "MAX_UPLOAD": 1024 * 1024}
