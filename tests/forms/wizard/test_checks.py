"""What is said about a wizard that cannot work."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from mizan.forms import mizanFormMeta, mizanWizard, mizanWizardMeta
from mizan.forms.wizard.checks import check_wizards
from mizan.setup.registry import Registry


class NameForm(forms.Form):
    name = forms.CharField()


class SecretForm(forms.Form):
    password = forms.CharField(widget=forms.PasswordInput)


class PaperForm(forms.Form):
    paper = forms.FileField()


def declare(steps: Any, **more: Any) -> None:
    class SomeWizard(mizanWizard):
        mizan = mizanWizardMeta(steps=steps, **more)

        def on_finish(self, forms: dict[str, Any]) -> None:
            return None


def problems(registry: Registry) -> list[str]:
    registry.settle()
    return [problem.check_id for problem in registry.problems]


def ids() -> list[str | None]:
    return [message.id for message in check_wizards()]


def test_a_right_one_is_left_alone(fresh_registry: Registry) -> None:
    declare({"one": NameForm})
    assert (problems(fresh_registry), ids()) == ([], [])


@pytest.mark.parametrize(
    "steps",
    [
        {},
        {"state": NameForm},
        {"go": NameForm},
        {"a b": NameForm},
        {"ü": NameForm},
        {"one": 5},
        {1: NameForm},
    ],
)
def test_steps_need_a_name_and_a_form(fresh_registry: Registry, steps: Any) -> None:
    declare(steps)
    assert problems(fresh_registry) == ["mizan.E092"]


def test_a_wizard_has_something_to_do(fresh_registry: Registry) -> None:
    class Idle(mizanWizard):
        mizan = mizanWizardMeta(steps={"one": NameForm})

    assert problems(fresh_registry) == ["mizan.E091"]


def test_it_says_what_it_is(fresh_registry: Registry) -> None:
    class Wrong(mizanWizard):
        mizan = {"steps": {"one": NameForm}}  # type: ignore[assignment]

    assert problems(fresh_registry) == ["mizan.E004"]


def test_a_file_needs_a_place_to_wait(fresh_registry: Registry) -> None:
    declare({"one": PaperForm})
    assert ids() == ["mizan.E094"]
    fresh_registry.remove("some")
    declare({"one": PaperForm}, files="default")
    assert ids() == []
    fresh_registry.remove("some")
    declare({"one": PaperForm}, files="nowhere")
    assert ids() == ["mizan.E095"]


def test_a_secret_is_not_for_the_session(fresh_registry: Registry) -> None:
    declare({"one": SecretForm})
    assert ids() == ["mizan.W090"]


def test_sessions_are_needed(fresh_registry: Registry, settings: Any) -> None:
    declare({"one": NameForm})
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Session" not in name]
    assert ids() == ["mizan.E093"]


def test_two_wizards_of_one_name_are_told(fresh_registry: Registry) -> None:
    declare({"one": NameForm})

    class Other(mizanWizard):
        mizan = mizanWizardMeta(name="some", steps={"one": NameForm})

        def on_finish(self, forms: dict[str, Any]) -> None:
            return None

    assert set(problems(fresh_registry)) == {"mizan.E002"}


def test_removing_a_wizard_removes_its_parts(fresh_registry: Registry) -> None:
    before = {operation.name for operation in fresh_registry.operations()}
    declare({"one": NameForm})
    assert {operation.name for operation in fresh_registry.operations()} - before == {
        f"some.{part}"
        for part in ("state", "go", "submit", "reset", "one.schema", "one.validate", "one.submit")
    }
    fresh_registry.remove("some")
    assert {operation.name for operation in fresh_registry.operations()} == before
    assert fresh_registry.get_form("some.one") is None


class PaperRow(forms.Form):
    paper = forms.FileField()
    password = forms.CharField(widget=forms.PasswordInput)


class WithRows(NameForm):
    mizan = mizanFormMeta(formsets={"papers": forms.formset_factory(PaperRow)})


def test_rows_that_take_files_or_secrets_are_reported(fresh_registry: Registry) -> None:
    declare({"one": WithRows}, files="default")
    assert (problems(fresh_registry), ids()) == ([], ["mizan.E096", "mizan.W090"])
    assert all("a row of 'papers'" in message.msg for message in check_wizards())
