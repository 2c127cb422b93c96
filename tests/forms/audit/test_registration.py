"""The code that `--write` prints runs, and passes the system checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.test import RequestFactory

from mizan.forms.audit.registration import registration
from mizan.forms.audit.report import audit
from mizan.setup.registry import Registry
from tests.forms.audit.shop import forms as shop_forms

SHOP = "tests.forms.audit.shop"


@pytest.fixture(autouse=True)
def _nothing_else(fresh_registry: Registry) -> None:
    """Take away what modules of other tests declare when they are imported."""
    for form in fresh_registry.forms():
        fresh_registry.remove(form.name)


def run(code: str, path: Path) -> dict[str, Any]:
    """Run a module as Python would import it."""
    file = path / "mizan_clients.py"
    file.write_text(code)
    names: dict[str, Any] = {"__name__": "mizan_clients"}
    exec(compile(code, file, "exec"), names)
    return names


def test_the_code_registers_every_form_that_can_be(fresh_registry: Registry, tmp_path: Path) -> None:
    run(registration(audit(SHOP)), tmp_path)
    fresh_registry.settle()
    assert {form.name: form.form_class.__name__ for form in fresh_registry.forms()} == {
        "contact": "ContactForm",
        "done": "DoneForm",
        "filter": "FilterForm",
        "gift": "GiftForm",
        "mine": "MineForm",
        "note": "NoteForm",
        "shop_note": "NoteForm",
        "order": "OrderForm",
    }
    assert fresh_registry.problems == []
    assert [said for said in checks.run_checks(tags=["mizan"]) if str(said.obj).startswith(SHOP)] == []


def test_nobody_but_superusers_may_until_it_is_said(fresh_registry: Registry, tmp_path: Path) -> None:
    run(registration(audit(f"{SHOP}.forms")), tmp_path)
    operation = fresh_registry.get("contact.submit")
    assert operation is not None
    assert operation.policy.describe() == "superuser"


def test_what_is_missing_is_said_when_it_is_called(fresh_registry: Registry, tmp_path: Path) -> None:
    names = run(registration(audit(f"{SHOP}.forms")), tmp_path)
    request = RequestFactory().get("/")
    request.user = "me"  # type: ignore[assignment]
    assert names["supply_mine"](request, None) == {"user": "me", "request": request}
    assert names["supply_gift"](request, None) == {"request": request}
    with pytest.raises(NotImplementedError, match="basket"):
        names["supply_order"](request, None)
    with pytest.raises(NotImplementedError, match="cleaned_data"):
        names["submit_contact"](shop_forms.ContactForm(), request)


def test_what_cannot_be_registered_is_a_comment(fresh_registry: Registry) -> None:
    code = registration(audit(SHOP))
    assert f"# {SHOP}.forms.BareForm: It is a base" in code
    assert f"# {SHOP}.forms.UserForm: {SHOP}.forms.UserForm takes all columns" in code


def test_what_is_registered_is_left_out(fresh_registry: Registry, tmp_path: Path) -> None:
    run(registration(audit(f"{SHOP}.forms")), tmp_path)
    assert "register_form(" not in registration(audit(f"{SHOP}.forms"))
