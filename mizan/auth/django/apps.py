"""`mizan.auth.django` as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig, apps
from django.core import checks

from mizan.auth.django.proof import has_proof, ways
from mizan.auth.registration import register_anew
from mizan.permissions import set_reauthentication


class MizanDjangoAuthConfig(AppConfig):
    """The app `mizan.auth.django`."""

    name = "mizan.auth.django"
    label = "mizan_auth_django"
    verbose_name = "Mizan: log-in without allauth"

    def ready(self) -> None:
        """Register the flows, read when they are first asked for, unless allauth's are there."""
        checks.register(import_module("mizan.auth.django.checks").check_django_auth, "mizan")
        if apps.is_installed("mizan.auth"):
            return  # mizan.E110
        set_reauthentication(has_proof, ways)
        register_anew(_register, _concerns)


def _register() -> None:
    import_module("mizan.auth.django.operations").register_flows()


def _concerns(setting: str) -> bool:
    return setting.startswith("AUTH_") or setting == "MIZAN"
