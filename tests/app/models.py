"""Models of the test project."""

from django.db import models

from tests.app.bookings import Booking, Open, Ticket, Workshop  # noqa: F401 - where Django looks for models


class Note(models.Model):
    """A record that operations and forms write, so that tests can see what was saved."""

    title = models.CharField(max_length=80, unique=True)
    body = models.TextField(blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """A record with a column of every type that a database reads in its own way."""

    text = models.TextField(blank=True)
    word = models.CharField(max_length=5, blank=True)
    whole = models.BigIntegerField(null=True, blank=True)
    amount = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    float = models.FloatField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    moment = models.DateTimeField(null=True, blank=True)
    span = models.DurationField(null=True, blank=True)
    document = models.JSONField(null=True, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text


class Sheet(models.Model):
    """A record whose columns may be left empty in a form, and hold no NULL."""

    title = models.CharField(max_length=40, blank=True)
    lines = models.IntegerField(blank=True)
    copies = models.PositiveSmallIntegerField(blank=True, default=1)
    printed = models.DateField(blank=True)
    marks = models.JSONField(blank=True)

    def __str__(self) -> str:
        return self.title


class Chapter(models.Model):
    """A record that hangs on a note, for formsets."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="chapters")
    title = models.CharField(max_length=40)
    pages = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Page(models.Model):
    """A record that hangs on a chapter, for formsets inside of formsets."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="sheets")
    text = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.text


class Country(models.Model):
    """A record that others point to; nobody is shown its secret."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=80)
    secret = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    """A record that is to be chosen once its country is."""

    name = models.CharField(max_length=80)
    country = models.ForeignKey(Country, models.CASCADE, related_name="cities")
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
