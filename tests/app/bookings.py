"""Models with every kind of rule that Django has for rows."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, UniqueConstraint
from django.db.models.functions import Lower


class Booking(models.Model):
    """A talk in a room."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=40, unique_for_date="day")
    day = models.DateField()
    room = models.CharField(max_length=10, validators=[RegexValidator(r"^[A-Z]")])
    starts = models.PositiveSmallIntegerField(default=9)
    ends = models.PositiveSmallIntegerField(default=10)
    code = models.CharField(max_length=10, blank=True, default="")
    speaker = models.CharField(max_length=10, blank=True, default="")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    owner = models.CharField(max_length=10, default="me")
    note = models.CharField(max_length=40, blank=True)

    class Meta:
        unique_together = [("room", "day")]
        constraints = [
            UniqueConstraint(fields=["seat"], name="app_booking_seat"),
            UniqueConstraint(fields=["code"], condition=~Q(code=""), name="app_booking_code"),
            UniqueConstraint(
                fields=["speaker"],
                condition=Q(is_open=True) & ~Q(speaker=""),
                name="app_booking_speaker",
                violation_error_code="busy",
                violation_error_message="This speaker has a talk.",
            ),
            UniqueConstraint(fields=["owner", "slug"], name="app_booking_owner"),
            UniqueConstraint(
                Lower("title"),
                "room",
                name="app_booking_title",
                violation_error_code="again",
                violation_error_message="Such a talk is in this room.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="app_booking_order",
                violation_error_code="order",
                violation_error_message="It ends before it starts.",
            ),
            models.CheckConstraint(condition=~Q(room="X"), name="app_booking_room"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Complain in every way that a model can."""
        if self.note == "field":
            raise ValidationError({"room": ValidationError("Not in this room.", code="room")})
        if self.note == "both":
            raise ValidationError({"room": "No.", "__all__": ["Nowhere."]})
        if self.note == "form":
            raise ValidationError("Not %(what)s.", code="never", params={"what": "so"})
        if self.note == "hidden":
            raise ValidationError({"owner": ValidationError("The owner may not.", code="owner")})


class Open(Booking):
    """The same row under another name."""

    class Meta:
        proxy = True

    def clean(self) -> None:
        super().clean()
        if not self.is_open:
            raise ValidationError({"is_open": ValidationError("It must be open.", code="open")})


class Workshop(Booking):
    """A row in two tables."""

    tutor = models.CharField(max_length=10, unique=True)

    def __str__(self) -> str:
        return self.tutor


class Ticket(models.Model):
    """A row that may lack what makes it unique, or not."""

    buyer = models.CharField(max_length=10, null=True, blank=True)  # noqa: DJ001
    seat = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["buyer", "seat"], name="app_ticket_place", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return str(self.seat)
