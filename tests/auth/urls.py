"""Routes of a project with allauth, as allauth documents them."""

from django.urls import include, path

urlpatterns = [
    path("api/mizan/", include("mizan.urls")),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
]
