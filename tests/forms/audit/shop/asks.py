"""A module that asks the database when it is imported."""

from tests.app.models import Note

TITLES = [str(note) for note in Note.objects.all()]
