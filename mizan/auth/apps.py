"""`mizan.auth` as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.core import checks

from mizan.auth.checks import check_allauth
from mizan.auth.registration import register_anew
from mizan.permissions import set_reauthentication

PREFIXES = ("ACCOUNT_", "ALLAUTH_", "AUTH_", "HEADLESS_", "MFA_", "SOCIALACCOUNT_", "USERSESSIONS_")
"""Settings on which flows depend, beside the routes."""


class MizanAuthConfig(AppConfig):
    """The app `mizan.auth`."""

    name = "mizan.auth"
    label = "mizan_auth"
    verbose_name = "Mizan: log-in"

    def ready(self) -> None:
        """Register the flows, read when they are first asked for, and what allauth's exceptions mean."""
        checks.register(check_allauth, "mizan")
        import_module("mizan.auth.failures")
        import_module("mizan.auth.fields").describe_fields()
        proof = import_module("mizan.auth.proof")
        set_reauthentication(proof.has_proof, proof.ways)
        register_anew(_register, _concerns)


def _register() -> None:
    import_module("mizan.auth.operations").register_flows()


def _concerns(setting: str) -> bool:
    return setting.startswith(PREFIXES) or setting == "ROOT_URLCONF"
