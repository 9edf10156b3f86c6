from django.urls import path

from . import law, views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("rules/", law.rules, name="rules"),
]
