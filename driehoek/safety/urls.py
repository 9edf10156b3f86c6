from django.urls import path

from . import views

urlpatterns = [
    path("safety/", views.safety, name="safety"),
]
