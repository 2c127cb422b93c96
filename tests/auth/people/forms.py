"""A form that a project adds to that of signing up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group


class SignupForm(forms.Form):
    """Ask for a date, several of some, and a row."""

    born = forms.DateField()
    meals = forms.MultipleChoiceField(choices=[("a", "Apple"), ("b", "Bread"), ("c", "Cheese")])
    group = forms.ModelChoiceField(Group.objects.all(), required=False)

    def signup(self, request: Any, user: Any) -> None:
        """Keep what was said where tests can see it."""
        data = self.cleaned_data
        user.last_name = f"{data['born']} {','.join(data['meals'])} {data['group']}"
        user.save()
