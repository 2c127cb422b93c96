"""Every field and every widget that Django brings, in one form."""

from datetime import datetime
from pathlib import Path
from typing import Any

from crispy_bootstrap5.bootstrap5 import FloatingField, Switch
from crispy_forms.bootstrap import (
    Accordion,
    AccordionGroup,
    Alert,
    AppendedText,
    FieldWithButtons,
    FormActions,
    InlineCheckboxes,
    InlineRadios,
    Modal,
    PrependedAppendedText,
    StrictButton,
    Tab,
    TabHolder,
)
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Field, Fieldset, Layout, MultiField, Reset, Row, Submit
from django import forms
from django.contrib.auth.forms import SetPasswordMixin, UsernameField
from django.core.validators import RegexValidator
from django.forms import widgets
from django.http import HttpRequest

from mizan.forms import mizanFormMeta, mizanFormMixin
from sample_site.conference.models import Workshop

FISH = [("eel", "Eel"), ("sole", "Sole")]
BIRDS = [("Waders", [("avocet", "Avocet"), ("redshank", "Redshank")]), ("Geese", [("brent", "Brent goose")])]
PLANTS = [("lavender", "Sea lavender"), ("glasswort", "Glasswort"), ("aster", "Sea aster")]


class CoordinatesWidget(forms.MultiWidget):
    """Two numbers beside each other."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"east": forms.NumberInput(), "north": forms.NumberInput()}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a stored pair."""
        return list(value) if value else [None, None]


class CoordinatesField(forms.MultiValueField):
    """A place on the map of the marsh."""

    widget = CoordinatesWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.IntegerField(min_value=0, max_value=99), forms.IntegerField(min_value=0, max_value=99)]
        super().__init__(parts, **kwargs)

    def compress(self, data_list: list[Any]) -> list[Any]:
        """Return the pair."""
        return data_list


class FieldsForm(mizanFormMixin, forms.Form):
    """Every field and every widget of `django.forms`."""

    mizan = mizanFormMeta(name="fields", title="Every field", auth=None, dynamic=False)

    char = forms.CharField(label="Text", min_length=2, max_length=8, help_text="CharField, 2 to 8 characters")
    slug = forms.SlugField(label="Slug", help_text="SlugField")
    regex = forms.RegexField(r"^[A-Z]{2}\d+$", label="Pattern", help_text="RegexField, like AB12", strip=True)
    email = forms.EmailField(label="Email", help_text="EmailField")
    url = forms.URLField(label="Address", help_text="URLField", assume_scheme="https")
    uuid = forms.UUIDField(label="UUID", help_text="UUIDField")
    ip = forms.GenericIPAddressField(label="IP address", help_text="GenericIPAddressField")
    data = forms.JSONField(label="JSON", help_text="JSONField", widget=forms.Textarea(attrs={"rows": 3}))
    combo = forms.ComboField(
        fields=[forms.CharField(max_length=20), forms.EmailField()],
        label="Short email",
        help_text="ComboField of a CharField and an EmailField",
    )
    textarea = forms.CharField(
        label="Long text", widget=forms.Textarea(attrs={"rows": 3}), max_length=200, help_text="Textarea"
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput, help_text="PasswordInput")
    username = UsernameField(label="Username", max_length=12, help_text="UsernameField, 12 characters")
    new_password, new_password_again = SetPasswordMixin.create_password_fields(
        "New password", "New password again"
    )
    search = forms.CharField(label="Search", widget=widgets.SearchInput, help_text="SearchInput")
    phone = forms.CharField(
        label="Telephone",
        widget=widgets.TelInput,
        validators=[RegexValidator(r"^\+?[\d ]+$", "Digits and spaces only.")],
        help_text="TelInput with a RegexValidator",
    )
    color = forms.CharField(
        label="Colour", widget=widgets.ColorInput, initial="#0f5a60", help_text="ColorInput"
    )

    integer = forms.IntegerField(
        label="Whole number", min_value=0, max_value=100, step_size=5, help_text="IntegerField, 0 to 100 by 5"
    )
    number = forms.FloatField(label="Number", help_text="FloatField")
    decimal = forms.DecimalField(
        label="Price",
        min_value=0,
        max_digits=6,
        decimal_places=2,
        help_text="DecimalField, 6 digits, 2 places",
    )

    day = forms.DateField(label="Date", help_text="DateField")
    picker = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="DateField with the browser's picker",
    )
    time = forms.TimeField(label="Time", help_text="TimeField")
    moment = forms.DateTimeField(label="Moment", help_text="DateTimeField")
    duration = forms.DurationField(label="Duration", help_text="DurationField")
    split = forms.SplitDateTimeField(label="Moment in two", help_text="SplitDateTimeField")
    selects = forms.DateField(
        label="Date in three",
        widget=forms.SelectDateWidget(years=range(2026, 2031)),
        help_text="SelectDateWidget",
    )

    boolean = forms.BooleanField(label="Must be ticked", help_text="BooleanField")
    maybe = forms.BooleanField(label="May be ticked", required=False, help_text="BooleanField, not required")
    null_boolean = forms.NullBooleanField(label="Yes, no or unknown", help_text="NullBooleanField")
    choice = forms.ChoiceField(
        label="Bird", choices=[("", "Choose"), *BIRDS], help_text="ChoiceField, in groups"
    )
    typed_choice = forms.TypedChoiceField(
        label="Number of boats",
        choices=[("", "Choose"), (1, "One"), (2, "Two")],
        coerce=int,
        help_text="TypedChoiceField",
    )
    radio = forms.ChoiceField(label="Fish", choices=FISH, widget=forms.RadioSelect, help_text="RadioSelect")
    radio_groups = forms.ChoiceField(
        label="Bird of the year", choices=BIRDS, widget=forms.RadioSelect, help_text="RadioSelect, in groups"
    )
    multiple = forms.MultipleChoiceField(label="Plants", choices=PLANTS, help_text="SelectMultiple")
    checkboxes = forms.MultipleChoiceField(
        label="Plants again",
        choices=PLANTS,
        widget=forms.CheckboxSelectMultiple,
        help_text="CheckboxSelectMultiple",
    )
    typed_multiple = forms.TypedMultipleChoiceField(
        label="Tides", choices=[(1, "First"), (2, "Second")], coerce=int, help_text="TypedMultipleChoiceField"
    )
    model = forms.ModelChoiceField(
        Workshop.objects.all(), label="Workshop", required=False, help_text="ModelChoiceField"
    )
    models = forms.ModelMultipleChoiceField(
        Workshop.objects.all(), label="Workshops", required=False, help_text="ModelMultipleChoiceField"
    )
    path = forms.FilePathField(
        path=str(Path(__file__).parent),
        match=r"\.py$",
        label="File of the server",
        required=False,
        help_text="FilePathField",
    )

    multi = CoordinatesField(label="Place on the map", help_text="MultiValueField of two numbers")
    file = forms.FileField(
        label="File", required=False, widget=forms.FileInput, help_text="FileField, FileInput"
    )
    clearable = forms.FileField(label="Paper", required=False, help_text="ClearableFileInput")
    image = forms.ImageField(label="Picture", required=False, help_text="ImageField")

    hidden = forms.CharField(widget=forms.HiddenInput, initial="kept")
    multiple_hidden = forms.MultipleChoiceField(
        choices=PLANTS, widget=forms.MultipleHiddenInput, initial=["lavender", "aster"]
    )
    split_hidden = forms.SplitDateTimeField(
        widget=forms.SplitHiddenDateTimeWidget, initial=datetime(2027, 6, 10, 9)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields)
        self.helper.add_input(Submit("send", "Ask the server about all"))

    def on_submit_success(self, request: HttpRequest) -> int:
        """Keep nothing. Returns how many fields were filled in."""
        return sum(bool(value) for value in self.cleaned_data.values())


