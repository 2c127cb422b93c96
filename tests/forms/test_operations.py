"""Forms over HTTP: described, judged, submitted."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404, HttpRequest
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy, override
from PIL import Image
from pydantic import BaseModel

from mizan.forms import cleaning, description, mizanFormMeta, mizanFormMixin, register_form
from mizan.forms.register import register_declared
from mizan.setup.registry import Registry, register, registry
from mizan.testing import MizanClient, Result
from tests.app.models import Note

pytestmark = pytest.mark.django_db


class ContactForm(mizanFormMixin, forms.Form):
    """Write to us."""

    mizan = mizanFormMeta(name="shop.contact", title="Contact us", live=["email"])

    email = forms.EmailField()
    topic = forms.ChoiceField(choices=[("", "Choose"), ("talk", "A talk")], required=False)
    amount = forms.IntegerField(required=False, max_value=3)
    agree = forms.BooleanField()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email == "taken@example.com":
            raise forms.ValidationError("%(n)d times taken.", code="taken", params={"n": 2, "value": email})
        return email

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data["topic"] == "talk" and self.cleaned_data["amount"] is None:
            self.add_error("amount", forms.ValidationError("How many?", code="needed"))
        return self.cleaned_data

    def on_submit_success(self, request: HttpRequest) -> dict[str, str]:
        return {"sent": self.cleaned_data["email"]}


class NoteParams(BaseModel):
    pk: int | None = None


class NoteForm(mizanFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    mizan = mizanFormMeta(name="shop.note", params=NoteParams, live=["title"])

    class Meta:
        model = Note
        fields = ["title", "body", "rating"]

    @classmethod
    def get_instance(cls, request: HttpRequest, params: NoteParams) -> Note | None:
        return Note.objects.get(pk=params.pk) if params.pk else None

    def on_submit_success(self, request: HttpRequest) -> int:
        if self.instance.title == "explode":
            raise RuntimeError
        return self.instance.rating or 0


class UploadForm(forms.Form):
    file = forms.FileField(required=False)
    image = forms.ImageField(required=False)
    name = forms.CharField()


def uploaded(form: UploadForm, request: HttpRequest) -> str:
    file = form.cleaned_data["file"]
    return f"{file.name} {file.read().decode()}" if file else "nothing"


class OwnerForm(forms.Form):
    word = forms.CharField(required=False)

    def __init__(self, *args: Any, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].required = owner == "strict"


class GrowingForm(OwnerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("word") == "more":
            self.fields["extra"] = forms.IntegerField()


class OwnerParams(BaseModel):
    owner: str


def owner_of(request: HttpRequest, params: OwnerParams) -> dict[str, Any]:
    if params.owner == "nobody":
        raise Http404
    return {"owner": params.owner}


async def done(form: Any, request: HttpRequest) -> str:
    return "done"


@pytest.fixture(autouse=True)
def forms_of_the_shop(fresh_registry: Registry) -> None:
    for form in (ContactForm, NoteForm):
        fresh_registry.defer(lambda form=form: register_declared(form))  # type: ignore[misc]
    register_form(UploadForm, name="shop.upload", on_submit=uploaded)
    owned = {"on_submit": done, "params": OwnerParams, "get_form_kwargs": owner_of}
    register_form(OwnerForm, name="shop.owner", **owned)
    register_form(GrowingForm, name="shop.growing", **owned)
    register_form(AuthenticationForm, name="shop.login", on_submit=done)
    fresh_registry.settle()
    assert fresh_registry.problems == []


@pytest.fixture
def client() -> MizanClient:
    return MizanClient()


def codes(result: Result) -> list[tuple[list[Any], str]]:
    return [(issue["path"], issue["code"]) for issue in result.issues]


GOOD = {"email": "a@example.com", "topic": "", "amount": 1, "agree": True}


def test_a_submission_answers_what_the_hook_returns(client: MizanClient) -> None:
    result = client.submit("shop.contact", GOOD)
    assert (result.status, result.data) == (200, {"sent": "a@example.com"})


def test_a_wrong_submission_answers_issues(client: MizanClient) -> None:
    result = client.submit("shop.contact", {"email": "taken@example.com", "amount": "9"})
    assert result.status == 422
    assert result.code == "invalid"
    assert codes(result) == [(["email"], "taken"), (["amount"], "max_value"), (["agree"], "required")]
    assert result.issues[0] == {
        "path": ["email"],
        "code": "taken",
        "message": "2 times taken.",
        "params": {"n": 2},
    }


def test_complaints_of_the_gate_and_of_the_fields_stand_side_by_side(client: MizanClient) -> None:
    result = client.submit("shop.contact", {"email": ["a"], "amount": 9, "agree": True})
    assert codes(result) == [(["email"], "invalid"), (["amount"], "max_value")]


@pytest.mark.parametrize(
    "body",
    [{}, {"data": []}, {"data": None}, {"data": {}, "params": []}, {"data": {}, "only": "email"}],
    ids=json.dumps,
)
def test_a_call_of_the_wrong_shape_is_invalid(client: MizanClient, body: dict[str, Any]) -> None:
    result = client.call("shop.contact.validate", body)
    assert (result.status, result.code) == (422, "invalid")


@pytest.mark.proves("schema-data")
@pytest.mark.parametrize("data", [True, 1, "word", [], ["word"], None, {"word": "more"}], ids=json.dumps)
@pytest.mark.parametrize("name", ["shop.contact", "shop.note", "shop.growing"])
def test_a_form_that_asks_for_no_values_is_described_without(
    client: MizanClient, name: str, data: Any
) -> None:
    params = {"params": {"owner": "ann"}} if name == "shop.growing" else {}
    plain = client.call(f"{name}.schema", params)
    assert plain.status == 200
    assert client.call(f"{name}.schema", {"data": data, **params}).data == plain.data


def test_validate_reports_only_what_was_asked(client: MizanClient) -> None:
    result = client.validate("shop.contact", {"email": "taken@example.com", "amount": 9}, only=["email"])
    assert codes(result) == [(["email"], "taken")]
    assert result.data["checked"] == ["email"]


def test_validate_takes_no_notice_of_names_that_do_not_exist(client: MizanClient) -> None:
    result = client.validate("shop.contact", GOOD, only=["nothing", "email", "email"])
    assert result.data == {"issues": [], "checked": ["email"]}


class ForgivingForm(mizanFormMixin, forms.Form):
    mizan = mizanFormMeta(name="shop.forgiving")

    email = forms.EmailField()

    def clean(self) -> None:
        self.errors.pop("email", None)

    def on_submit_success(self, request: HttpRequest) -> None:
        return None


def test_a_form_that_takes_complaints_back_is_judged_as_a_whole(client: MizanClient) -> None:
    assert client.validate("shop.forgiving", {}).issues == []
    assert client.validate("shop.forgiving", {"email": "x"}, only=["email"]).issues == []
    assert client.submit("shop.forgiving", {}).ok


class Deciding(forms.Form):
    """A form that says for itself whether it is valid, as those do that carry forms of their own."""

    a = forms.IntegerField()
    b = forms.CharField(required=False)

    def is_valid(self) -> bool:
        if self.data.get("b") == "lenient":
            return True
        if self.data.get("b") == "strict":
            self.add_error("b", "Not today.")
        return super().is_valid() and self.data.get("b") != "silent"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"a": 1}, []),
        ({"a": "x"}, [(["a"], "invalid")]),
        ({"a": "x", "b": "lenient"}, []),
        ({"a": 1, "b": "strict"}, [(["b"], "invalid")]),
        ({"a": 1, "b": "silent"}, [([], "invalid")]),
        ({"a": [1], "b": "lenient"}, [(["a"], "invalid")]),
    ],
)
def test_a_form_that_says_for_itself_whether_it_is_valid_is_asked(
    client: MizanClient, data: dict[str, Any], expected: Any
) -> None:
    register_form(Deciding, name="shop.deciding", on_submit=done)
    assert codes(client.submit("shop.deciding", data)) == expected
    assert codes(client.validate("shop.deciding", data)) == expected


def test_clean_runs_only_when_no_field_complains(client: MizanClient) -> None:
    whole = client.validate("shop.contact", GOOD | {"topic": "talk", "amount": None}, only=["amount"])
    assert codes(whole) == [(["amount"], "needed")]
    part = client.validate("shop.contact", {"topic": "talk", "amount": None}, only=["amount"])
    assert codes(part) == []


def test_a_field_that_is_judged_alone_asks_no_other(client: MizanClient) -> None:
    class Alone(forms.Form):
        a = forms.IntegerField()
        b = forms.CharField()

    seen: list[str] = []
    Alone.base_fields["b"].clean = lambda value: seen.append(value)  # type: ignore[attr-defined]
    register_form(Alone, name="shop.alone", on_submit=done)
    result = client.validate("shop.alone", {"a": "x", "b": "y"}, only=["a"])
    assert codes(result) == [(["a"], "invalid")]
    assert seen == []


def test_a_hook_changes_its_own_form_alone(client: MizanClient) -> None:
    class Simple(forms.Form):
        a = forms.CharField(label="A")

    def change(form: Any, request: HttpRequest) -> str:
        form.fields["a"].label += "!"
        form["a"].field.widget.attrs["class"] = "changed"
        return str(form["a"].field.label)

    register_form(Simple, name="shop.simple", on_submit=change)
    assert [client.submit("shop.simple", {"a": "x"}).data for _ in range(2)] == ["A!", "A!"]
    original = Simple.base_fields["a"]  # type: ignore[attr-defined]
    assert (original.label, original.widget.attrs) == ("A", {})


@pytest.mark.parametrize(
    ("name", "using", "rolls_back"),
    [
        *((name, "default", True) for name in ("contact", "note", "owner", "helped")),
        *((name, None, False) for name in ("upload", "bare")),
    ],
)
def test_only_a_form_that_may_write_is_judged_in_a_transaction(
    client: MizanClient, name: str, using: str | None, rolls_back: bool
) -> None:
    bare = type("Bare", (forms.Form,), {"a": forms.CharField()})
    register_form(bare, name="shop.bare", on_submit=done)
    register_form(bare, name="shop.helped", on_submit=done, get_form_kwargs=lambda request, params: {})
    validate, submit = (registry.get(f"shop.{name}.{kind}") for kind in ("validate", "submit"))
    assert validate is not None
    assert submit is not None
    assert (validate.using, validate.rolls_back) == (using, rolls_back)
    assert (submit.using, submit.rolls_back) == (using, False)


@pytest.mark.django_db(transaction=True)
def test_what_a_form_s_own_code_wrote_is_taken_back_with_the_hook(client: MizanClient) -> None:
    class Writing(forms.Form):
        a = forms.CharField()

        def clean(self) -> None:
            Note.objects.create(title=self.cleaned_data["a"])

    def explode(form: Any, request: HttpRequest) -> None:
        raise RuntimeError

    register_form(Writing, name="shop.writing", on_submit=explode)
    assert client.submit("shop.writing", {"a": "x"}).code == "internal"
    assert client.validate("shop.writing", {"a": "x"}).issues == []
    assert not Note.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_the_hook_of_a_form_of_stock_fields_wrote_is_taken_back_when_it_raises(
    client: MizanClient,
) -> None:
    def explode(form: Any, request: HttpRequest) -> None:
        Note.objects.create(title="half")
        raise RuntimeError

    register_form(
        type("Plain", (forms.Form,), {"a": forms.CharField()}), name="shop.plain", on_submit=explode
    )
    assert client.submit("shop.plain", {"a": "x"}).code == "internal"
    assert not Note.objects.exists()


def count(request: HttpRequest) -> int:
    return 3


def test_a_form_or_function_for_everybody_asks_nobody(django_user_model: Any, client: MizanClient) -> None:
    client.http.force_login(django_user_model.objects.create_user("ann"))
    register(count, "shop.count")
    for call in (client.submit, client.validate):
        with CaptureQueriesContext(connection) as queries:
            assert call("shop.upload", {"name": "x"}).status == 200
        assert [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]] == []
    with CaptureQueriesContext(connection) as queries:
        assert client.get("shop.upload.schema").status == 200
        assert client.call("shop.count").data == 3
    assert queries.captured_queries == []


def test_a_model_form_saves_and_then_calls_the_hook(client: MizanClient) -> None:
    assert client.submit("shop.note", {"title": "One", "rating": 5}).data == 5
    note = Note.objects.get()
    assert client.submit("shop.note", {"title": "Two"}, params={"pk": note.pk}).data == 0
    assert Note.objects.get().title == "Two"


@pytest.mark.django_db(transaction=True)
def test_an_exception_in_the_hook_undoes_what_was_saved(client: MizanClient) -> None:
    result = client.submit("shop.note", {"title": "explode"})
    assert (result.status, result.code) == (500, "internal")
    assert not Note.objects.exists()


UNIQUE = [(["title"], "unique")]


class LateForm(forms.ModelForm):  # type: ignore[type-arg]
    """Is judged for the first time before the other one's record was there."""

    judged = 0
    photo = forms.ImageField(required=False)

    class Meta:
        model = Note
        fields = ["title", "rating"]

    def validate_unique(self) -> None:
        type(self).judged += 1
        if self.judged > 1:
            super().validate_unique()


