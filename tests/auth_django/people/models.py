"""A user who has no name but an address, and a key that is no number."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Make persons."""

    def create_user(self, email: str, password: str) -> Person:
        person = self.model(email=self.normalize_email(email), full_name="Ann Smith")
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """A person, found by an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField("your address", unique=True, max_length=80)
    full_name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[Any] = PersonManager()

    def __str__(self) -> str:
        return self.full_name
