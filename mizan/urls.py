"""`path("api/mizan/", include("mizan.urls"))`: all routes of Mizan."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import path, re_path

from mizan.server import views
from mizan.server.route import CallPattern
from mizan.web.form import form_view

app_name = "mizan"

if not apps.is_installed("mizan"):  # nothing was discovered, and no system check of ours can say so
    raise ImproperlyConfigured('mizan.urls is included, but INSTALLED_APPS lacks it: add "mizan".')

urlpatterns = [
    CallPattern(views.call, name="call"),
    path("form/<str:name>/", form_view, name="form"),
    path("batch/", views.batch, name="batch"),
    path("session/", views.session, name="session"),
    path("contract.json", views.contract, name="contract"),
    path("openapi.json", views.openapi, name="openapi"),
    path("", views.unknown, name="root"),
    re_path(r"^(?P<path>(?s:.+))", views.unknown, name="unknown"),
]