@pytest.fixture
def late(client: MizanClient) -> MizanClient:
    LateForm.judged = 0
    register_form(LateForm, name="late", auth=None)
    Note.objects.create(title="taken")
    return client


@pytest.mark.proves("submit-races")
@pytest.mark.parametrize("has_file", [False, True])
def test_what_the_database_refuses_is_told_as_if_it_had_come_after(
    late: MizanClient, settings: Any, *, has_file: bool
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    Image.new("L", (1, 1)).save(picture := BytesIO(), "gif")
    files = {"photo": SimpleUploadedFile("a.gif", picture.getvalue())} if has_file else None
    result = late.submit("late", {"title": "taken"}, files)
    assert (result.status, codes(result)) == (422, UNIQUE)
    assert LateForm.judged == 2
    assert result == replace(late.submit("late", {"title": "taken"}), headers=result.headers)


def test_what_the_database_refuses_for_no_fault_of_the_input_is_internal(late: MizanClient) -> None:
    class Bare(LateForm):
        def save(self, commit: bool = True) -> Any:
            self.instance.title = "taken"
            return super().save(commit)

    register_form(Bare, name="bare", auth=None)
    assert late.submit("bare", {"title": "free"}).code == "internal"
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("live", "only", "expected"),
    [
        (True, None, UNIQUE),
        (True, ["title"], UNIQUE),
        (["title"], ["title"], UNIQUE),
        (["title"], ["title", "body"], []),
        (["title"], None, []),
        (["body"], ["title"], []),
        (False, ["title"], []),
        (False, None, []),
        (None, None, []),
    ],
    ids=str,
)
def test_validate_saves_nothing_and_tells_what_is_taken_where_live_says_so(
    client: MizanClient, live: Any, only: Any, expected: Any
) -> None:
    form = type("TitleForm", (NoteForm,), {})
    register_form(form, name="shop.title", live=live, get_instance=lambda request, params: None)
    Note.objects.create(title="One")
    assert codes(client.validate("shop.title", {"title": "One"}, only=only)) == expected
    assert codes(client.validate("shop.title", {"title": ""}, only=only)) == (
        [(["title"], "required")] if live is not None and only in (None, ["title"], ["title", "body"]) else []
    )
    assert client.validate("shop.title", {"title": "Two"}, only=only).issues == []
    assert Note.objects.count() == 1
    assert codes(client.submit("shop.title", {"title": "One"})) == UNIQUE


