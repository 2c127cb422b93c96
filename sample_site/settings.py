"""Settings of the sample site. Production sets DEBUG=0, SECRET_KEY and ALLOWED_HOSTS in the environment."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent

DEBUG = os.environ.get("DEBUG", "1") == "1"
VITE_DEV = DEBUG and os.environ.get("VITE_DEV") == "1"
"""True: pages load their scripts from `npm run dev`, with hot reload."""

SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY in the environment.")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_vite",
    "mizan",
    "mizan.auth",
    "sample_site.accounts",
    "sample_site.conference",
    "sample_site.gallery",
    "sample_site.mails",
]
if DEBUG:
    INSTALLED_APPS.append("allauth.socialaccount.providers.dummy")  # it believes whatever it is told

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sample_site.csp.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mizan.web.hydration_middleware",
]

ROOT_URLCONF = "sample_site.urls"
WSGI_APPLICATION = "sample_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sample_site.conference.context.conference",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DATABASE", BASE_DIR / "db.sqlite3"),
        "ATOMIC_REQUESTS": True,
        # SQLite fails a transaction that wants to write after another has written: wait when it begins.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
if POSTGRES := os.environ.get("POSTGRES"):  # the name of a database; PGHOST, PGUSER and so on say where
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.postgresql", "NAME": POSTGRES, "ATOMIC_REQUESTS": True}
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_URL = "log-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "home"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_FORMS = {"login": "sample_site.accounts.forms.LoginForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Saltmarsh"
MFA_TOTP_TOLERANCE = 1  # phones are late, and so are people
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TRUST_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # of http://localhost
USERSESSIONS_TRACK_ACTIVITY = True

HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/app/verify/{key}/",
    "account_reset_password": "/app/password/",
    "account_reset_password_from_key": "/app/password/{key}/",
    "account_signup": "/app/join/",
    "socialaccount_login_error": "/app/log-in/",
}

DEFAULT_FROM_EMAIL = "Saltmarsh <desk@saltmarsh.example>"
if DEBUG:
    EMAIL_BACKEND = "sample_site.mails.backend.EmailBackend"  # /mails/ shows them

if REDIS := os.environ.get("REDIS"):
    CACHES = {  # limits are counted here: all processes need the same one
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
    }
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PROXIES", "0"))

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

MEDIA_ROOT = os.environ.get("MEDIA", BASE_DIR / "media")
FILE_UPLOAD_TEMP_DIR = os.environ.get("UPLOADS")
"""Where an upload lies while it comes; by default where the system has such files."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "pictures": {  # everybody may see them
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": Path(MEDIA_ROOT) / "pictures", "base_url": "/pictures/"},
    },
    "waiting": {  # uploads of a wizard, until its last step
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BASE_DIR / "waiting"},
    },
}

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "collected"
STATICFILES_DIRS = [BASE_DIR / "static"]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

MIZAN = {
    "GENERATE": {"target": "react", "out": BASE_DIR / "frontend" / "src" / "mizan"},
    "TRUSTED_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}

DJANGO_VITE = {
    "default": {
        "dev_mode": VITE_DEV,
        "dev_server_host": "127.0.0.1",
        "manifest_path": BASE_DIR / "static" / "app" / "manifest.json",
        "static_url_prefix": "app",
    }
}

if not DEBUG:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60
