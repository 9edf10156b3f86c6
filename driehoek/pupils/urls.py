from django.urls import path

from .views import around, entries, file, search

urlpatterns = [
    path("pupils/", search.pupils, name="pupils"),
    path("pupils/<uuid:pk>/", file.pupil, name="pupil"),
    path("pupils/<uuid:pk>/people/", file.people, name="pupil_people"),
    path("pupils/<uuid:pk>/tests/", file.tests, name="pupil_tests"),
    path("pupils/<uuid:pk>/tests/<slug:domain>.svg", file.curve, name="pupil_curve"),
    path("pupils/<uuid:pk>/number/", file.number, name="pupil_number"),
    path("pupils/<uuid:pk>/print/", file.print_file, name="pupil_print"),
    path("pupils/<uuid:pk>/consents/", around.consents, name="pupil_consents"),
    path("pupils/<uuid:pk>/enrolment/", around.enrolment, name="pupil_enrolment"),
    path("pupils/<uuid:pk>/add/<slug:kind>/", entries.add, name="entry_add"),
    path("entries/<uuid:pk>/", entries.entry, name="entry"),
    path("entries/<uuid:pk>/correct/", entries.correct, name="entry_correct"),
    path("entries/<uuid:pk>/withdraw/", entries.withdraw, name="entry_withdraw"),
    path("entries/<uuid:pk>/restore/", entries.restore, name="entry_restore"),
    path("entries/<uuid:pk>/steps/", entries.agree, name="step_add"),
    path("entries/<uuid:pk>/attachments/", entries.attach, name="attachment_add"),
    path("steps/<uuid:pk>/", entries.step, name="step"),
    path("attachments/<uuid:pk>/", entries.attachment, name="attachment"),
    path("attachments/<uuid:pk>/remove/", entries.detach, name="attachment_remove"),
    path("consents/<uuid:pk>/withdraw/", around.consent_end, name="consent_withdraw"),
    path("objections/<uuid:pk>/withdraw/", around.objection_end, name="objection_withdraw"),
    path("enrolments/<uuid:pk>/end/", around.enrolment_end, name="enrolment_end"),
    path("enrolments/<uuid:pk>/agreement/", around.enrolment_agree, name="enrolment_agree"),
    path("my-child/", around.my_child, name="my_child"),
]