def test_a_record_that_is_not_there_is_not_found(client: MizanClient) -> None:
    for call in (client.submit, client.validate):
        result = call("shop.note", {"title": "x"}, params={"pk": 99})
        assert (result.status, result.code) == (404, "not_found")
    assert client.submit("shop.owner", {}, params={"owner": "nobody"}).code == "not_found"


def test_params_are_checked_like_any_input(client: MizanClient) -> None:
    result = client.submit("shop.note", {"title": "x"}, params={"pk": "x"})
    assert codes(result) == [(["params", "pk"], "invalid")]
    missing = client.submit("shop.owner", {})
    assert codes(missing) == [(["params", "owner"], "required")]
    nul = client.submit("shop.owner", {}, params={"owner": "a\0"})
    assert codes(nul) == [(["params", "owner"], "null_characters_not_allowed")]
    extra = client.submit("shop.contact", GOOD, params={"pk": 1})
    assert codes(extra) == [(["params", "pk"], "unexpected")]


def test_arguments_of_init_come_from_the_hook(client: MizanClient) -> None:
    assert client.submit("shop.owner", {}, params={"owner": "mild"}).data == "done"
    strict = client.submit("shop.owner", {}, params={"owner": "strict"})
    assert codes(strict) == [(["word"], "required")]
    schema = client.get("shop.owner.schema", {"params": {"owner": "strict"}}).data["schema"]
    assert schema["properties"]["word"]["x-mizan"]["rule"]["required"] is True


