from django.urls import path

from .views import children, classes

urlpatterns = [
    path("pupils/enrol/", children.enrol_where, name="pupil_enrol"),
    path("pupils/enrol/<uuid:pk>/", children.enrol, name="school_enrol"),
    path("pupils/<uuid:pk>/enrolment/", children.enrolment, name="pupil_enrolment"),
    path("pupils/<uuid:pk>/brought/", children.brought, name="pupil_brought"),
    path("pupils/<uuid:pk>/move/", children.move, name="pupil_move"),
    path("enrolments/<uuid:pk>/end/", children.enrolment_end, name="enrolment_end"),
    path("enrolments/<uuid:pk>/correct/", children.enrolment_correct, name="enrolment_correct"),
    path("enrolments/<uuid:pk>/remove/", children.enrolment_remove, name="enrolment_remove"),
    path("handwork/<uuid:pk>/undo/", children.undo, name="handwork_undo"),
    path("classes/", classes.where, name="classes"),
    path("classes/<uuid:pk>/", classes.listing, name="school_classes"),
    path("classes/<uuid:pk>/new/", classes.new, name="class_new"),
    path("classes/<uuid:pk>/next-year/", classes.following, name="classes_next_year"),
    path("classes/<uuid:pk>/change/", classes.change, name="class_change"),
    path("classes/<uuid:pk>/close/", classes.close, name="class_close"),
]