class LayoutsForm(mizanFormMixin, forms.Form):
    """What a layout of crispy-forms can say."""

    mizan = mizanFormMeta(name="layouts", title="Every layout", auth=None, dynamic=False)

    name = forms.CharField(help_text="As your friends call you.")
    nickname = forms.CharField(required=False)
    email = forms.EmailField()
    find = forms.CharField(label="Find a bird", required=False)
    budget = forms.CharField(help_text="In whole euros.")
    width = forms.CharField()
    title = forms.CharField()
    track = forms.ChoiceField(choices=[("", "Choose"), *BIRDS])
    level = forms.ChoiceField(choices=FISH, widget=forms.RadioSelect)
    plants = forms.MultipleChoiceField(choices=PLANTS, widget=forms.CheckboxSelectMultiple)
    news = forms.BooleanField(label="Send me news", required=False)
    first = forms.CharField(required=False)
    second = forms.CharField(required=False)
    street = forms.CharField()
    town = forms.CharField()
    arrival = forms.CharField(required=False)
    departure = forms.CharField(required=False)
    notes = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    wishes = forms.CharField(required=False, max_length=20, help_text="What you cannot eat.")
    guests = forms.IntegerField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(
                "You",
                Row(Column("name"), Column("nickname", css_class="col-md-4")),
                Field("email", placeholder="you@example.org"),
            ),
            Fieldset(
                "Beside the control",
                FieldWithButtons("find", StrictButton("Find", css_class="btn-outline-primary")),
                PrependedAppendedText("budget", "€", ".00"),
                AppendedText("width", "cm"),
            ),
            Fieldset(
                "Another look",
                FloatingField("title"),
                FloatingField("track"),
                InlineRadios("level"),
                InlineCheckboxes("plants"),
                Switch("news"),
            ),
            MultiField("Two in a row", "first", "second"),
            Alert("The next part of the form folds.", dismiss=False, css_class="alert-info"),
            TabHolder(Tab("Address", "street", css_id="address"), Tab("Town", "town", css_id="town")),
            Accordion(
                AccordionGroup("Arrival", "arrival"),
                AccordionGroup("Departure", "departure"),
                css_id="travel",
            ),
            Div("notes", css_class="mt-3"),
            Div(
                StrictButton(
                    "Meals", css_class="btn-outline-primary", data_bs_toggle="modal", data_bs_target="#meals"
                ),
                css_class="mb-3",
            ),
            Modal("wishes", "guests", css_id="meals", title="Your meals"),
            FormActions(Submit("send", "Send"), Reset("again", "Start again")),
        )

    def on_submit_success(self, request: HttpRequest) -> None:
        """Keep nothing."""
