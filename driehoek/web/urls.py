from django.urls import path

from . import law, views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("demo-login/", views.demo_login, name="demo_login"),
    path("rules/", law.rules, name="rules"),
    path("rules/<str:rule_id>/", law.rule, name="rule"),
]
