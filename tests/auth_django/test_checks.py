"""What is misconfigured is said with a way out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.core.checks import run_checks
from django.test import override_settings

from mizan.auth.django.checks import check_django_auth
from mizan.setup.registry import Registry

ROOT = Path(__file__).parents[2]
SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
USER = "django.contrib.auth.middleware.AuthenticationMiddleware"


class Own(AuthenticationMiddleware):
    """A project's own."""


def found() -> list[tuple[str | None, str]]:
    return [(message.id, message.msg) for message in check_django_auth()]


def test_complete_project_has_nothing_to_complain_about() -> None:
    assert run_checks(tags=["mizan"]) == []


@pytest.mark.parametrize("missing", [SESSION, USER])
def test_missing_middleware(missing: str) -> None:
    with override_settings(MIDDLEWARE=[path for path in settings.MIDDLEWARE if path != missing]):
        assert [message_id for message_id, _ in found()] == ["mizan.E112"]
        assert missing.rpartition(".")[2] in found()[0][1]


def test_middleware_in_the_wrong_order() -> None:
    with override_settings(MIDDLEWARE=[USER, SESSION]):
        assert [message_id for message_id, _ in found()] == ["mizan.E112"]


def test_middleware_made_of_djangos_is_as_good() -> None:
    with override_settings(MIDDLEWARE=["nowhere.at_all", SESSION, f"{__name__}.Own"]):
        assert found() == []


@override_settings(MIZAN={"PASSWORD_RESET_URL": "/reset/"})
def test_page_without_a_place_for_the_key() -> None:
    assert [message_id for message_id, _ in found()] == ["mizan.E113"]


@override_settings(MIZAN={"PASSWORD_RESET_URL": "/reset/{key}", "AUTH_LIMITS": {"sign_in": "1/m"}})
def test_limit_of_nothing() -> None:
    assert [message_id for message_id, _ in found()] == ["mizan.E114"]


def test_limit_that_is_none(fresh_registry: Registry) -> None:
    with override_settings(MIZAN={"AUTH_LIMITS": {"login": "often"}}):
        fresh_registry.settle()
        assert [problem.check_id for problem in fresh_registry.problems] == ["mizan.E014"]
        assert fresh_registry.get("auth.login.submit") is None


def test_with_both_ways_to_log_in_allauths_is_the_one() -> None:
    said = ask_both("check").stderr
    assert "(mizan.E110)" in said
    assert "(mizan.E002)" not in said
    assert "auth.signup.submit" in ask_both("mizan_policies", "--skip-checks").stdout


def ask_both(*words: str) -> subprocess.CompletedProcess[str]:
    both = "tests.auth_django.both_settings"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": both, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "django", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
