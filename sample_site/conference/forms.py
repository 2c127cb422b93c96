"""The forms of the conference."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row, Submit
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest
from django.utils import timezone
from pydantic import BaseModel

from mizan.forms import mizanFormMeta, mizanFormMixin

from .models import ContactMessage, Profile, Proposal, SignUp, Speaker, Workshop
from .photos import KINDS, judge_size
from .programme import DAYS, LONGEST


@dataclass
class Received:
    """What the sender of a message reads."""

    name: str
    email: str


class ContactForm(mizanFormMixin, forms.Form):
    """Write to the organisers. One message per address and day, so that the inbox stays readable."""

    mizan = mizanFormMeta(name="contact", title="Write to us", auth=None, live=["email"], dynamic=False)

    name = forms.CharField(label="Your name", max_length=80)
    email = forms.EmailField(help_text="We answer within two days.")
    topic = forms.ChoiceField(
        label="What is it about?", choices=[("", "Please choose"), *ContactMessage.Topic.choices]
    )
    message = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), min_length=20, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.helper = FormHelper()
        self.helper.layout = Layout(Row(Column("name"), Column("email")), "topic", "message")
        self.helper.add_input(Submit("send", "Send message"))

    def clean_email(self) -> str:
        """Refuse a second message from one address on one day."""
        email = self.cleaned_data["email"]
        if ContactMessage.objects.filter(email__iexact=email, received__date=timezone.localdate()).exists():
            raise ValidationError(
                "We have a message from this address today. We will answer it, please write again tomorrow.",
                code="one_a_day",
            )
        return email

    def save(self) -> ContactMessage:
        """Keep the message."""
        return ContactMessage.objects.create(**self.cleaned_data)

    def on_submit_success(self, request: HttpRequest) -> Received:
        """Keep the message and thank its sender."""
        message = self.save()
        return Received(name=message.name, email=message.email)


@dataclass
class Submitted:
    """What a speaker reads."""

    number: int
    title: str


class SpeakerForm(forms.ModelForm):
    """Name somebody who speaks as well."""

    mizan = mizanFormMeta(search={"assists": ["title", "teacher"]})

    class Meta:
        model = Speaker
        fields = ["name", "email", "minutes", "assists"]


class BaseSpeakerFormSet(forms.BaseInlineFormSet):
    """The speakers of one session."""

    ordering_widget = forms.HiddenInput

    def clean(self) -> None:
        """Leave the stage to each of them for a while."""
        super().clean()
        rows = [row.cleaned_data for row in self.forms if row.is_valid() and row.has_changed()]
        minutes = sum(row["minutes"] or 0 for row in rows)
        if minutes > 180:
            raise ValidationError("Together they speak for more than three hours.", code="too_long")


SpeakerFormSet = forms.inlineformset_factory(
    Proposal,
    Speaker,
    form=SpeakerForm,
    formset=BaseSpeakerFormSet,
    extra=1,
    max_num=4,
    validate_max=True,
    absolute_max=20,
    can_delete=False,
    can_order=True,
)


PROPOSAL_LAYOUT = (
    Row(Column("speaker"), Column("email")),
    "title",
    "abstract",
    Row(Column("kind"), Column("minutes")),
    "track",
    "level",
    Row(Column("preferred_date"), Column("expected_audience")),
    "travel_budget",
    "slides",
)


class ProposalForm(mizanFormMixin, forms.ModelForm):
    """Offer a session."""

    mizan = mizanFormMeta(
        name="proposal",
        title="Propose a session",
        auth=None,
        live=["preferred_date", "speakers.*.email"],
        dynamic=False,
        formsets={"speakers": SpeakerFormSet},
    )

    agrees = forms.BooleanField(label="I have read the code of conduct and agree to it")

    class Meta:
        model = Proposal
        fields = [
            "speaker",
            "email",
            "title",
            "abstract",
            "kind",
            "minutes",
            "track",
            "level",
            "preferred_date",
            "expected_audience",
            "travel_budget",
            "slides",
        ]
        widgets = {
            "speaker": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "level": forms.RadioSelect,
            "slides": forms.FileInput(attrs={"accept": ".pdf,.odp,.pptx"}),
            "preferred_date": forms.DateInput(
                attrs={"type": "date", "min": DAYS[0].isoformat(), "max": DAYS[-1].isoformat()},
                format="%Y-%m-%d",
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = Proposal.Level.choices  # no empty radio button
        self.helper = FormHelper()
        self.helper.layout = Layout(*PROPOSAL_LAYOUT, "agrees")
        self.helper.add_input(Submit("send", "Send proposal"))

    def clean_preferred_date(self) -> date | None:
        """Accept only days of the conference."""
        day = self.cleaned_data["preferred_date"]
        if day is not None and day not in DAYS:
            raise ValidationError("The conference is on 10, 11 and 12 June 2027.", code="not_a_day")
        return day

    def clean(self) -> dict[str, Any]:
        """Hold kind, length and day against each other."""
        data = super().clean() or self.cleaned_data
        kind, minutes = data.get("kind"), data.get("minutes")
        if kind and minutes and minutes > LONGEST[kind]:
            self.add_error(
                "minutes", ValidationError(f"For this kind it is at most {LONGEST[kind]}.", code="too_long")
            )
        if kind == Proposal.Kind.WORKSHOP and "preferred_date" in data and data["preferred_date"] is None:
            self.add_error(
                "preferred_date", ValidationError("A workshop needs a day, for its room.", code="needs_day")
            )
        return data

    def keep_owner(self, request: HttpRequest) -> None:
        """Let who is logged in edit the proposal later."""
        if request.user.is_authenticated:
            self.instance.owner = request.user
            self.instance.save(update_fields=["owner"])

    def on_submit_success(self, request: HttpRequest) -> Submitted:
        """Say what was kept; a ModelForm is saved before."""
        self.keep_owner(request)
        return Submitted(number=self.instance.pk, title=self.instance.title)


class WhichProposal(BaseModel):
    """Which proposal is edited."""

    number: int


@dataclass
class Changed:
    """What a speaker reads who has edited a proposal."""

    title: str


class EditProposalForm(ProposalForm):
    """Edit a proposal of one's own. What somebody else has saved meanwhile is not overwritten."""

    mizan = mizanFormMeta(
        name="edit_proposal",
        title="Edit your proposal",
        auth=True,
        params=WhichProposal,
        live=["preferred_date"],
        version="updated",
        success_url="app:proposals",
    )

    agrees = None

    class Meta(ProposalForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*PROPOSAL_LAYOUT)
        self.helper.add_input(Submit("send", "Save changes"))

    @classmethod
    def get_instance(cls, request: HttpRequest, params: WhichProposal) -> Proposal:
        """Find the proposal among one's own."""
        found: Proposal = request.user.proposals.get(pk=params.number)
        return found

    def on_submit_success(self, request: HttpRequest) -> Changed:
        """Say what was saved."""
        return Changed(title=self.instance.title)


