"""`<form>.options`: what a field offers, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from mizan.forms import mizanFormMeta, mizanFormMixin, offers, register_form
from mizan.forms.checks import check_form
from mizan.forms.register import register_declared
from mizan.setup.registry import Registry, registry
from mizan.testing import MizanClient, Result
from tests.app.models import City, Country, Note
from tests.conftest import kept_registry

pytestmark = pytest.mark.django_db


class TripForm(mizanFormMixin, forms.Form):
    mizan = mizanFormMeta(
        name="trip",
        auth=None,
        choices_from={"city": "country"},
        search={"city": ["name", "country__name"]},
    )

    country = forms.ModelChoiceField(Country.objects.order_by("name"))
    city = forms.ModelChoiceField(City.objects.none())
    seen = forms.ModelMultipleChoiceField(City.objects.exclude(name="Atlantis"), required=False)
    code = forms.ModelChoiceField(Country.objects.all(), to_field_name="code", required=False)
    hidden = forms.ModelChoiceField(Country.objects.all(), widget=forms.HiddenInput, required=False)
    raw = forms.ModelChoiceField(Country.objects.all(), widget=forms.TextInput, required=False)
    size = forms.ChoiceField(choices=[("s", "Small")], required=False)
    shelf = forms.ChoiceField(
        choices=lambda: [("", "---"), ("Top", [("1", "One")]), ("2", "Two")], required=False
    )
    path = forms.FilePathField("/etc", required=False)
    words = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self["country"].value()
        try:
            found = self.fields["country"].to_python(country)  # type: ignore[attr-defined]
        except ValidationError:
            found = None
        if found:
            self.fields["city"].queryset = found.cities.order_by("name")  # type: ignore[attr-defined]

    def on_submit_success(self, request: HttpRequest) -> str:
        return str(self.cleaned_data["city"])


@pytest.fixture(autouse=True)
def trip() -> Any:
    with kept_registry() as kept:
        register_declared(TripForm)
        yield kept


@pytest.fixture
def countries() -> tuple[Country, Country]:
    return (
        Country.objects.create(code="it", name="Italy", secret="spaghetti"),
        Country.objects.create(code="fr", name="France", secret="vin"),
    )


def ask(field: str, **others: Any) -> Result:
    return MizanClient().call("trip.options", {"field": field, **others})


def labels(result: Result) -> list[str]:
    assert result.ok, result.data
    return [item["label"] for item in result.data["items"]]


def city(country: Country, name: str) -> City:
    return City.objects.create(country=country, name=name)


def test_rows_are_offered_with_the_values_that_a_select_posts(countries: tuple[Country, Country]) -> None:
    italy, france = countries
    assert ask("country").data == {
        "items": [{"value": str(france.pk), "label": "France"}, {"value": str(italy.pk), "label": "Italy"}],
        "next": None,
    }
    assert ask("code").data["items"][0] == {"value": "it", "label": "Italy"}


def test_it_is_a_read(countries: tuple[Country, Country]) -> None:
    assert MizanClient().get("trip.options", {"field": "country"}).ok
    (result,) = MizanClient().batch(("trip.options", {"field": "country"}))
    assert labels(result) == ["France", "Italy"]


@pytest.mark.proves("options-data")
def test_choices_depend_on_what_was_chosen_elsewhere(countries: tuple[Country, Country]) -> None:
    italy, france = countries
    city(italy, "Rome"), city(france, "Paris")
    assert labels(ask("city")) == []
    assert labels(ask("city", data={"country": italy.pk})) == ["Rome"]
    assert labels(ask("city", data={"country": str(france.pk)})) == ["Paris"]
    assert labels(ask("city", data={"country": "nonsense"})) == []
    assert labels(ask("city", data={"country": {"a": 1}})) == []


def test_a_submission_is_judged_by_the_same_queryset(countries: tuple[Country, Country]) -> None:
    italy, france = countries
    rome, paris = city(italy, "Rome"), city(france, "Paris")
    client = MizanClient()
    assert client.submit("trip", {"country": italy.pk, "city": rome.pk}).data == "Rome"
    refused = client.submit("trip", {"country": italy.pk, "city": paris.pk})
    assert [(issue["path"], issue["code"]) for issue in refused.issues] == [(["city"], "invalid_choice")]


def test_pages_hold_fifty_and_follow_each_other(countries: tuple[Country, Country]) -> None:
    City.objects.bulk_create(City(country=countries[0], name=f"{number:03}") for number in range(120))
    seen: list[str] = []
    page: int | None = 1
    while page:
        answer = ask("seen", page=page).data
        assert len(answer["items"]) <= offers.PAGE
        seen += [item["label"] for item in answer["items"]]
        page = answer["next"]
    assert seen == [f"{number:03}" for number in range(120)]
    with CaptureQueriesContext(connection) as queries:
        ask("seen", page=2)
    assert len([query for query in queries if "_city" in query["sql"]]) == 1


def test_a_search_finds_what_a_label_shows_and_no_more(countries: tuple[Country, Country]) -> None:
    assert labels(ask("country", query="ITA")) == ["Italy"]
    assert labels(ask("country", query="spaghetti")) == []
    assert labels(ask("country", query="it")) == ["Italy"]  # not by the code


def test_a_search_finds_what_the_developer_named(countries: tuple[Country, Country]) -> None:
    italy, france = countries
    city(italy, "Rome"), city(italy, "Milan"), city(france, "Paris")
    there = {"country": italy.pk}
    assert labels(ask("city", query="rom", data=there)) == ["Rome"]
    assert labels(ask("city", query="italy mil", data=there)) == ["Milan"]
    assert labels(ask("city", query="paris", data=there)) == []


def test_ids_tell_labels_of_what_may_be_chosen_in_the_order_asked(countries: tuple[Country, Country]) -> None:
    italy, france = countries
    rome, sunken, paris = city(italy, "Rome"), city(italy, "Atlantis"), city(france, "Paris")
    ids = [str(paris.pk), str(sunken.pk), "x", "9" * 30, str(rome.pk), str(rome.pk)]
    assert labels(ask("seen", ids=ids)) == ["Paris", "Rome"]
    assert labels(ask("code", ids=["fr", "xx"])) == ["France"]
    assert labels(ask("shelf", ids=["2", "1"])) == ["Two", "One"]


def test_computed_choices_come_with_their_groups() -> None:
    assert ask("shelf").data["items"] == [
        {"value": "1", "label": "One", "group": "Top"},
        {"value": "2", "label": "Two"},
    ]


@pytest.mark.parametrize("field", ["nothing", "words", "size", "path", "hidden", "raw", "__init__", ""])
def test_a_field_that_shows_no_rows_offers_none(field: str, countries: tuple[Country, Country]) -> None:
    result = ask(field)
    assert result.status == 422
    assert [(issue["path"], issue["code"]) for issue in result.issues] == [(["field"], "invalid_choice")]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"field": 1}, "field"),
        ({"field": None}, "field"),
        ({"query": 1}, "query"),
        ({"query": "a" * 201}, "query"),
        ({"query": "\0"}, "query"),
        ({"page": 0}, "page"),
        ({"page": 1001}, "page"),
        ({"page": "1"}, "page"),
        ({"page": True}, "page"),
        ({"page": 1.5}, "page"),
        ({"ids": "1"}, "ids"),
        ({"ids": [None]}, "ids"),
        ({"ids": ["1"] * 51}, "ids"),
        ({"data": []}, "data"),
        ({"params": 1}, "params"),
        ({"params": {"a": 1}}, "params"),
    ],
)
def test_a_wrong_input_is_told_of(wrong: dict[str, Any], path: str) -> None:
    result = ask(**{"field": "country", **wrong})
    assert result.status == 422
    assert result.issues[0]["path"][0] == path


def test_a_label_that_is_html_is_told_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    country = Country.objects.create(code="xx", name="<b>&</b>")
    assert labels(ask("country")) == ["<b>&</b>"]
    assert country.pk


@pytest.mark.parametrize(
    "narrow",
    [
        lambda rows: rows.order_by("name")[:1],
        lambda rows: rows.filter(code="fr").union(rows.filter(code="fr")),
    ],
    ids=["sliced", "united"],
)
def test_rows_that_cannot_be_narrowed_are_offered_as_they_stand(
    narrow: Any, countries: tuple[Country, Country]
) -> None:
    form = type("F", (forms.Form,), {"country": forms.ModelChoiceField(narrow(Country.objects.all()))})()
    found = {"value": str(countries[1].pk), "label": "France"}
    for query in ("", "fran"):
        assert list(offers._found(form.fields["country"], query, None, 0)) == [found]
    assert list(offers._found(form.fields["country"], "fran", ["name"], 0)) == [found]
    assert offers.chosen(form.fields["country"], [str(country.pk) for country in countries]) == [found]


def test_an_iterator_of_the_projects_own_is_followed(countries: tuple[Country, Country]) -> None:
    class Grouped(ModelChoiceIterator):  # type: ignore[type-arg]
        def __iter__(self) -> Any:
            yield ("", "---")
            for country in Country.objects.order_by("code"):
                yield (country.name, [self.choice(each) for each in country.cities.all()])

    class Field(forms.ModelChoiceField):  # type: ignore[type-arg]
        iterator = Grouped

    rome = city(countries[0], "Rome")
    form = type("F", (forms.Form,), {"city": Field(City.objects.all())})()
    found = {"value": str(rome.pk), "label": "Rome", "group": "Italy"}
    assert list(offers._found(form.fields["city"], "rom", None, 0)) == [found]
    assert offers.chosen(form.fields["city"], [str(rome.pk)]) == [found]


def test_a_search_of_labels_ends(
    countries: tuple[Country, Country], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(offers, "SCANNED", 1)
    assert labels(ask("country", query="italy")) == []
    assert "mizanFormMeta(search=" in caplog.text


def test_the_policy_is_that_of_the_form(countries: tuple[Country, Country], trip: Registry) -> None:
    class ClosedForm(forms.Form):
        country = forms.ModelChoiceField(Country.objects.all())

    register_form(ClosedForm, name="closed", auth="staff", on_submit=lambda form, request: None)
    assert registry.get("closed.options") is not None
    asked = {"field": "country"}
    assert MizanClient().call("closed.options", asked).status == 401
    assert MizanClient(User.objects.create(username="a")).call("closed.options", asked).status == 403
    assert MizanClient(User.objects.create(username="b", is_staff=True)).call("closed.options", asked).ok


def test_the_rows_are_those_of_this_request() -> None:
    class MineForm(forms.Form):
        note = forms.ModelChoiceField(Note.objects.none())

        def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["note"].queryset = Note.objects.filter(body=user.username)  # type: ignore[attr-defined]

    register_form(
        MineForm,
        name="mine",
        auth=True,
        on_submit=lambda form, request: None,
        get_form_kwargs=lambda request, params: {"user": request.user},
    )
    Note.objects.create(title="hers", body="ann")
    foreign = Note.objects.create(title="his", body="bob")
    client = MizanClient(User.objects.create(username="ann"))
    assert labels(client.call("mine.options", {"field": "note"})) == ["hers"]
    assert labels(client.call("mine.options", {"field": "note", "ids": [str(foreign.pk)]})) == []
    assert labels(client.call("mine.options", {"field": "note", "query": "his"})) == []


def test_a_form_without_such_a_field_has_no_options(trip: Registry) -> None:
    class PlainForm(forms.Form):
        size = forms.ChoiceField(choices=[("s", "Small")])

    register_form(PlainForm, name="plain", auth=None, on_submit=lambda form, request: None)
    assert registry.get("plain.options") is None
    assert MizanClient().call("plain.options", {"field": "size"}).status == 404


def test_the_schema_says_which_fields_are_asked_and_holds_no_row(countries: tuple[Country, Country]) -> None:
    described = MizanClient().call("trip.schema").data
    remote = {
        name for name, each in described["schema"]["properties"].items() if each["x-mizan"].get("remote")
    }
    assert remote == {"country", "city", "seen", "code"}
    assert "Italy" not in str(described)
    assert described["operations"]["options"] == "trip.options"


@pytest.mark.proves("schema-chosen")
def test_what_is_chosen_at_first_has_its_label(countries: tuple[Country, Country]) -> None:
    italy = countries[0]
    rome = city(italy, "Rome")

    class CityForm(forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = City
            fields = ["name", "country"]

    register_form(
        CityForm,
        name="city",
        auth=None,
        on_submit=lambda form, request: None,
        get_instance=lambda request, params: rome,
    )
    described = MizanClient().call("city.schema").data
    assert described["initial"] == {"name": "Rome", "country": str(italy.pk)}
    assert described["chosen"] == {"country": [{"value": str(italy.pk), "label": "Italy"}]}


def test_half_a_character_is_no_query() -> None:
    body = b'{"field":"country","query":"\\ud800"}'
    response = MizanClient().http.post("/api/mizan/call/trip.options/", body, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


@pytest.mark.proves("schema-data")
def test_a_form_is_described_as_it_is_with_these_values() -> None:
    class KindForm(forms.Form):
        kind = forms.ChoiceField(choices=[("talk", "Talk"), ("workshop", "Workshop")])
        name = forms.CharField()

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self["kind"].value() == "workshop":
                self.fields["seats"] = forms.IntegerField()
                del self.fields["name"]

    register_form(KindForm, name="kind", auth=None, on_submit=lambda form, request: None, refresh_on=["kind"])
    described = [
        MizanClient().call("kind.schema", {"data": data} if data else {}).data["schema"]["x-mizan"]["order"]
        for data in ({}, {"kind": "talk"}, {"kind": "workshop"}, {"kind": ["odd"]}, {"name": "x"})
    ]
    assert described == [["kind", "name"]] * 2 + [["kind", "seats"]] + [["kind", "name"]] * 2
    assert MizanClient().call("kind.schema", {"data": []}).issues[0]["path"] == ["data"]
    tags = {
        MizanClient().call("kind.schema", {"data": {"kind": kind}}).headers["ETag"]
        for kind in ("talk", "workshop")
    }
    assert len(tags) == 2


def test_a_description_is_tagged_by_what_it_says(trip: Registry) -> None:
    class WhoForm(forms.Form):
        who = forms.CharField()

        def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["who"].label = user.username

    register_form(
        WhoForm,
        name="who",
        auth=True,
        on_submit=lambda form, request: None,
        get_form_kwargs=lambda request, params: {"user": request.user},
    )
    ann, bob = (MizanClient(User.objects.create(username=name)) for name in ("ann", "bob"))
    first = ann.get("who.schema").headers["ETag"]
    assert ann.get("who.schema", If_None_Match=first).status == 304
    assert bob.get("who.schema", If_None_Match=first).status == 200
    with override("de"):
        assert ann.get("who.schema", If_None_Match=first).status == 200
    with timezone.override("Asia/Tokyo"):
        assert ann.get("who.schema", If_None_Match=first).status == 304  # no field of it tells a time


def test_a_description_that_shows_a_time_is_tagged_by_time_zone(trip: Registry) -> None:
    class WhenForm(forms.Form):
        at = forms.DateTimeField(initial=datetime(2027, 6, 10, 9, tzinfo=UTC))

    register_form(
        WhenForm, name="when", auth=None, on_submit=lambda form, request: None, initial=["at"], dynamic=True
    )
    asked, shown = MizanClient(), set()
    for zone in ("Europe/Berlin", "Asia/Tokyo"):
        with timezone.override(zone):
            answer = asked.get("when.schema")
            assert asked.get("when.schema", If_None_Match=answer.headers["ETag"]).status == 304
            shown.add((answer.headers["ETag"], answer.data["initial"]["at"]))
    assert len({tag for tag, _ in shown}) == len({at for _, at in shown}) == 2


class AddingForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ModelChoiceField(Country.objects.all())


def adding(dynamic: bool | None) -> None:
    register_form(AddingForm, name="adding", auth=None, on_submit=lambda form, request: None, dynamic=dynamic)


@pytest.mark.parametrize("dynamic", [None, True])
def test_rows_of_a_field_that_a_form_adds_are_offered(
    dynamic: bool | None, countries: tuple[Country, Country]
) -> None:
    adding(dynamic)
    described = MizanClient().call("adding.schema").data
    assert described["operations"]["options"] == "adding.options"
    assert described["schema"]["properties"]["country"]["x-mizan"]["remote"] is True
    assert labels(MizanClient().call("adding.options", {"field": "country"})) == ["Italy", "France"]


def test_a_form_that_says_it_adds_none_and_does_is_reported() -> None:
    adding(False)
    spec = registry.get_form("adding")
    assert spec is not None
    assert registry.get("adding.options") is None
    (problem,) = (found for found in check_form(spec) if found.id == "mizan.E064")
    assert "country" in problem.msg
