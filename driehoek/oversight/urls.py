from django.urls import path

from . import views

urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/check/", views.journal_check, name="journal_check"),
    path("journal/readers/<uuid:pk>/", views.journal_of_reader, name="journal_of_reader"),
    path("pupils/<uuid:pk>/journal/", views.journal_of_pupil, name="journal_of_pupil"),
    path("may-this/", views.may_this, name="may_this"),
    path("emergency/", views.emergency, name="emergency"),
    path("emergency/<uuid:pk>/", views.emergency_review, name="emergency_review"),
]