@dataclass
class Shown:
    """What others see of somebody."""

    handle: str


class ProfileForm(mizanFormMixin, forms.ModelForm):
    """Tell who you are, with a picture. Everybody has one profile, their own."""

    mizan = mizanFormMeta(
        name="profile",
        title="Your profile",
        auth=True,
        live=["handle"],
        dynamic=False,
        initial=["handle", "bio", "picture"],
    )

    picture = forms.ImageField(
        required=False,
        help_text="JPEG, PNG or WebP, up to 5 MB. It hangs at the entrance.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        validators=[FileExtensionValidator(KINDS), judge_size],
    )

    class Meta:
        model = Profile
        fields = ["handle", "bio", "picture"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("handle", "bio", "picture")
        self.helper.add_input(Submit("send", "Save profile"))

    @classmethod
    def get_instance(cls, request: HttpRequest, params: None) -> Profile:
        """Find one's own profile, or begin it."""
        return Profile.objects.filter(user=request.user).first() or Profile(user=request.user)

    def on_submit_success(self, request: HttpRequest) -> Shown:
        """Say what was saved."""
        return Shown(handle=self.instance.handle)


class SignUpForm(forms.Form):
    """Take a seat in a workshop."""

    experience = forms.ChoiceField(
        label="How well do you know the subject?", choices=SignUp.Experience.choices, widget=forms.RadioSelect
    )
    notes = forms.CharField(
        label="Anything the teacher should know?",
        max_length=200,
        required=False,
        help_text="For example, what you need to take part.",
    )

    def __init__(self, *args: Any, workshop: Workshop, user: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop, self.user = workshop, user
        self.helper = FormHelper()
        self.helper.add_input(Submit("send", "Take a seat"))

    def clean(self) -> dict[str, Any]:
        """Refuse a second seat, and a seat that is not there."""
        if self.workshop.sign_ups.filter(user=self.user).exists():
            raise ValidationError("You have a seat in this workshop.", code="has_seat")
        if not self.workshop.seats_left:
            raise ValidationError("The last seat is taken.", code="full")
        return self.cleaned_data

    def save(self) -> SignUp:
        """Take the seat."""
        return SignUp.objects.create(workshop=self.workshop, user=self.user, **self.cleaned_data)


@dataclass
class Taken:
    """What somebody reads who has a seat."""

    workshop: str
    slug: str


class SeatForm(mizanFormMixin, forms.Form):
    """Find a workshop by its day, and take a seat."""

    mizan = mizanFormMeta(
        name="seat",
        title="Find a workshop",
        auth=True,
        choices_from={"workshop": "day"},
        search={"workshop": ["title", "teacher"]},
        affects=["current_user"],
    )

    day = forms.ChoiceField(
        choices=[("", "Please choose"), *((day.isoformat(), f"{day.day} June") for day in DAYS)]
    )
    workshop = forms.ModelChoiceField(
        Workshop.objects.none(), help_text="Those of the day, by title or teacher."
    )
    experience = forms.ChoiceField(
        label="How well do you know the subject?", choices=SignUp.Experience.choices
    )

    def __init__(self, *args: Any, user: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        day = self["day"].value()
        if day in {each.isoformat() for each in DAYS}:
            self.fields["workshop"].queryset = Workshop.objects.filter(day=day)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}  # without JavaScript the day is posted before the rest
        self.helper.add_input(Submit("send", "Take a seat"))

    @classmethod
    def get_form_kwargs(cls, request: HttpRequest, params: None) -> dict[str, Any]:
        """Say who takes the seat."""
        return {"user": request.user}

    def clean_workshop(self) -> Workshop:
        """Refuse a second seat, and a seat that is not there."""
        workshop: Workshop = self.cleaned_data["workshop"]
        if workshop.sign_ups.filter(user=self.user).exists():
            raise ValidationError("You have a seat in this workshop.", code="has_seat")
        if not workshop.seats_left:
            raise ValidationError("The last seat is taken.", code="full")
        return workshop

    def save(self) -> SignUp:
        """Take the seat."""
        data = self.cleaned_data
        return SignUp.objects.create(workshop=data["workshop"], user=self.user, experience=data["experience"])

    def on_submit_success(self, request: HttpRequest) -> Taken:
        """Take the seat and say where."""
        workshop = self.save().workshop
        return Taken(workshop=workshop.title, slug=workshop.slug)
