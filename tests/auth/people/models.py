"""Numbers of users, and users whose key is a UUID."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class Phone(models.Model):
    """The number of a user."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)
    number = models.CharField(max_length=20, unique=True)
    verified = models.BooleanField(default=False)


if settings.AUTH_USER_MODEL == "people.Person":

    class Person(AbstractUser):
        """A user by a UUID."""

        id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
