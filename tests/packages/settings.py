"""A project of other people's packages: whatever they do to their forms, Mizan must bear it."""

import tempfile

from oscar.defaults import *  # noqa: F403


class NoMigrations(dict[str, None]):
    """Have tables made as the models stand: hundreds of migrations would take a minute."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


SECRET_KEY = "kept-to-itself-d41d8cd98f00b204"
USE_TZ = True
SITE_ID = 1
LANGUAGES = [("en", "English"), ("de", "German")]
LANGUAGE_CODE = "en"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
MIGRATION_MODULES = NoMigrations()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "tests.packages.urls"
STATIC_URL = "/static/"
MEDIA_ROOT = tempfile.gettempdir()
WAGTAIL_SITE_NAME = "Others"
WAGTAILADMIN_BASE_URL = "http://testserver"
PHONENUMBER_DEFAULT_REGION = "DE"
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_DJANGO = "admin auth contenttypes sessions messages sites flatpages staticfiles redirects postgres"
_ALLAUTH = "account socialaccount mfa usersessions"
_WAGTAIL = """
contrib.forms contrib.redirects contrib.settings contrib.simple_translation contrib.search_promotions
embeds sites users snippets documents images search admin locales
"""
_OSCAR = """
analytics.apps.AnalyticsConfig checkout.apps.CheckoutConfig address.apps.AddressConfig
shipping.apps.ShippingConfig catalogue.apps.CatalogueConfig catalogue.reviews.apps.CatalogueReviewsConfig
communication.apps.CommunicationConfig partner.apps.PartnerConfig basket.apps.BasketConfig
payment.apps.PaymentConfig offer.apps.OfferConfig order.apps.OrderConfig customer.apps.CustomerConfig
search.apps.SearchConfig voucher.apps.VoucherConfig wishlists.apps.WishlistsConfig
dashboard.apps.DashboardConfig dashboard.reports.apps.ReportsDashboardConfig
dashboard.users.apps.UsersDashboardConfig dashboard.orders.apps.OrdersDashboardConfig
dashboard.catalogue.apps.CatalogueDashboardConfig dashboard.offers.apps.OffersDashboardConfig
dashboard.partners.apps.PartnersDashboardConfig dashboard.pages.apps.PagesDashboardConfig
dashboard.ranges.apps.RangesDashboardConfig dashboard.reviews.apps.ReviewsDashboardConfig
dashboard.vouchers.apps.VouchersDashboardConfig dashboard.communications.apps.CommunicationsDashboardConfig
dashboard.shipping.apps.ShippingDashboardConfig
"""
INSTALLED_APPS = [
    *(f"django.contrib.{name}" for name in _DJANGO.split()),
    "mizan",
    "allauth",
    *(f"allauth.{name}" for name in _ALLAUTH.split()),
    *(f"wagtail.{name}" for name in _WAGTAIL.split()),
    "wagtail",
    "modelcluster",
    "taggit",
    "oscar.config.Shop",
    *(f"oscar.apps.{name}" for name in _OSCAR.split()),
    *("haystack", "treebeard", "django_tables2", "widget_tweaks", "django_filters"),
    *("localflavor", "phonenumber_field", "django_countries", "djmoney", "mptt"),
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
_CONTEXT = ("template.context_processors.request", "contrib.auth.context_processors.auth")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [f"django.{name}" for name in _CONTEXT]},
    }
]
