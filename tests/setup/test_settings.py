"""Settings are read when they are asked for, and what is wrong is said at start-up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from mizan.setup.settings import check_settings, settings


def test_defaults_hold_without_any_setting() -> None:
    assert settings.MAX_BATCH == 10
    assert settings.MAX_BODY == 1024 * 1024
    assert settings.MAX_DEPTH == 64
    assert settings.MAX_NODES == 10_000
    assert settings.CONCEAL_FORBIDDEN is False
    assert settings.EXPLORER_AUTH == "superuser"
    assert list(settings.GENERATE) == []


def test_an_override_holds_at_once_and_ends() -> None:
    with override_settings(MIZAN={"MAX_BATCH": 3}):
        assert settings.MAX_BATCH == 3
        assert settings.MAX_DEPTH == 64
    assert settings.MAX_BATCH == 10


def test_the_language_of_the_client_is_that_of_the_site() -> None:
    with override_settings(LANGUAGE_CODE="de"):
        assert list(settings.LANGUAGES) == ["de"]
    with override_settings(MIZAN={"LANGUAGES": ["en", "de"]}):
        assert list(settings.LANGUAGES) == ["en", "de"]


WRONG: list[Any] = [
    [],
    None,
    {"MAX_BATCHES": 3},
    {"MAX_BATCH": 0},
    {"MAX_BATCH": "3"},
    {"MAX_BATCH": True},
    {"TRUSTED_PROXIES": -1},
    {"TRUSTED_PROXIES": "1"},
    {"TRUSTED_PROXIES": True},
    {"LIMIT_CACHE": "nowhere"},
    {"LIMIT_CACHE": None},
    {"LANGUAGES": "en"},
    {"LANGUAGES": []},
    {"LANGUAGES": [1]},
    {"CONCEAL_FORBIDDEN": 1},
    {"GENERATE": "react"},
    {"GENERATE": ["src/mizan"]},
    {"GENERATE": (None,)},
    {3: 3},
]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (
            {"GENERATE": "src/mizan"},
            'Write {"target": "react", "out": "frontend/src/mizan"}, or a list of these.',
        ),
        ({"LIMIT_CACHE": "x"}, "The CACHES are 'default'."),
        ({"MAX_BATCH": "10"}, "By default it is 10."),
    ],
)
def test_a_hint_says_what_a_setting_may_be(value: Any, hint: str) -> None:
    with override_settings(MIZAN=value):
        assert [message.hint for message in check_settings()] == [hint]


@pytest.mark.parametrize("value", WRONG, ids=str)
def test_a_wrong_setting_is_reported_and_its_default_holds(value: Any) -> None:
    with override_settings(MIZAN=value):
        [message] = check_settings()
        assert message.id == "mizan.E010"
        assert message.hint
        assert settings.MAX_BATCH == 10
        assert list(settings.LANGUAGES) == ["en"]


def test_a_misspelled_key_is_told_its_neighbour() -> None:
    with override_settings(MIZAN={"MAX_BATCHES": 3}):
        assert "'MAX_BATCH'" in check_settings()[0].msg


def test_right_settings_are_not_reported() -> None:
    right = {
        "MAX_BATCH": 3,
        "LANGUAGES": ["en"],
        "GENERATE": {"target": "react", "out": "x"},
        "EXPLORER_AUTH": True,
    }
    with override_settings(MIZAN=right):
        assert check_settings() == []