def test_fields_that_depend_on_the_data_are_there(client: MizanClient) -> None:
    mild = {"owner": "mild"}
    result = client.submit("shop.growing", {"word": "more", "extra": "x"}, params=mild)
    assert codes(result) == [(["extra"], "invalid")]
    assert client.submit("shop.growing", {"word": "more", "extra": 1}, params=mild).status == 200


def test_the_rules_of_fields_that_may_depend_on_the_data_are_unknown(client: MizanClient) -> None:
    schema = client.get("shop.growing.schema", {"params": {"owner": "strict"}}).data["schema"]
    assert schema["properties"]["word"]["x-mizan"]["rule"] == {"k": "unknown"}


def test_files_are_submitted_beside_the_values(client: MizanClient) -> None:
    file = SimpleUploadedFile("a.txt", b"hello")
    assert client.submit("shop.upload", {"name": "x"}, {"file": file}).data == "a.txt hello"
    assert client.submit("shop.upload", {"name": "x"}).data == "nothing"


def test_an_image_that_is_only_described_is_not_judged(client: MizanClient) -> None:
    described = {"name": "a.png", "size": 3, "type": "image/png"}
    result = client.validate("shop.upload", {"name": "x", "image": described, "file": described})
    assert result.data == {"issues": [], "checked": ["file", "name"]}


