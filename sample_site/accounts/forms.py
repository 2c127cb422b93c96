"""What the classic pages of allauth say otherwise."""

from typing import Any

from allauth.account import forms


class LoginForm(forms.LoginForm):
    """Log in, where JavaScript does not run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Username or email"
        self.fields["password"].help_text = ""  # the page itself leads to a new one
