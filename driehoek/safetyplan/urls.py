"""The addresses of the safety plan, a list per subject."""

from django.urls import path

from .views import measures, papers, plan, report, responders, risks, turns

PLAN = [
    path("safety/plan/", plan.plan_page, name="plan"),
    path("safety/plan/papers/", papers.plan_papers, name="plan_papers"),
    path("safety/plan/papers/new/", papers.plan_paper_new, name="plan_paper_new"),
    path("safety/plan/papers/<uuid:pk>/", papers.plan_paper, name="plan_paper"),
    path("safety/plan/<uuid:pk>/pdf/", plan.plan_pdf, name="plan_pdf"),
    path("safety/plan/<uuid:pk>/<str:code>/", plan.plan_chapter, name="plan_chapter"),
    path("safety/plan/<uuid:pk>/<str:code>/change/", plan.plan_chapter_edit, name="plan_chapter_edit"),
]
CHECKS = [
    path("safety/checks/", turns.checks, name="checks"),
    path("safety/checks/<slug:code>/", turns.check, name="check"),
    path("safety/checks/<slug:code>/record/", turns.check_record, name="check_record"),
    path("safety/checks/<slug:code>/plan/", turns.check_plan, name="check_plan"),
    path("safety/turns/<uuid:pk>/", turns.turn, name="turn"),
    path("safety/turns/<uuid:pk>/withdraw/", turns.turn_withdraw, name="turn_withdraw"),
    path("safety/drills/", turns.drills, name="drills"),
]
RISKS = [
    path("safety/risks/", risks.risks_page, name="risks"),
    path("safety/risks/new/", risks.risk_new, name="risk_new"),
    path("safety/risks/<uuid:pk>/", risks.risk, name="risk"),
    path("safety/risks/<uuid:pk>/change/", risks.risk_edit, name="risk_edit"),
    path("safety/risks/<uuid:pk>/close/", risks.risk_close, name="risk_close"),
    path("safety/risks/<uuid:pk>/reopen/", risks.risk_reopen, name="risk_reopen"),
    path("safety/measures/<uuid:pk>/", measures.measure, name="measure"),
    path("safety/measures/<uuid:pk>/change/", measures.measure_edit, name="measure_edit"),
]
REPORT = [
    path("safety/responders/", responders.responders_page, name="responders"),
    path("safety/report/", report.safety_report, name="safety_report"),
    path("safety/report/pdf/", report.safety_report_pdf, name="safety_report_pdf"),
    path("safety/report/<slug:code>.svg", report.safety_report_chart, name="safety_report_chart"),
]

urlpatterns = [*PLAN, *CHECKS, *RISKS, *REPORT]
