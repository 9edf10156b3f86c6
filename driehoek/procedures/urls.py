from django.urls import path

from . import aggression_views, bullying_views, careful_views, people_views, views

urlpatterns = [
    path("safety/bans/", aggression_views.bans, name="bans"),
    path("safety/bans/print/<uuid:school>/", aggression_views.bans_print, name="bans_print"),
    path("safety/bans/review/<int:year>/", aggression_views.bans_review, name="bans_review"),
    path("safety/incidents/<uuid:pk>/case/", aggression_views.aggression_open, name="case_from_incident"),
    path("safety/bullying/", bullying_views.bullying, name="bullying"),
    path("safety/bullying/open/<uuid:pk>/", bullying_views.bullying_open, name="bullying_open"),
    path("safety/careful/", careful_views.careful, name="careful"),
    path("safety/careful/<uuid:school>/<str:code>/", careful_views.careful_open, name="careful_open"),
    path("cases/", views.cases, name="cases"),
    path("cases/touched/", views.cases_touched, name="cases_touched"),
    path("cases/complaints/", views.complaints_year, name="complaints_year"),
    path("cases/new/<uuid:pupil>/", views.case_new, name="case_new"),
    path("cases/new/school/<uuid:school>/", views.case_new, name="case_new_at_school"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/print/", views.case_print, name="case_print"),
    path("cases/<uuid:pk>/why/<slug:code>/", views.case_why, name="case_why"),
    path("cases/<uuid:pk>/step/<slug:step>/", views.case_step, name="case_step"),
    path("cases/<uuid:pk>/letter/<slug:step>/", views.case_letter, name="case_letter"),
    path("cases/<uuid:pk>/event/<uuid:event>/correct/", views.case_correct, name="case_correct"),
    path("cases/<uuid:pk>/event/<uuid:event>/withdraw/", views.case_withdraw, name="case_withdraw"),
    path("cases/<uuid:pk>/event/<uuid:event>/paper/", views.case_paper, name="case_paper"),
    path("cases/<uuid:pk>/people/", people_views.case_party, name="case_party"),
    path("cases/<uuid:pk>/people/<uuid:party>/remove/", people_views.case_party_remove, name="case_party_remove"),
    path("cases/<uuid:pk>/votes/", people_views.case_votes, name="case_votes"),
    path("cases/<uuid:pk>/documents/<uuid:document>/", views.case_document, name="case_document"),
]
