"""Routes of a project that keeps Django's own page for a reset."""

from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import include, path

urlpatterns = [
    path("api/mizan/", include("mizan.urls")),
    path("new-password/<uidb64>/<token>/", PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
]
