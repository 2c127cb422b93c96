"""Forms of every shape that a type may have."""

from __future__ import annotations

import datetime

from django import forms
from django.core import validators
from django.http import HttpRequest
from pydantic import BaseModel

from mizan import Failure
from mizan.forms import mizanFormMeta, mizanFormMixin


class Receipt(BaseModel):
    """What a visitor gets."""

    number: int
    at: datetime.datetime


class Event(BaseModel):
    """Which event a visitor signs up for."""

    event: int


class EventIsFull(Failure):
    """Others were faster."""

    code = "event_is_full"
    status = 409
    message = "There is no seat left."
    waiting: int


class SignUpIsClosed(Failure):
    """It is too late."""

    code = "sign_up_is_closed"
    status = 409
    message = "It is too late to sign up."


class ContactForm(mizanFormMixin, forms.Form):
    """Write to us."""

    mizan = mizanFormMeta(name="contact", title="Contact Us", live=["email"])

    email = forms.EmailField(help_text="We answer soon.")
    topic = forms.ChoiceField(choices=[("talk", "A talk"), ("More", [("other", "Something else")])])
    day = forms.DateField(required=False)
    count = forms.IntegerField(min_value=1, required=False)
    price = forms.DecimalField(max_digits=6, decimal_places=2, required=False)
    days = forms.MultipleChoiceField(choices=[("1", "First"), ("2", "Second")], required=False)
    photo = forms.FileField(required=False)
    at = forms.SplitDateTimeField(required=False)
    maybe = forms.NullBooleanField()
    agree = forms.BooleanField()
    source = forms.CharField(widget=forms.HiddenInput, disabled=True, initial="web")

    def clean_email(self) -> str:
        """Refuse one address."""
        email: str = self.cleaned_data["email"]
        if email.endswith("@example.org"):
            raise forms.ValidationError("Not this one.")
        return email

    def on_submit_success(self, request: HttpRequest) -> Receipt:
        """Answer."""
        return Receipt(number=1, at=datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC))


class SignUpForm(mizanFormMixin, forms.Form):
    """Sign up for an event."""

    mizan = mizanFormMeta(name="sign_up", params=Event, errors=[EventIsFull, SignUpIsClosed])

    name = forms.CharField(max_length=40)

    def on_submit_success(self, request: HttpRequest) -> None:
        """Answer nothing."""


class MeetingForm(mizanFormMixin, forms.Form):
    """Arrange a meeting: a field for each rule of days, times, addresses and localized numbers."""

    mizan = mizanFormMeta(name="meeting")

    day = forms.DateField(input_formats=["%d.%m.%Y"])
    begin = forms.TimeField()
    end = forms.DateTimeField(required=False)
    length = forms.DurationField()
    page = forms.URLField(assume_scheme="https")
    token = forms.UUIDField()
    host = forms.GenericIPAddressField(protocol="IPv4", required=False)
    mirror = forms.CharField(validators=[validators.DomainNameValidator(accept_idna=False)])
    fee = forms.DecimalField(localize=True, max_digits=6)

    def on_submit_success(self, request: HttpRequest) -> None:
        """Answer nothing."""


class TicketForm(forms.Form):
    name = forms.CharField()
    seats = forms.IntegerField(min_value=1, required=False)


class BaseTickets(mizanFormMixin, forms.BaseFormSet):
    """Order tickets for several people."""

    mizan = mizanFormMeta(name="tickets", live=["*.name"])

    def on_submit_success(self, request: HttpRequest) -> list[str]:
        return [row["name"] for row in self.cleaned_data if row]


TicketFormSet = forms.formset_factory(TicketForm, formset=BaseTickets, can_delete=True)