def test_forms_that_log_in_are_not_judged_before(client: MizanClient) -> None:
    result = client.validate("shop.login", {"username": "a", "password": "b"})
    assert result.data == {"issues": [], "checked": []}


class KeyForm(forms.Form):
    word = forms.CharField()

    def clean(self) -> None:
        if self.ask() is None:
            raise forms.ValidationError("Wrong.", code="wrong")

    def ask(self) -> Any:
        return authenticate(None, username="ann", password=self.cleaned_data.get("word"))


def enter(form: KeyForm, request: HttpRequest) -> None:
    authenticate(request, username="ann", password="x")


class DoorForm(forms.Form):
    word = forms.IntegerField()


@pytest.mark.parametrize(
    ("form", "live", "is_told"),
    [
        *(
            (KeyForm, live, told)
            for live, told in ((False, False), (None, False), (True, True), (["word"], True))
        ),
        *((DoorForm, live, told) for live, told in ((False, True), (None, False))),
    ],
)
def test_a_form_that_judges_a_password_is_silent_until_it_is_submitted(
    client: MizanClient, form: Any, live: Any, is_told: bool
) -> None:
    attempts: list[Any] = []

    def note(**kwargs: Any) -> None:
        attempts.append(kwargs)

    register_form(form, name="shop.door", on_submit=enter, live=live)
    user_login_failed.connect(note)
    try:
        for only in (None, ["word"]):
            told = client.validate("shop.door", {"word": "guess"}, only=only)
            assert told.data["checked"] == (["word"] if is_told else [])
            assert bool(told.issues) == (is_told and (only is None or form is DoorForm))
        assert bool(attempts) == (is_told and form is KeyForm)
    finally:
        user_login_failed.disconnect(note)
    assert client.submit("shop.door", {"word": "guess"}).code == "invalid"


def test_a_silent_form_looks_like_any_other_in_the_contract(fresh_registry: Registry) -> None:
    register_form(DoorForm, name="shop.door", on_submit=enter, live=None)
    spec = fresh_registry.get_form("shop.door")
    assert spec is not None
    assert spec.describe()["live"] is False


def test_the_description_is_of_this_user_and_language(client: MizanClient) -> None:
    answer = client.get("shop.contact.schema").data
    assert answer.keys() == {"title", "schema", "initial", "layout", "operations"}
    assert answer["title"] == answer["schema"]["title"] == "Contact us"
    assert answer["initial"] == {"email": "", "topic": "", "amount": "", "agree": False}
    assert answer["operations"]["submit"] == "shop.contact.submit"
    with override("de"):
        german = client.get("shop.contact.schema", accept_language="de").data["schema"]
    assert german["x-mizan"]["language"] == "de"


