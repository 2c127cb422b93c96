"""Routes of a project that forgot those of allauth."""

from django.urls import include, path

urlpatterns = [path("api/mizan/", include("mizan.urls"))]
