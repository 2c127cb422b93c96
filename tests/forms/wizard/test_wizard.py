"""A wizard: steps in their order, answers that stay, one submission at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group, User
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mizan import Failure
from mizan.forms import mizanFormMeta, mizanFormMixin, mizanWizard, mizanWizardMeta
from mizan.setup.registry import Registry
from mizan.testing import MizanClient, Result

pytestmark = pytest.mark.django_db


class YouForm(forms.Form):
    name = forms.CharField(max_length=20)
    speaks = forms.BooleanField(required=False)
    day = forms.DateField(required=False)
    extra = forms.JSONField(required=False)


class TalkForm(mizanFormMixin, forms.Form):
    title = forms.CharField(label="Title", max_length=30)
    slides = forms.FileField(required=False)

    def __init__(self, *args: Any, speaker: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = f"What {speaker} talks about"


class TeamForm(forms.ModelForm):
    mizan = mizanFormMeta(title="Your team")

    class Meta:
        model = Group
        fields = ["name"]


@dataclass
class Applied:
    name: str
    title: str | None
    slides: str | None
    team: str


class Taken(Failure):
    code = "taken"
    status = 409


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(tmp_path)


def kept_files(storage: FileSystemStorage) -> list[Path]:
    return [path for path in Path(storage.location).rglob("*") if path.is_file()]


@pytest.fixture
def apply(fresh_registry: Registry, storage: FileSystemStorage) -> type[mizanWizard]:
    class ApplyWizard(mizanWizard):
        """Apply in three steps."""

        mizan = mizanWizardMeta(
            auth=True,
            steps={"you": YouForm, "talk": TalkForm, "team": TeamForm},
            titles={"you": "About you"},
            files=storage,
            errors=[Taken],
        )

        def wants(self, step: str) -> bool:
            return step != "talk" or bool((self.answers("you") or {}).get("speaks"))

        def get_form_kwargs(self, step: str) -> dict[str, Any]:
            return {"speaker": (self.answers("you") or {})["name"]} if step == "talk" else {}

        def on_finish(self, forms: dict[str, Any]) -> Applied:
            group = forms["team"].save()
            if group.name == "crash":
                raise Taken
            talk = forms["talk"].cleaned_data if "talk" in forms else {}
            slides = talk.get("slides")
            return Applied(
                name=forms["you"].cleaned_data["name"],
                title=talk.get("title"),
                slides=slides.read().decode() if slides else None,
                team=group.name,
            )

    return ApplyWizard


@pytest.fixture
def visitor(apply: Any) -> MizanClient:
    return MizanClient(User.objects.create_user("ada"))


def where(result: Result) -> tuple[str | None, list[tuple[str, str]]]:
    assert result.status == 200, result
    return result.data["step"], [(step["name"], step["status"]) for step in result.data["steps"]]


ADA = {"name": "Ada", "speaks": True, "day": "2027-06-10", "extra": '{"a": [1]}'}


@pytest.mark.proves("wizard", "wizard-state")
def test_it_begins_with_the_first_step(visitor: MizanClient) -> None:
    assert where(visitor.get("apply.state")) == ("you", [("you", "next"), ("team", "later")])
    titles = [step["title"] for step in visitor.call("apply.state").data["steps"]]
    assert titles == ["About you", "Your team"]


def test_each_step_is_judged_and_kept(visitor: MizanClient) -> None:
    refused = visitor.submit("apply.you", {"name": ""})
    assert refused.code == "invalid"
    assert [issue["path"] for issue in refused.issues] == [["name"]]
    assert where(visitor.get("apply.state"))[0] == "you"
    assert where(visitor.submit("apply.you", ADA)) == (
        "talk",
        [("you", "done"), ("talk", "next"), ("team", "later")],
    )


def test_a_step_shows_what_was_answered(visitor: MizanClient) -> None:
    visitor.submit("apply.you", ADA)
    said = visitor.get("apply.you.schema").data
    assert said["initial"] == {"name": "Ada", "speaks": True, "day": "2027-06-10", "extra": '{"a": [1]}'}
    assert said["title"] == "About you"
    label = visitor.get("apply.talk.schema").data["schema"]["properties"]["title"]["title"]
    assert label == "What Ada talks about"


@pytest.mark.proves("wizard-order")
def test_a_step_comes_after_those_before_it(visitor: MizanClient) -> None:
    for result in (
        visitor.submit("apply.team", {"name": "x"}),
        visitor.validate("apply.team", {"name": "x"}),
        visitor.get("apply.team.schema"),
        visitor.call("apply.go", {"step": "team"}),
        visitor.call("apply.submit"),
    ):
        assert (result.status, result.code) == (409, "conflict")
    assert Group.objects.count() == 0


def test_a_step_that_is_not_asked_takes_nothing(visitor: MizanClient) -> None:
    visitor.submit("apply.you", ADA | {"speaks": False})
    assert visitor.submit("apply.talk", {"title": "T"}).code == "conflict"
    assert where(visitor.get("apply.state")) == ("team", [("you", "done"), ("team", "next")])


@pytest.mark.proves("wizard-go")
def test_going_back_keeps_what_comes_after(visitor: MizanClient) -> None:
    visitor.submit("apply.you", ADA)
    visitor.submit("apply.talk", {"title": "T"})
    assert where(visitor.call("apply.go", {"step": "you"}))[0] == "you"
    assert where(visitor.submit("apply.you", ADA | {"name": "Bob"}))[0] == "team"
    assert visitor.get("apply.talk.schema").data["initial"]["title"] == "T"
    assert visitor.call("apply.go", {"step": "nowhere"}).code == "invalid"


@pytest.mark.proves("wizard-end", "wizard-submit")
def test_the_last_step_acts_once_and_forgets(visitor: MizanClient, storage: FileSystemStorage) -> None:
    visitor.submit("apply.you", ADA)
    visitor.submit("apply.talk", {"title": "T"}, files={"slides": b"pdf"})
    assert len(kept_files(storage)) == 1
    assert where(visitor.submit("apply.team", {"name": "Lovelace"}))[0] is None
    assert Group.objects.count() == 0, "a step saves nothing"
    assert visitor.call("apply.submit").data == {
        "name": "Ada",
        "title": "T",
        "slides": "pdf",
        "team": "Lovelace",
    }
    assert Group.objects.get().name == "Lovelace"
    assert where(visitor.get("apply.state"))[0] == "you"
    assert kept_files(storage) == []
    assert visitor.call("apply.submit").code == "conflict"


def test_a_declared_failure_takes_back_what_was_written_and_keeps_the_answers(visitor: MizanClient) -> None:
    visitor.submit("apply.you", ADA | {"speaks": False})
    visitor.submit("apply.team", {"name": "crash"})
    assert visitor.call("apply.submit").code == "taken"
    assert Group.objects.count() == 0
    assert where(visitor.get("apply.state"))[0] is None


@pytest.mark.proves("wizard-submit")
def test_what_has_become_wrong_is_said_with_its_step(visitor: MizanClient) -> None:
    visitor.submit("apply.you", ADA | {"speaks": False})
    visitor.submit("apply.team", {"name": "Lovelace"})
    Group.objects.create(name="Lovelace")
    refused = visitor.call("apply.submit")
    assert (refused.code, [issue["path"] for issue in refused.issues]) == ("invalid", [["team", "name"]])
    assert where(visitor.get("apply.state"))[0] == "team"


def test_a_file_stays_until_another_comes_or_it_is_cleared(
    visitor: MizanClient, storage: FileSystemStorage
) -> None:
    visitor.submit("apply.you", ADA)
    visitor.submit("apply.talk", {"title": "T"}, files={"slides": b"one"})
    visitor.submit("apply.talk", {"title": "U"})
    assert [path.read_bytes() for path in kept_files(storage)] == [b"one"]
    visitor.submit("apply.talk", {"title": "U"}, files={"slides": b"two"})
    assert [path.read_bytes() for path in kept_files(storage)] == [b"two"]
    visitor.submit("apply.talk", {"title": "U", "slides": None})
    assert kept_files(storage) == []


def test_no_name_of_a_file_leaves_its_folder(visitor: MizanClient, storage: FileSystemStorage) -> None:
    visitor.submit("apply.you", ADA)
    file = SimpleUploadedFile("x", b"1")
    file._name = "../../../evil<script>"
    assert visitor.submit("apply.talk", {"title": "T"}, files={"slides": file}).status == 200
    (path,) = kept_files(storage)
    assert path.is_relative_to(Path(storage.location) / "mizan-wizards")
    assert path.name.isprintable()
    assert "<" not in path.name


def test_a_file_that_has_gone_is_asked_for_again(visitor: MizanClient, storage: FileSystemStorage) -> None:
    visitor.submit("apply.you", ADA)
    visitor.submit("apply.talk", {"title": "T"}, files={"slides": b"one"})
    kept_files(storage)[0].unlink()
    visitor.submit("apply.team", {"name": "Lovelace"})
    assert visitor.call("apply.submit").data["slides"] is None


@pytest.mark.proves("wizard-reset")
def test_reset_forgets_everything(visitor: MizanClient, storage: FileSystemStorage) -> None:
    visitor.submit("apply.you", ADA)
    visitor.submit("apply.talk", {"title": "T"}, files={"slides": b"one"})
    assert where(visitor.call("apply.reset"))[0] == "you"
    assert visitor.get("apply.you.schema").data["initial"]["name"] == ""
    assert kept_files(storage) == []


def test_only_fields_of_the_step_are_kept(visitor: MizanClient) -> None:
    visitor.http.post("/api/mizan/form/apply.you/", {"name": "Ada", "name_2": "x", "password": "p"})
    kept = visitor.http.session["mizan.wizards"]["apply"]["steps"]["you"]["data"]
    assert kept == "name=Ada&name_2=x"


def test_another_visitor_and_nobody_see_nothing_of_it(visitor: MizanClient) -> None:
    visitor.submit("apply.you", ADA)
    other = MizanClient(User.objects.create_user("bob"))
    assert where(other.get("apply.state"))[0] == "you"
    for name in ("apply.state", "apply.go", "apply.submit", "apply.reset", "apply.you.schema"):
        assert MizanClient().call(name).code == "unauthenticated"


@pytest.mark.parametrize(
    "kept", [None, 5, {"apply": None}, {"apply": {"at": "gone"}}, {"apply": {"steps": None}}]
)
def test_a_session_that_holds_something_else_is_an_empty_one(visitor: MizanClient, kept: Any) -> None:
    session = visitor.http.session
    session["mizan.wizards"] = kept
    session.save()
    assert where(visitor.get("apply.state"))[0] == "you"


def test_two_wizards_do_not_mix(visitor: MizanClient, fresh_registry: Registry) -> None:
    class OtherWizard(mizanWizard):
        mizan = mizanWizardMeta(steps={"you": YouForm})

        def on_finish(self, forms: dict[str, Any]) -> None:
            return None

    visitor.submit("apply.you", ADA)
    assert where(visitor.submit("other.you", {"name": "x"}))[0] is None
    assert visitor.call("other.submit").status == 200
    assert where(visitor.get("apply.state"))[0] == "talk"


def test_a_file_for_a_field_that_takes_none_is_not_kept(
    apply: type[mizanWizard], storage: FileSystemStorage
) -> None:
    client = Client()
    client.force_login(User.objects.create(username="ada"))
    posted = {"name": ["Ada", SimpleUploadedFile("a.txt", b"x")]}
    answer = client.post("/api/mizan/form/apply.you/", posted, headers={"Accept": "application/json"})
    assert answer.json()["step"] == "team"
    assert kept_files(storage) == []


class MoodyForm(forms.Form):
    name = forms.CharField()
    mood = True

    def is_valid(self) -> bool:
        return super().is_valid() and self.mood


def test_a_step_that_is_valid_no_more_and_says_no_reason_is_refused_at_the_end(
    fresh_registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    class MoodyWizard(mizanWizard):
        mizan = mizanWizardMeta(auth=None, steps={"only": MoodyForm})

        def on_finish(self, forms: dict[str, Any]) -> str:
            return "done"

    client = MizanClient()
    assert client.submit("moody.only", {"name": "x"}).status == 200
    monkeypatch.setattr(MoodyForm, "mood", False)
    refused = client.call("moody.submit")
    assert (refused.code, [issue["path"] for issue in refused.issues]) == ("invalid", [["only"]])
    monkeypatch.undo()
    assert client.call("moody.submit").data == "done"
