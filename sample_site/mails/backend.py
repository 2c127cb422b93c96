"""Keep mails in the database of the site."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .models import Mail


class EmailBackend(BaseEmailBackend):
    """Keep mails instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message. Returns how many."""
        for message in email_messages:
            Mail.objects.create(
                to=", ".join(message.recipients()), subject=message.subject, body=message.body
            )
        return len(email_messages)
