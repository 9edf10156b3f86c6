from django.urls import path

from . import views

urlpatterns = [
    path("schools/<uuid:pk>/", views.school, name="school"),
    path("schools/<uuid:pk>/settings/", views.school_form, {"about": "school"}, name="school_settings"),
    path("schools/<uuid:pk>/parents/", views.school_form, {"about": "parents"}, name="school_parents"),
    path("schools/<uuid:pk>/hours/all-days/", views.hours, name="school_hours"),
    path("schools/<uuid:pk>/<slug:slug>/", views.part, name="school_part"),
    path("schools/<uuid:pk>/<slug:slug>/new/", views.part_form, name="school_part_new"),
    path("schools/<uuid:pk>/<slug:slug>/<uuid:row>/", views.part_form, name="school_part_form"),
    path("schools/<uuid:pk>/<slug:slug>/<uuid:row>/remove/", views.part_remove, name="school_part_remove"),
]
