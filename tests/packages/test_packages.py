"""Every form of real packages is reflected, and nothing of the server's gets into a schema.

These packages have an environment of their own: `requirements/audit.txt`, `make audit`.
"""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from jsonschema import Draft202012Validator

from mizan.forms import reflect, register_form
from mizan.forms.audit.classes import Found, find_classes
from mizan.forms.audit.modules import read_modules
from mizan.forms.audit.registration import registration
from mizan.forms.audit.report import Audit, audit
from mizan.forms.description import describe_live
from mizan.setup.registry import Registry
from tests.packages import rows

LEAST = {
    "allauth": (80, 4),
    "django.contrib.admin": (2, 0),
    "django.contrib.auth": (9, 2),
    "django_countries": (0, 2),
    "django_filters": (0, 10),
    "djmoney": (0, 1),
    "haystack": (6, 0),
    "localflavor": (0, 165),
    "modelcluster": (3, 0),
    "mptt": (2, 3),
    "oscar": (95, 5),
    "phonenumber_field": (0, 3),
    "taggit": (1, 1),
    "treebeard": (1, 0),
    "wagtail": (80, 10),
}
"""How many forms and formsets, and how many field classes, each package is known to have at least."""


@pytest.fixture(scope="session")
def _rows(django_db_blocker: Any) -> Iterator[None]:
    """Keep rows in the tables, outside any transaction that would miss what they refer to."""
    with django_db_blocker.unblock():
        call_command("migrate", run_syncdb=True, verbosity=0)
        assert len(rows.fill()) > 80
        yield


@pytest.fixture(scope="module", params=LEAST)
def package(request: pytest.FixtureRequest, _rows: None) -> Audit:
    return audit(request.param)


@pytest.fixture(scope="module", params=LEAST)
def classes(request: pytest.FixtureRequest, _rows: None) -> list[Found]:
    return find_classes(request.param, read_modules(request.param)[0])


def test_every_form_is_found_and_reflected(package: Audit) -> None:
    forms_found, fields_found = LEAST[package.package]
    assert len(package.forms) >= forms_found
    assert len(package.fields) >= fields_found
    assert [(form.name, form.error) for form in package.forms if not form.reflected] == []


def test_only_what_lacks_a_library_cannot_be_imported(package: Audit) -> None:
    missing = ("ModuleNotFoundError", "ImproperlyConfigured", "ImportError", "MissingDependency")
    assert [told for told in package.unreadable if not told.reason.startswith(missing)] == []


def test_every_field_class_is_reflected_in_a_form(classes: list[Found]) -> None:
    made = 0
    for found in classes:
        if not issubclass(found.cls, forms.Field):
            continue
        try:
            field = found.cls()
        except Exception:
            continue  # it wants arguments; a form of the package gives them
        made += 1
        schema: Any = reflect(type("OneForm", (forms.Form,), {"f": field}))
        Draft202012Validator.check_schema(schema)
        assert "could not be read" not in schema["properties"]["f"]["x-mizan"].get("downgrade", "")
    assert made or not any(issubclass(found.cls, forms.Field) for found in classes)


def test_no_schema_holds_what_is_the_servers(classes: list[Found], fresh_registry: Registry) -> None:
    secrets = _secrets()
    for found in classes:
        for schema in _schemas(found, fresh_registry):
            text = json.dumps(schema, ensure_ascii=False)
            assert [secret for secret in secrets if secret in text] == [], found.name


def _secrets() -> list[str]:
    folders = [sysconfig.get_paths()["purelib"], sys.prefix, str(Path(__file__).parents[2]), str(Path.home())]
    return [rows.WORD, settings.SECRET_KEY, "md5$", "pbkdf2_", "site-packages", *folders, settings.MEDIA_ROOT]


def _schemas(found: Found, registry: Registry) -> Iterator[Any]:
    """Yield what is told of a class: its schema, the entry of the contract, and what a page is told."""
    cls = found.cls
    if issubclass(cls, forms.Field) or (issubclass(cls, BaseFormSet) and not hasattr(cls, "form")):
        return
    schema = reflect(cls)
    Draft202012Validator.check_schema(schema)
    yield schema
    try:
        made = cls()
    except Exception:
        made = None  # it wants arguments, or a model
    if made is not None:
        yield _without_own_choices(made, reflect(made))
    if issubclass(cls, BaseForm):
        register_form(
            cls, name="others", auth=None, on_submit=lambda form, request: None, get_form_kwargs=lambda *_: {}
        )
        spec = registry.get_form("others")
        if spec is not None:  # forms of allauth, and those without a model, are refused
            yield spec.describe()
            if made is not None:
                described: Any = describe_live(spec, made)
                described.pop("chosen", None)  # the one row that the form's own code selects for its user
                yield described | {"schema": _without_own_choices(made, described["schema"])}
            registry.remove("others")


def _without_own_choices(form: Any, schema: Any) -> Any:
    """Leave out what the form's own code, with a query of its own, put into a plain list of choices."""
    for name, field in getattr(form, "fields", {}).items():
        if type(getattr(field, "choices", None)) is list:
            said = schema["properties"][name]
            said.pop("oneOf", None)
            said["x-mizan"].pop("choices", None)
            said["x-mizan"]["rule"].pop("values", None)
    return schema


def test_the_printed_code_runs_and_passes_the_system_checks(
    package: Audit, fresh_registry: Registry, tmp_path: Path
) -> None:
    before = {form.name for form in fresh_registry.forms()}
    code = registration(package)
    file = tmp_path / "mizan_clients.py"
    file.write_text(code)
    exec(compile(code, file, "exec"), {"__name__": "mizan_clients"})
    added = {form.name for form in fresh_registry.forms()} - before
    assert len(added) == len([form for form in package.forms if form.refusal is None])
    problems = [message for message in checks.run_checks(tags=["mizan"]) if message.level >= checks.ERROR]
    assert problems == []
