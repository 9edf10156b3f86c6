"""The addresses of safety: the front room, then a list per subject in the order of `web.nav.safety_rooms`."""

from django.urls import URLPattern, path

from .views import doses, firstaid, medication, room

front = [
    path("safety/", room.safety, name="safety"),
]

ill_or_hurt = [
    path("safety/first-aid/", firstaid.firstaid, name="firstaid"),
    path("safety/first-aid/new/<uuid:pk>/", firstaid.moment_new, name="firstaid_new"),
    path("safety/first-aid/<uuid:pk>/", firstaid.moment, name="firstaid_moment"),
    path("safety/first-aid/<uuid:pk>/change/", firstaid.moment_change, name="firstaid_change"),
    path("safety/first-aid/<uuid:pk>/call/", firstaid.call, name="firstaid_call"),
    path("safety/first-aid/<uuid:pk>/end/", firstaid.end, name="firstaid_end"),
    path("safety/first-aid/<uuid:pk>/reopen/", firstaid.reopen, name="firstaid_reopen"),
    path("safety/first-aid/<uuid:pk>/papers/", firstaid.papers, name="firstaid_papers"),
]
medicines = [
    path("safety/medication/", medication.medication, name="medication"),
    path("safety/medication/forms/", medication.forms, name="medication_forms"),
    path("safety/medication/new/<uuid:pk>/", medication.form_new, name="medication_new"),
    path("safety/medication/blank/", medication.blank_form_of_school, name="medication_blank"),
    path("safety/medication/blank/<uuid:pk>/", medication.blank_form, name="medication_blank_for"),
    path("safety/medication/register/<uuid:pk>/", medication.register, name="medication_register"),
    path("safety/medication/scan/<uuid:pk>/", medication.scan, name="medication_scan"),
    path("safety/medication/<uuid:pk>/", medication.form, name="medication_form"),
    path("safety/medication/<uuid:pk>/change/", medication.form_change, name="medication_form_change"),
    path("safety/medication/<uuid:pk>/stop/", medication.form_stop, name="medication_form_stop"),
    path("safety/medication/<uuid:pk>/scan/", medication.scan_add, name="medication_scan_add"),
    path("safety/medication/<uuid:pk>/give/", doses.give, name="medication_give"),
    path("safety/medication/dose/<uuid:pk>/correct/", doses.correct, name="dose_correct"),
    path("safety/medication/dose/<uuid:pk>/undo/", doses.undo, name="dose_undo"),
    path("safety/medication/dose/<uuid:pk>/take-back/", doses.take_back, name="dose_take_back"),
]

urlpatterns: list[URLPattern] = [*front, *ill_or_hurt, *medicines]
