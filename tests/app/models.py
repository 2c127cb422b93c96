"""Models of the test project."""

from django.db import models


class Note(models.Model):
    """A record that operations and forms write, so that tests can see what was saved."""

    title = models.CharField(max_length=80, unique=True)
    body = models.TextField(blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
