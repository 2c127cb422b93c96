"""Travel grants: asked for in steps, of which one only matters to those who come from far."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator

from mizan.forms import MaxFileSize, mizanFormMeta, mizanWizard, mizanWizardMeta

from .models import TravelGrant

DEAR = 200
"""Euros above which we want to see an offer."""


class TravellerForm(forms.ModelForm):
    """Who wants to come."""

    mizan = mizanFormMeta(title="You")

    class Meta:
        model = TravelGrant
        fields = ["name", "email", "coming_from"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class CompanionForm(forms.Form):
    """Who comes along, at their own cost."""

    name = forms.CharField(label="Their name", max_length=80)
    child = forms.BooleanField(label="A child, who needs care", required=False)


class JourneyForm(forms.ModelForm):
    """How they come."""

    mizan = mizanFormMeta(
        title="Your journey",
        formsets={"companions": forms.formset_factory(CompanionForm, extra=0, max_num=3, validate_max=True)},
    )

    by = forms.ChoiceField(
        label="How do you travel?", choices=TravelGrant.By.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = TravelGrant
        fields = ["by", "nights", "cost"]


class OfferForm(forms.Form):
    """What a dear journey costs, in writing."""

    mizan = mizanFormMeta(title="An offer")

    offer = forms.FileField(
        label="Offer of the carrier",
        help_text="A PDF or a picture, up to 2 MB.",
        validators=[FileExtensionValidator(["pdf", "png", "jpg"]), MaxFileSize(2 * 1024 * 1024)],
    )


@dataclass
class Asked:
    """What the traveller reads."""

    number: int
    name: str


class GrantWizard(mizanWizard):
    """Ask for a travel grant."""

    mizan = mizanWizardMeta(
        title="Ask for a travel grant",
        auth=None,
        steps={"you": TravellerForm, "journey": JourneyForm, "offer": OfferForm},
        files="waiting",
    )

    def wants(self, step: str) -> bool:
        """Want an offer for a dear journey alone."""
        return step != "offer" or (self.answers("journey") or {}).get("cost", 0) > DEAR

    def on_finish(self, forms: dict[str, Any]) -> Asked:
        """Keep the grant that all steps describe."""
        grant = TravelGrant(offer=forms["offer"].cleaned_data["offer"] if "offer" in forms else "")
        for step in ("you", "journey"):
            for name, value in forms[step].cleaned_data.items():
                setattr(grant, name, value)
        companions = forms["journey"].formsets["companions"].cleaned_data
        grant.companions = "\n".join(f"{row['name']}{', child' * row['child']}" for row in companions if row)
        grant.save()
        return Asked(number=grant.pk, name=grant.name)
