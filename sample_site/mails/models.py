"""What is kept of a mail."""

from django.db import models


class Mail(models.Model):
    """A mail that was not sent."""

    to = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