def test_a_description_that_is_alike_for_all_is_made_once(client: MizanClient, monkeypatch: Any) -> None:
    made: list[str] = []

    def initial(form: Any, *_: Any) -> dict[str, Any]:
        made.append(type(form).__name__)
        return {}

    monkeypatch.setattr(description, "initial_values", initial)
    register_form(DoorForm, name="shop.door", title=gettext_lazy("Yes"), on_submit=enter)
    for language, title in [("en", "Yes"), ("de", "Ja"), ("en", "Yes"), ("de", "Ja")]:
        with override(language):
            assert client.get("shop.door.schema").data["title"] == title
    assert made == ["DoorForm"] * 2
    for _ in range(2):
        client.get("shop.owner.schema", {"params": {"owner": "mild"}})
    assert made[2:] == ["OwnerForm"] * 2
    assert codes(client.get("shop.door.schema", {"params": {"a": 1}})) == [(["params", "a"], "unexpected")]


def test_a_description_is_the_same_for_whoever_holds_it(client: MizanClient) -> None:
    first = client.http.get("/api/mizan/call/shop.upload.schema/")
    again = client.http.get("/api/mizan/call/shop.upload.schema/", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_the_contract_entry_is_static(fresh_registry: Registry, settings: Any) -> None:
    settings.MIZAN = {"LANGUAGES": ["en", "de"]}
    spec = fresh_registry.get_form("shop.contact")
    assert spec is not None
    entry = spec.describe()
    assert entry["texts"]["de"]["fields"]["email"]["messages"]["required"].startswith("Dieses Feld")
    assert entry["texts"]["en"]["title"] == "Contact us"
    assert entry["live"] == ["email"]
    assert entry["dynamic"] is False
    assert entry["auth"] is None
    assert entry["output"] == {"type": "object", "additionalProperties": {"type": "string"}}
    assert entry["schema"]["x-mizan"]["server"] == ["clean"]
    with override("de"):
        assert spec.describe()["schema"] == entry["schema"]


@pytest.mark.parametrize(
    "languages", [["en-us"], ["de"], ["de", "en"], ["de", "en-us", "en"], ["en-gb", "de"]]
)
@pytest.mark.parametrize("name", ["shop.contact", "shop.upload"])
def test_what_is_no_text_is_the_same_in_every_language(
    fresh_registry: Registry, settings: Any, languages: list[str], name: str
) -> None:
    spec = fresh_registry.get_form(name)
    assert spec is not None
    settings.MIZAN = {"LANGUAGES": ["en"]}
    english = spec.describe()
    settings.MIZAN = {"LANGUAGES": languages}
    entry = spec.describe()
    assert (entry["schema"], entry["initial"]) == (english["schema"], english["initial"])
    assert [*entry["texts"]] == languages
    for language, texts in entry["texts"].items():
        if language != "de":
            assert texts == english["texts"]["en"]
    if "de" in languages:
        assert entry["texts"]["de"]["fields"] != english["texts"]["en"]["fields"]


def test_a_flat_post_goes_to_the_form_without_the_gate(client: MizanClient) -> None:
    response = client.http.post(
        "/api/mizan/form/shop.contact/",
        {"email": "a@example.com", "agree": "on"},
        headers={"accept": "application/json"},
    )
    assert response.status_code == 200
    assert response.json() == {"sent": "a@example.com"}


class OtherForm(forms.Form):
    gone = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["gone"]
        self.fields["late"] = forms.IntegerField()


def test_a_field_that_only_the_instance_has_is_judged_when_asked_for(client: MizanClient) -> None:
    register_form(OtherForm, name="shop.other", on_submit=lambda form, request: None)
    result = client.validate("shop.other", {"late": "x", "gone": "y"}, only=["late", "gone"])
    assert (result.data["checked"], codes(result)) == (["late"], [(["late"], "invalid")])
    assert client.validate("shop.other", {}, only=["gone"]).data == {"issues": [], "checked": []}


def test_names_that_do_not_exist_are_not_remembered(client: MizanClient) -> None:
    before = cleaning.can_check_alone.cache_info().currsize
    for number in range(3):
        client.validate("shop.note", {}, only=[f"name{number}"])
    assert cleaning.can_check_alone.cache_info().currsize == before
