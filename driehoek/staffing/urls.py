"""The addresses of staffing, below the CLB's."""

from django.urls import path

from .views import agreements, files, jobs, papers, people, plans, team, years

urlpatterns = [
    path("clb/staffing/", plans.staffing, name="staffing"),
    path("clb/staffing/compare/", plans.compare, name="staffing_compare"),
    path("clb/staffing/centres/<uuid:pk>/plans/new/", plans.plan_new, name="staffing_plan_new"),
    path("clb/staffing/centres/<uuid:pk>/weights/", plans.weights, name="staffing_weights"),
    path("clb/staffing/weights/<uuid:pk>/remove/", plans.weight_remove, name="staffing_weight_remove"),
    path("clb/staffing/plans/<uuid:pk>/", plans.plan, name="staffing_plan"),
    path("clb/staffing/plans/<uuid:pk>/settings/", plans.plan_settings, name="staffing_plan_settings"),
    path("clb/staffing/plans/<uuid:pk>/copy/", plans.plan_copy, name="staffing_plan_copy"),
    path("clb/staffing/plans/<uuid:pk>/choose/", plans.plan_choose, name="staffing_plan_choose"),
    path("clb/staffing/plans/<uuid:pk>/remove/", plans.plan_remove, name="staffing_plan_remove"),
    path("clb/staffing/plans/<uuid:pk>/why/", plans.plan_why, name="staffing_plan_why"),
    path("clb/staffing/plans/<uuid:pk>/people/", people.plan_people, name="staffing_people"),
    path("clb/staffing/jobs/<uuid:pk>/more/", people.job_more, name="staffing_job_more"),
    path("clb/staffing/jobs/<uuid:pk>/person/", people.person, name="staffing_person"),
    path("clb/staffing/jobs/<uuid:pk>/away/", people.leave_new, name="staffing_leave_new"),
    path("clb/staffing/leaves/<uuid:pk>/remove/", people.leave_remove, name="staffing_leave_remove"),
    path("clb/staffing/centres/<uuid:pk>/years/", years.years_now, name="staffing_years_now"),
    path("clb/staffing/centres/<uuid:pk>/years/<str:school_year>/", years.years, name="staffing_years"),
    path("clb/staffing/centres/<uuid:pk>/years/<str:school_year>/carry-on/", years.carry_on, name="staffing_carry_on"),
    path("clb/staffing/centres/<uuid:pk>/history/", people.history, name="staffing_history"),
    path("clb/staffing/plans/<uuid:pk>/undo/", jobs.undo, name="staffing_undo"),
    path("clb/staffing/plans/<uuid:pk>/export/<str:form>/", files.plan_export, name="staffing_plan_export"),
    path("clb/staffing/plans/<uuid:pk>/import/", files.plan_import, name="staffing_plan_import"),
    path(
        "clb/staffing/plans/<uuid:pk>/import/confirm/", files.plan_import_confirm, name="staffing_plan_import_confirm"
    ),
    path("clb/staffing/plans/<uuid:pk>/jobs/", jobs.job_add, name="staffing_job_add"),
    path("clb/staffing/jobs/<uuid:pk>/", jobs.job_change, name="staffing_job"),
    path("clb/staffing/jobs/<uuid:pk>/remove/", jobs.job_remove, name="staffing_job_remove"),
    path("clb/staffing/jobs/<uuid:pk>/move/", jobs.job_move, name="staffing_job_move"),
    path("clb/staffing/centres/<uuid:pk>/transfers/", agreements.transfer_list, name="staffing_transfers"),
    path("clb/staffing/centres/<uuid:pk>/transfers/new/", agreements.transfer_new, name="staffing_transfer_new"),
    path("clb/staffing/transfers/<uuid:pk>/", agreements.transfer, name="staffing_transfer"),
    path("clb/staffing/centres/<uuid:pk>/cells/", agreements.cell_list, name="staffing_cells"),
    path("clb/staffing/centres/<uuid:pk>/cells/new/", agreements.cell_new, name="staffing_cell_new"),
    path("clb/staffing/cells/<uuid:pk>/", agreements.cell, name="staffing_cell"),
    path("clb/staffing/cells/<uuid:pk>/sign/", agreements.cell_sign, name="staffing_cell_sign"),
    path("clb/staffing/cells/<uuid:pk>/seen/", agreements.cell_seen, name="staffing_cell_seen"),
    path("clb/staffing/cells/<uuid:pk>/leave/", agreements.cell_leave, name="staffing_cell_leave"),
    path("clb/staffing/centres/<uuid:pk>/team/", team.team, name="staffing_team"),
    path("clb/staffing/team/<uuid:pk>/end/", team.worker_end, name="staffing_worker_end"),
    path("clb/staffing/forms/<str:school_year>/", papers.forms, name="staffing_forms"),
    path("clb/staffing/centres/<uuid:pk>/forms/make/", papers.form_make, name="staffing_form_make"),
    path("clb/staffing/forms/<uuid:pk>/pdf/", papers.form_pdf, name="staffing_form_pdf"),
    path("clb/staffing/forms/<uuid:pk>/sent/", papers.form_sent, name="staffing_form_sent"),
]
