"""The addresses of safety: the front room, then a list per subject in the order of `web.nav.safety_rooms`."""

from django.urls import URLPattern, path

from .views import room

front = [
    path("safety/", room.safety, name="safety"),
]

urlpatterns: list[URLPattern] = [*front]
