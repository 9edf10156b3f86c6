from django.urls import path

from . import views

urlpatterns = [
    path("no-function/", views.no_function, name="no_function"),
]
