"""The paths of the site."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.static import static as serve
from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.core.files.storage import storages
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from sample_site.accounts import urls as accounts
from sample_site.conference import urls as conference
from sample_site.conference.classic import HomeView
from sample_site.mails.views import MailsView

admin.site.login = secure_admin_login(admin.site.login)  # its own page asks for no second factor

app = (accounts.app_patterns + conference.app_patterns, "app")
classic = (accounts.classic_patterns + conference.classic_patterns, "classic")
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("classic/", include(classic)),
    path("app/", include(app)),
    path("api/mizan/", include("mizan.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
    path("log-in/", RedirectView.as_view(pattern_name="app:log-in", query_string=True), name="log-in"),
    path("log-out/", LogoutView.as_view(), name="log-out"),
    path("mails/", MailsView.as_view(), name="mails"),  # with DEBUG alone
    path("admin/", admin.site.urls),
    path("favicon.ico", RedirectView.as_view(url=static("favicon.svg"))),
    *serve(storages["pictures"].base_url, document_root=storages["pictures"].location),  # with DEBUG alone
]
