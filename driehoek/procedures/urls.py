from django.urls import path

from .views import aggression, bullying, careful, cases, people

urlpatterns = [
    path("safety/bans/", aggression.bans, name="bans"),
    path("safety/bans/print/<uuid:school>/", aggression.bans_print, name="bans_print"),
    path("safety/bans/review/<int:year>/", aggression.bans_review, name="bans_review"),
    path("safety/incidents/<uuid:pk>/case/", aggression.aggression_open, name="case_from_incident"),
    path("safety/bullying/", bullying.bullying, name="bullying"),
    path("safety/bullying/open/<uuid:pk>/", bullying.bullying_open, name="bullying_open"),
    path("safety/careful/", careful.careful, name="careful"),
    path("safety/careful/<uuid:school>/<str:code>/", careful.careful_open, name="careful_open"),
    path("cases/", cases.cases, name="cases"),
    path("cases/touched/", cases.cases_touched, name="cases_touched"),
    path("cases/complaints/", cases.complaints_year, name="complaints_year"),
    path("cases/new/<uuid:pupil>/", cases.case_new, name="case_new"),
    path("cases/new/school/<uuid:school>/", cases.case_new, name="case_new_at_school"),
    path("cases/<uuid:pk>/", cases.case, name="case"),
    path("cases/<uuid:pk>/print/", cases.case_print, name="case_print"),
    path("cases/<uuid:pk>/why/<slug:code>/", cases.case_why, name="case_why"),
    path("cases/<uuid:pk>/step/<slug:step>/", cases.case_step, name="case_step"),
    path("cases/<uuid:pk>/letter/<slug:step>/", cases.case_letter, name="case_letter"),
    path("cases/<uuid:pk>/event/<uuid:event>/correct/", cases.case_correct, name="case_correct"),
    path("cases/<uuid:pk>/event/<uuid:event>/withdraw/", cases.case_withdraw, name="case_withdraw"),
    path("cases/<uuid:pk>/event/<uuid:event>/paper/", cases.case_paper, name="case_paper"),
    path("cases/<uuid:pk>/people/", people.case_party, name="case_party"),
    path("cases/<uuid:pk>/people/<uuid:party>/remove/", people.case_party_remove, name="case_party_remove"),
    path("cases/<uuid:pk>/votes/", people.case_votes, name="case_votes"),
    path("cases/<uuid:pk>/documents/<uuid:document>/", cases.case_document, name="case_document"),
]
