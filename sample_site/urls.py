"""The paths of the site."""

from django.conf.urls.static import static as serve
from django.contrib import admin
from django.contrib.auth import views as auth
from django.core.files.storage import storages
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from sample_site.conference.classic import HomeView
from sample_site.conference.urls import app_patterns, classic_patterns

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("classic/", include((classic_patterns, "classic"))),
    path("app/", include((app_patterns, "app"))),
    path("api/mizan/", include("mizan.urls")),
    path("log-in/", auth.LoginView.as_view(redirect_authenticated_user=True), name="log-in"),
    path("log-out/", auth.LogoutView.as_view(), name="log-out"),
    path("admin/", admin.site.urls),
    path("favicon.ico", RedirectView.as_view(url=static("favicon.svg"))),
    *serve(storages["pictures"].base_url, document_root=storages["pictures"].location),  # with DEBUG alone
]
