"""Photos of the conference, sent by those who were there."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest

from mizan.forms import mizanFormMeta, mizanFormMixin

LARGEST = 5 * 1024 * 1024
KINDS = ["jpg", "jpeg", "png", "webp"]


class MultipleFileInput(forms.ClearableFileInput):
    """Offer to choose several files, as Django's documentation shows it."""

    allow_multiple_selected = True


class MultipleFileField(forms.FileField):
    """Take several files, as Django's documentation shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", MultipleFileInput())
        super().__init__(*args, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Judge each file by itself."""
        clean_one = super().clean
        if isinstance(data, (list, tuple)) and data:
            return [clean_one(item, initial) for item in data]
        return [clean_one(data or None, initial)]


def judge_size(photo: UploadedFile) -> None:
    """Refuse what is larger than a photo needs to be."""
    if photo.size is not None and photo.size > LARGEST:
        raise ValidationError("A photo may have 5 MB at most.", code="too_large")


@dataclass
class Sent:
    """What the sender of photos reads."""

    count: int


class PhotosForm(mizanFormMixin, forms.Form):
    """Send photos to the organisers."""

    mizan = mizanFormMeta(name="photos", title="Send us your photos", auth=True, dynamic=False)

    photos = MultipleFileField(
        widget=MultipleFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="Up to 5 MB each: JPEG, PNG or WebP.",
        validators=[FileExtensionValidator(KINDS), judge_size],
    )
    words = forms.CharField(label="What do they show?", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("photos", "words")
        self.helper.add_input(Submit("send", "Send photos"))

    def on_submit_success(self, request: HttpRequest) -> Sent:
        """Keep the photos."""
        photos = self.cleaned_data["photos"]
        for photo in photos:
            default_storage.save(f"photos/{request.user.pk}/{photo.name}", photo)
        return Sent(count=len(photos))
