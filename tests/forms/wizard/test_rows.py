"""Steps whose forms have formsets: judged, kept, shown again, and handed over at the end."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.forms import formset_factory, inlineformset_factory
from django.http import HttpRequest
from django.test import Client, RequestFactory

from mizan.forms import mizanFormMeta, mizanFormMixin, mizanWizard, mizanWizardMeta
from mizan.setup.registry import Registry, registry
from mizan.testing import MizanClient, Result
from mizan.web import WizardPage
from tests.app.models import Chapter, Country, Note, Page

pytestmark = pytest.mark.django_db


class GuestForm(forms.Form):
    name = forms.CharField()
    day = forms.DateField(required=False)
    country = forms.ModelChoiceField(Country.objects.order_by("name"), required=False)


class BaseGuests(forms.BaseFormSet):  # type: ignore[type-arg] # django-stubs makes it generic
    def clean(self) -> None:
        names = [row.cleaned_data.get("name") for row in self.forms]
        if "nobody" in names:
            raise forms.ValidationError("Nobody may not come.", code="nobody")


GuestFormSet = formset_factory(GuestForm, formset=BaseGuests, can_delete=True, max_num=3, validate_max=True)


class PartyForm(forms.Form):
    mizan = mizanFormMeta(formsets={"guests": GuestFormSet}, live=["guests.*.name"])

    title = forms.CharField()


class ChapterForm(forms.ModelForm):  # type: ignore[type-arg] # django-stubs makes it generic
    mizan = mizanFormMeta(formsets={"sheets": inlineformset_factory(Chapter, Page, fields=["text"], extra=0)})

    class Meta:
        model = Chapter
        fields = ["title"]


class NoteForm(mizanFormMixin, forms.ModelForm):  # type: ignore[type-arg] # django-stubs makes it generic
    class Meta:
        model = Note
        fields = ["title"]


class BookForm(NoteForm):
    """A form that brings its rows, and is not registered by itself."""


BookForm.mizan = mizanFormMeta(
    formsets={"chapters": inlineformset_factory(Note, Chapter, form=ChapterForm, extra=1)}
)


class PlaceForm(forms.Form):
    place = forms.CharField()


@pytest.fixture(autouse=True)
def party(fresh_registry: Registry) -> None:
    class PartyWizard(mizanWizard):
        mizan = mizanWizardMeta(auth=None, steps={"party": PartyForm, "book": BookForm, "place": PlaceForm})

        def wants(self, step: str) -> bool:
            return step != "book" or bool(self.answers("party"))

        def on_finish(self, forms: dict[str, Any]) -> list[str]:
            guests = forms["party"].formsets["guests"].cleaned_data
            note = forms["book"].save()
            chapters = forms["book"].formsets["chapters"]
            chapters.instance = note
            chapters.save()
            for row in chapters.forms:
                if row.instance.pk:
                    row.formsets["sheets"].instance = row.instance
                    row.formsets["sheets"].save()
            return [row["name"] for row in guests if row and not row["DELETE"]]

    fresh_registry.settle()
    assert fresh_registry.problems == []


@pytest.fixture
def visitor() -> MizanClient:
    return MizanClient()


def step(result: Result) -> str | None:
    assert result.status == 200, result.data
    found: str | None = result.data["step"]
    return found


def codes(result: Result) -> list[tuple[list[Any], str]]:
    return [(issue["path"], issue["code"]) for issue in result.issues]


def party_of(*guests: Any) -> dict[str, Any]:
    return {"title": "Summer", "guests": list(guests)}


BOOK = {
    "title": "Looms",
    "chapters": [{"title": "One", "sheets": [{"text": "a"}, {"text": "b"}]}, {"title": "Two", "sheets": []}],
}


@pytest.mark.proves("wizard-rows")
def test_rows_are_judged_with_their_step(visitor: MizanClient) -> None:
    wrong = party_of({"name": "Ada"}, {"name": "", "day": "x"})
    assert codes(visitor.submit("party.party", wrong)) == [
        (["guests", 1, "name"], "required"),
        (["guests", 1, "day"], "invalid"),
    ]
    assert codes(visitor.submit("party.party", party_of({"name": "nobody"}))) == [(["guests"], "nobody")]
    many = [{"name": str(number)} for number in range(4)]
    assert codes(visitor.submit("party.party", party_of(*many))) == [(["guests"], "too_many_forms")]
    assert step(visitor.get("party.state")) == "party"


@pytest.mark.proves("wizard-rows")
def test_rows_are_kept_and_handed_over_at_the_end(visitor: MizanClient) -> None:
    guests = party_of({"name": "Ada"}, {"name": "Bob"}, {"name": "Eve", "DELETE": True})
    assert step(visitor.submit("party.party", guests)) == "book"
    assert step(visitor.submit("party.book", BOOK)) == "place"
    assert step(visitor.submit("party.place", {"place": "Here"})) is None
    assert (Note.objects.count(), Chapter.objects.count()) == (0, 0)
    assert visitor.call("party.submit").data == ["Ada", "Bob"]
    assert [(page.chapter.title, page.text) for page in Page.objects.order_by("pk")] == [
        ("One", "a"),
        ("One", "b"),
    ]
    assert [chapter.title for chapter in Chapter.objects.order_by("pk")] == ["One", "Two"]


@pytest.mark.proves("wizard-rows")
def test_a_step_shows_the_rows_that_were_answered(visitor: MizanClient) -> None:
    italy = Country.objects.create(code="it", name="Italy")
    ada = {"name": "Ada", "day": "2027-06-10", "country": italy.pk}
    visitor.submit("party.party", party_of({"name": "Eve", "DELETE": True}, ada, {}))
    said = visitor.get("party.party.schema").data
    assert said["initial"] == {
        "title": "Summer",
        "guests": [{"name": "Ada", "day": "2027-06-10", "country": str(italy.pk)}],
    }
    assert said["chosen"] == {"guests.*.country": [{"value": str(italy.pk), "label": "Italy"}]}
    assert said["schema"]["properties"]["guests"]["x-mizan"]["formset"]["blank"]["name"] == ""


def test_rows_inside_of_rows_are_shown_again(visitor: MizanClient) -> None:
    visitor.submit("party.party", party_of())
    visitor.submit("party.book", BOOK)
    assert visitor.get("party.book.schema").data["initial"] == BOOK


def test_rows_that_were_answered_may_be_sent_again_unchanged(visitor: MizanClient) -> None:
    for guests in ([{"name": "Ada"}, {"name": "Bob"}], [{"name": "Ada"}], [{"name": "Ada"}, {"name": "Eve"}]):
        assert step(visitor.submit("party.party", party_of(*guests))) == "book"
        shown = visitor.get("party.party.schema").data["initial"]["guests"]
        assert [row["name"] for row in shown] == [row["name"] for row in guests]
        assert step(visitor.submit("party.party", party_of(*shown))) == "book"
    visitor.submit("party.book", BOOK)
    visitor.submit("party.place", {"place": "Here"})
    assert visitor.call("party.submit").data == ["Ada", "Eve"]


@pytest.mark.proves("wizard-rows")
def test_what_has_become_wrong_with_a_row_is_said_with_its_step(visitor: MizanClient) -> None:
    italy = Country.objects.create(code="it", name="Italy")
    visitor.submit("party.party", party_of({"name": "Ada"}, {"name": "Bob", "country": italy.pk}))
    visitor.submit("party.book", BOOK)
    visitor.submit("party.place", {"place": "Here"})
    number = str(italy.pk)
    italy.delete()
    assert step(visitor.get("party.state")) == "party"
    assert visitor.get("party.party.schema").data["initial"]["guests"][1]["country"] == number
    refused = visitor.call("party.submit")
    assert codes(refused) == [(["party", "guests", 1, "country"], "invalid_choice")]
    assert Note.objects.count() == 0


def test_nothing_is_kept_but_what_the_rows_have(visitor: MizanClient) -> None:
    posted = {
        "title": "Summer",
        "guests-TOTAL_FORMS": "1",
        "guests-INITIAL_FORMS": "0",
        "guests-MAX_NUM_FORMS": "9",
        "guests-0-name": "Ada",
        "guests-0-secret": "x",
        "guests-7-name": "Bob",
        "guests-x": "y",
    }
    visitor.http.post("/api/mizan/form/party.party/", posted)
    kept = visitor.http.session["mizan.wizards"]["party"]["steps"]["party"]["data"]
    assert kept == "title=Summer&guests-TOTAL_FORMS=1&guests-INITIAL_FORMS=0&guests-0-name=Ada"


def test_rows_of_a_step_are_live_and_offer(visitor: MizanClient) -> None:
    Country.objects.create(code="it", name="Italy")
    data = party_of({"name": ""}, {"name": "Ada", "day": "x"})
    judged = visitor.validate("party.party", data, only=["guests.*.day"])
    assert [issue["path"] for issue in judged.issues] == [["guests", 1, "day"]]
    offered = visitor.call("party.party.options", {"field": "guests.*.country"})
    assert [item["label"] for item in offered.data["items"]] == ["Italy"]


def test_a_page_without_javascript_shows_rows_again() -> None:
    class PartyPage(WizardPage):
        wizard = "party"

    view = PartyPage.as_view()
    client = Client()
    client.post(
        "/api/mizan/form/party.party/",
        {"title": "Summer", "guests-TOTAL_FORMS": "1", "guests-INITIAL_FORMS": "0", "guests-0-name": "Ada"},
    )
    request = RequestFactory().get("/?step=party")
    request.session, request.user = client.session, User()  # type: ignore[attr-defined] # a middleware's
    html = view(request).render().content.decode()
    assert 'name="guests-0-name" value="Ada"' in html


def test_the_wizard_says_what_rows_are_made_with(fresh_registry: Registry) -> None:
    seen: list[str] = []

    class SupplyingWizard(mizanWizard):
        mizan = mizanWizardMeta(name="supplying", auth=None, steps={"party": PartyForm})

        def get_formset_kwargs(self, step: str, name: str) -> dict[str, Any]:
            seen.append(f"{step} {name}")
            return {"initial": [{"name": "Host"}]}

        def on_finish(self, forms: dict[str, Any]) -> list[Any]:
            return [row.get("name") for row in forms["party"].formsets["guests"].cleaned_data]

    visitor = MizanClient()
    assert visitor.get("supplying.party.schema").data["initial"]["guests"] == [
        {"name": "Host", "day": "", "country": ""}
    ]
    visitor.submit("supplying.party", party_of({"name": "Host"}, {"name": "Ada"}))
    assert visitor.call("supplying.submit").data == ["Host", "Ada"]
    assert set(seen) == {"party guests"}


def test_a_form_says_what_its_rows_are_made_with(fresh_registry: Registry) -> None:
    class HostedForm(PartyForm):
        @classmethod
        def get_formset_kwargs(cls, request: HttpRequest, params: Any, name: str) -> dict[str, Any]:
            return {"initial": [{"name": request.method}]}

    class HostedWizard(mizanWizard):
        mizan = mizanWizardMeta(name="hosted", auth=None, steps={"party": HostedForm})

        def on_finish(self, forms: dict[str, Any]) -> None:
            """Do nothing."""

    said = MizanClient().call("hosted.party.schema").data["initial"]["guests"]
    assert [row["name"] for row in said] == ["POST"]


def test_the_contract_has_the_rows_of_a_step() -> None:
    spec = registry.get_form("party.party")
    assert spec is not None
    assert "formset" in spec.describe()["schema"]["properties"]["guests"]["x-mizan"]
