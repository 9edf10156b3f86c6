"""The addresses of the safety plan, a list per subject."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
