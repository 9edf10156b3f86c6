from django.urls import path

from . import views

urlpatterns = [
    path("my-child/", views.my_child, name="my_child"),
    path("today/school/", views.school_today, name="school_today"),
    path("search/", views.find, name="find"),
    path("lists/", views.lists, name="lists"),
    path("lists/<slug:slug>/", views.listing, name="listing"),
    path("classes/<uuid:group>/substitute/", views.substitute_sheet, name="substitute_sheet"),
]
