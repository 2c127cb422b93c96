"""A site with a route of Mizan's that skips the CSRF check."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def unchecked(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


mizan = ([path("hole/", unchecked), path("", unchecked, name="root")], "mizan")
urlpatterns = [path("theirs/", unchecked), path("api/", include(mizan))]
