"""Log in, in types, without allauth: the forms of `django.contrib.auth` under the names of `mizan.auth`.

INSTALLED_APPS = [..., "django.contrib.auth", "django.contrib.sessions", "mizan", "mizan.auth.django"]
"""
