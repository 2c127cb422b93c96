"""Log in, in types: the flows of django-allauth as forms and functions, by way of its own headless views.

INSTALLED_APPS = [..., "allauth", "allauth.account", "allauth.headless", "mizan", "mizan.auth"]

Without allauth there is `mizan.auth.django`, over `django.contrib.auth`; both answer under the same names.
"""
