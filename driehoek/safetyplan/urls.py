"""The addresses of the safety plan, a list per subject."""

from django.urls import path

from .views import (
    answering,
    council,
    measures,
    near,
    papers,
    plan,
    report,
    responders,
    risks,
    supervision,
    surveys,
    talks,
    training,
    turns,
)

PLAN = [
    path("safety/plan/", plan.plan_page, name="plan"),
    path("safety/plan/papers/", papers.plan_papers, name="plan_papers"),
    path("safety/plan/papers/new/", papers.plan_paper_new, name="plan_paper_new"),
    path("safety/plan/papers/<uuid:pk>/", papers.plan_paper, name="plan_paper"),
    path("safety/plan/<uuid:pk>/pdf/", plan.plan_pdf, name="plan_pdf"),
    path("safety/plan/<uuid:pk>/<str:code>/", plan.plan_chapter, name="plan_chapter"),
    path("safety/plan/<uuid:pk>/<str:code>/change/", plan.plan_chapter_edit, name="plan_chapter_edit"),
]
COUNCIL = [
    path("safety/participation/", council.participation, name="participation"),
    path("safety/participation/<slug:subject>/", council.participation_say, name="participation_say"),
    path("safety/year-plan/", council.year_plan, name="year_plan"),
    path("safety/year-plan/new/", council.goal_new, name="goal_new"),
    path("safety/year-plan/<uuid:pk>/", council.goal, name="goal_of_year"),
    path("safety/wheel/", council.plan_wheel, name="plan_wheel"),
    path("safety/near/", near.near_misses, name="near_misses"),
    path("safety/near/new/", near.near_new, name="near_new"),
    path("safety/near/<uuid:pk>/", near.near, name="near_miss"),
]
CHECKS = [
    path("safety/checks/", turns.checks, name="checks"),
    path("safety/checks/<slug:code>/", turns.check, name="check"),
    path("safety/checks/<slug:code>/record/", turns.check_record, name="check_record"),
    path("safety/checks/<slug:code>/plan/", turns.check_plan, name="check_plan"),
    path("safety/turns/<uuid:pk>/", turns.turn, name="turn"),
    path("safety/turns/<uuid:pk>/later/", turns.turn_later, name="turn_later"),
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
SURVEYS = [
    path("safety/surveys/", surveys.surveys_page, name="surveys"),
    path("safety/surveys/new/", surveys.survey_new, name="survey_new"),
    path("safety/surveys/<uuid:pk>/", surveys.survey, name="survey"),
    path("safety/surveys/<uuid:pk>/codes/", surveys.survey_codes, name="survey_codes"),
    path("safety/surveys/<uuid:pk>/close/", surveys.survey_close, name="survey_close"),
    path("safety/surveys/<uuid:pk>/<slug:code>.svg", surveys.survey_chart, name="survey_chart"),
    path("v/", answering.enter, name="enter"),
    path("v/<str:text>/", answering.answer, name="answer"),
]

TRAINING = [
    path("safety/training/", training.trainings, name="trainings"),
    path("safety/training/mine/", training.mine, name="my_training"),
    path("safety/training/people/<uuid:pk>/", training.member, name="staff_member"),
    path("safety/training/certificates/new/", training.certificate_new, name="certificate_new"),
    path("safety/training/certificates/<uuid:pk>/take-back/", training.certificate_withdraw,
         name="certificate_withdraw"),
    path("safety/training/certificates/<uuid:pk>/restore/", training.certificate_restore, name="certificate_restore"),
    path("safety/training/certificates/<uuid:pk>/scan/", training.certificate_scan_add, name="certificate_scan_add"),
    path("safety/training/scans/<uuid:pk>/", training.certificate_scan, name="certificate_scan"),
    path("safety/training/talks/new/", talks.talk_new, name="talk_new"),
    path("safety/training/talks/<uuid:pk>/", talks.talk, name="talk"),
    path("safety/training/talks/<uuid:pk>/take-back/", talks.talk_withdraw, name="talk_withdraw"),
    path("safety/training/starts/new/", talks.start_new, name="start_new"),
    path("safety/training/starts/<uuid:pk>/", talks.start, name="starting_teacher"),
    path("safety/training/starts/<uuid:pk>/close/", talks.start_close, name="start_close"),
    path("safety/training/steps/<uuid:pk>/", talks.start_step, name="start_step"),
]  # fmt: skip
SUPERVISION = [
    path("safety/supervision/", supervision.supervision, name="supervision"),
    path("safety/supervision/<uuid:pk>/print/", supervision.supervision_print, name="supervision_print"),
    path("safety/supervision/<uuid:pk>/new/", supervision.post_new, name="supervision_post_new"),
    path("safety/supervision/<uuid:pk>/cannot/", supervision.away_new, name="supervision_away"),
    path("safety/supervision/cannot/<uuid:pk>/back/", supervision.away_end, name="supervision_back"),
    path("safety/supervision/posts/<uuid:pk>/", supervision.post, name="supervision_post"),
    path("safety/supervision/posts/<uuid:pk>/end/", supervision.post_end, name="supervision_post_end"),
    path("safety/supervision/posts/<uuid:pk>/<slug:day>/", supervision.replace, name="supervision_replace"),
    path("safety/supervision/replacements/<uuid:pk>/", supervision.unreplace, name="supervision_unreplace"),
]

urlpatterns = [*PLAN, *COUNCIL, *CHECKS, *RISKS, *REPORT, *TRAINING, *SUPERVISION, *SURVEYS]
