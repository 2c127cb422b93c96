"""`<form>.options` of a field in a row: what the form offers, in each row of its formsets."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import formset_factory, inlineformset_factory, modelformset_factory
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel

from mizan.forms import mizanFormMeta, offers, register_form, register_formset
from mizan.forms.reflection.form import reflect_form
from mizan.setup.registry import Registry, registry
from mizan.testing import MizanClient, Result
from tests.app.models import Chapter, City, Country, Note

pytestmark = pytest.mark.django_db


class RoomForm(forms.Form):
    country = forms.ModelChoiceField(Country.objects.order_by("name"))


class StopForm(forms.Form):
    """A row whose cities are those of its country."""

    mizan = mizanFormMeta(
        choices_from={"city": "country"},
        search={"city": ["name"]},
        formsets={"rooms": formset_factory(RoomForm)},
    )

    country = forms.ModelChoiceField(Country.objects.order_by("name"))
    city = forms.ModelChoiceField(City.objects.none())
    words = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        try:
            found = self.fields["country"].to_python(self["country"].value())  # type: ignore[attr-defined]
        except ValidationError:
            found = None
        if found:
            self.fields["city"].queryset = found.cities.order_by("name")  # type: ignore[attr-defined]


class TourForm(forms.Form):
    name = forms.CharField()


StopFormSet = formset_factory(StopForm, absolute_max=3, max_num=3)


class CityForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = City
        fields = ["name", "country"]


CityFormSet = modelformset_factory(City, form=CityForm)


class NoteParams(BaseModel):
    mine: str = "Rome"


def my_cities(request: Any, params: Any, name: str) -> dict[str, Any]:
    return {"queryset": City.objects.filter(name__startswith=params.mine).order_by("pk")}


def nothing(form: Any, request: Any) -> None:
    """Do nothing."""


@pytest.fixture(autouse=True)
def travel(fresh_registry: Registry) -> Registry:
    register_form(TourForm, name="tour", auth=None, formsets={"stops": StopFormSet}, on_submit=nothing)
    register_form(
        TourForm,
        name="cities",
        auth=None,
        formsets={"cities": CityFormSet},
        get_formset_kwargs=my_cities,
        params=NoteParams,
        on_submit=nothing,
    )
    register_formset(formset_factory(RoomForm), name="rooms", auth="staff", on_submit=nothing)
    fresh_registry.settle()
    assert fresh_registry.problems == []
    return fresh_registry


@pytest.fixture
def countries() -> tuple[Country, Country]:
    return (
        Country.objects.create(code="it", name="Italy", secret="spaghetti"),
        Country.objects.create(code="fr", name="France", secret="vin"),
    )


@pytest.fixture
def rome(countries: tuple[Country, Country]) -> City:
    return City.objects.create(name="Rome", country=countries[0])


def ask(field: str, form: str = "tour", **others: Any) -> Result:
    return MizanClient().call(f"{form}.options", {"field": field, **others})


def labels(result: Result) -> list[str]:
    assert result.ok, result.data
    return [item["label"] for item in result.data["items"]]


def refusal(result: Result) -> list[tuple[Any, str]]:
    return [(issue["path"], issue["code"]) for issue in result.issues]


@pytest.mark.proves("options-rows")
def test_a_new_row_offers_what_its_form_does(countries: tuple[Country, Country]) -> None:
    assert labels(ask("stops.*.country")) == ["France", "Italy"]
    assert labels(ask("stops.*.country", query="ita")) == ["Italy"]
    assert labels(ask("stops.*.country", query="spaghetti")) == []
    assert labels(ask("stops.*.country", ids=[str(countries[0].pk), "999"])) == ["Italy"]
    assert labels(ask("stops.*.city")) == []


@pytest.mark.proves("options-rows")
def test_a_row_offers_what_follows_from_its_values(countries: tuple[Country, Country], rome: City) -> None:
    italy, france = countries
    City.objects.create(name="Paris", country=france)
    rows = [{"country": italy.pk}, {"country": france.pk, "city": "nonsense"}]
    assert labels(ask("stops.0.city", data={"stops": rows})) == ["Rome"]
    assert labels(ask("stops.1.city", data={"stops": rows})) == ["Paris"]
    assert labels(ask("stops.1.city", data={"name": "x", "stops": rows}, query="ari")) == ["Paris"]
    assert labels(ask("stops.*.city", data={"stops": rows})) == []


def test_rows_inside_of_rows_offer(countries: tuple[Country, Country]) -> None:
    assert labels(ask("stops.*.rooms.*.country")) == ["France", "Italy"]
    data = {"stops": [{"rooms": []}, {"rooms": [{}, {"country": "x"}]}]}
    assert labels(ask("stops.1.rooms.1.country", data=data)) == ["France", "Italy"]
    assert labels(ask("stops.1.rooms.*.country", data=data)) == ["France", "Italy"]


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("stops.0.country", {}),
        ("stops.1.country", {"stops": [{}]}),
        ("stops.0.country", {"stops": "x"}),
        ("stops.0.country", {"stops": [7]}),
        ("stops.0.country", {"stops": {"0": {}}}),
        ("stops.-1.country", {"stops": [{}]}),
        ("stops.٠.country", {"stops": [{}]}),
        ("stops.99999999999999999999.country", {"stops": [{}]}),
        ("stops.*.words", {}),
        ("stops.*.nope", {}),
        ("stops.*", {}),
        ("stops", {}),
        ("stops.country", {}),
        ("stops.*.rooms", {}),
        ("stops.*.rooms.0.country", {}),
        ("nope.*.country", {}),
        ("name.*.country", {}),
        (".", {}),
        ("", {}),
    ],
)
def test_what_is_not_there_offers_nothing(field: str, data: Any) -> None:
    assert refusal(ask(field, data=data)) == [(["field"], "invalid_choice")]


@pytest.mark.proves("options-rows-one")
def test_no_row_is_made_but_the_one_that_is_asked_about(
    countries: tuple[Country, Country], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    init = StopForm.__init__
    monkeypatch.setattr(
        StopForm, "__init__", lambda self, *args, **kwargs: (made.append(1), init(self, *args, **kwargs))[1]
    )
    assert labels(ask("stops.900.country", data={"stops": [{}] * 901})) == ["France", "Italy"]
    assert len(made) <= 3


def test_a_record_of_the_row_is_looked_for_among_those_of_the_request(rome: City) -> None:
    other = City.objects.create(name="Paris", country=rome.country)
    asked: list[Any] = []

    class Own(CityForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            asked.append(self.instance.pk)
            if self.instance.pk is None:
                self.fields["country"].queryset = Country.objects.none()  # type: ignore[attr-defined]

    register_form(
        TourForm,
        name="own",
        auth=None,
        formsets={"cities": modelformset_factory(City, form=Own)},
        get_formset_kwargs=my_cities,
        params=NoteParams,
        on_submit=nothing,
    )
    assert labels(ask("cities.0.country", "own", data={"cities": [{"id": rome.pk}]})) == ["Italy", "France"]
    assert labels(ask("cities.0.country", "own", data={"cities": [{"id": other.pk}]})) == []
    assert labels(ask("cities.0.country", "own", data={"cities": [{"id": "x"}]})) == []
    assert labels(ask("cities.*.country", "own")) == []
    assert other.pk not in asked


def test_no_record_is_read_for_a_new_row(rome: City) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert labels(ask("cities.*.country", "cities")) == ["Italy", "France"]
    assert [query["sql"] for query in queries if "app_city" in query["sql"]] == []


@pytest.mark.proves("options-bare")
def test_rows_that_stand_alone_offer_by_their_own_paths(countries: tuple[Country, Country]) -> None:
    staff = MizanClient(User.objects.create(username="staff", is_staff=True))
    assert labels(staff.call("rooms.options", {"field": "*.country"})) == ["France", "Italy"]
    assert labels(staff.call("rooms.options", {"field": "1.country", "data": [{}, {}]})) == [
        "France",
        "Italy",
    ]
    assert refusal(staff.call("rooms.options", {"field": "1.country", "data": [{}]})) == [
        (["field"], "invalid_choice")
    ]
    assert refusal(staff.call("rooms.options", {"field": "*.country", "data": {}})) == [(["data"], "invalid")]
    assert ask("*.country", "rooms").status == 401


def test_it_is_a_read(countries: tuple[Country, Country]) -> None:
    assert MizanClient().get("tour.options", {"field": "stops.*.country"}).ok


@pytest.mark.proves("schema-chosen-rows")
def test_what_rows_hold_at_first_has_its_labels(countries: tuple[Country, Country], rome: City) -> None:
    City.objects.create(name="Rome North", country=countries[0])
    City.objects.create(name="Rome of France", country=countries[1])
    with CaptureQueriesContext(connection) as queries:
        described = MizanClient().call("cities.schema").data
    assert [row["name"] for row in described["initial"]["cities"]] == ["Rome", "Rome North", "Rome of France"]
    assert described["chosen"] == {
        "cities.*.country": [{"value": str(country.pk), "label": country.name} for country in countries]
    }
    assert len([query for query in queries if "app_country" in query["sql"]]) == 1


def test_labels_of_rows_inside_of_rows_are_told(countries: tuple[Country, Country]) -> None:
    note = Note.objects.create(title="Trip")
    Chapter.objects.create(note=note, title="One")

    class Sheet(forms.Form):
        country = forms.ModelChoiceField(Country.objects.all(), initial=countries[1].pk)

    class ChapterForm(forms.ModelForm):  # type: ignore[type-arg]
        mizan = mizanFormMeta(formsets={"sheets": formset_factory(Sheet)})

        class Meta:
            model = Chapter
            fields = ["title"]

    class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = Note
            fields = ["title"]

    def supplied(request: Any, params: Any, name: str) -> dict[str, Any]:
        return {"initial": [{"country": countries[0].pk}]} if name == "chapters.sheets" else {}

    register_form(
        NoteForm,
        name="note",
        auth=None,
        formsets={"chapters": inlineformset_factory(Note, Chapter, form=ChapterForm, extra=0)},
        get_instance=lambda request, params: note,
        get_formset_kwargs=supplied,
        on_submit=nothing,
    )
    assert MizanClient().call("note.schema").data["chosen"] == {
        "chapters.*.sheets.*.country": [{"value": str(countries[0].pk), "label": "Italy"}]
    }


def test_labels_of_rows_that_differ_are_asked_row_by_row(countries: tuple[Country, Country]) -> None:
    italy, france = countries
    row = [{"country": italy.pk}, {"country": france.pk}]
    paris = City.objects.create(name="Paris", country=france)
    row[1]["city"] = paris.pk
    register_form(
        TourForm,
        name="begun",
        auth=None,
        formsets={"stops": StopFormSet},
        get_formset_kwargs=lambda request, params, name: {"initial": row} if name == "stops" else {},
        on_submit=nothing,
    )
    chosen = MizanClient().call("begun.schema").data["chosen"]
    assert chosen["stops.*.city"] == [{"value": str(paris.pk), "label": "Paris"}]
    assert [each["label"] for each in chosen["stops.*.country"]] == ["Italy", "France"]


def test_labels_of_very_many_rows_are_not_all_told(
    countries: tuple[Country, Country], monkeypatch: pytest.MonkeyPatch, rome: City
) -> None:
    monkeypatch.setattr(offers, "LABELLED", 1)
    City.objects.create(name="Rome of France", country=countries[1])
    chosen = MizanClient().call("cities.schema").data["chosen"]
    assert [each["label"] for each in chosen["cities.*.country"]] == ["Italy"]


def test_the_contract_names_fields_of_rows_by_a_pattern() -> None:
    operation = registry.get("rooms.options")
    assert operation is not None
    field = operation.input.schema()["properties"]["field"]
    matches = re.compile(field["pattern"]).search
    assert all(map(matches, ("*.country", "12.country")))
    assert not any(map(matches, ("rows.*.country", "*.countryx", "x.country", "xcountry")))
    assert operation.input.schema()["properties"]["data"] == {"type": "array"}


def test_rows_with_code_of_their_own_may_add_such_fields() -> None:
    operation = registry.get("tour.options")
    assert operation is not None
    assert operation.input.schema()["properties"]["field"] == {"type": "string"}


def test_a_formset_that_adds_such_a_field_offers_it(countries: tuple[Country, Country]) -> None:
    class Adding(forms.BaseFormSet):  # type: ignore[type-arg]
        def add_fields(self, form: Any, index: int | None) -> None:
            super().add_fields(form, index)
            form.fields["country"] = forms.ModelChoiceField(Country.objects.order_by("name"))

    formset = formset_factory(TourForm, formset=Adding)
    register_form(TourForm, name="adding", auth=None, formsets={"rows": formset}, on_submit=nothing)
    assert labels(ask("rows.*.country", "adding")) == ["France", "Italy"]


def test_a_form_whose_rows_offer_nothing_has_no_options() -> None:
    register_form(
        TourForm, name="dull", auth=None, formsets={"rows": formset_factory(TourForm)}, on_submit=nothing
    )
    assert registry.get("dull.options") is None


def test_the_schema_says_on_what_choices_of_a_row_depend() -> None:
    schema = reflect_form(TourForm, is_live=False, formsets={"stops": StopFormSet})
    assert schema["properties"]["stops"]["x-mizan"]["formset"]["choices_from"] == {"city": ["country"]}


@pytest.mark.parametrize(
    ("declared", "check_id"),
    [
        (mizanFormMeta(choices_from={"country": "nope"}), "mizan.E060"),
        (mizanFormMeta(search={"country": ["nope"]}), "mizan.E061"),
    ],
)
def test_a_row_whose_declaration_can_do_nothing_is_not_published(
    travel: Registry, declared: mizanFormMeta, check_id: str
) -> None:
    row = type("Row", (RoomForm,), {"mizan": declared})
    formset = formset_factory(row)
    register_form(TourForm, name="wrong", auth=None, formsets={"rows": formset}, on_submit=nothing)
    travel.settle()
    (problem,) = travel.problems
    assert problem.check_id == check_id
    assert "a row of 'rows'" in problem.message
