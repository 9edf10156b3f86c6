from django.urls import URLPattern, path

from .views import absences, export, papers, roster, tokens

urlpatterns: list[URLPattern] = [
    path("roster/", roster.roster, name="roster"),
    path("roster/template/", roster.template, name="roster_template"),
    path("roster/export/", export.export_page, name="roster_export"),
    path("roster/absences/", absences.absences, name="absences_import"),
    path("roster/absences/<uuid:pk>/", absences.absences_run, name="absences_run"),
    path("roster/absences/<uuid:pk>/confirm/", absences.absences_confirm, name="absences_confirm"),
    path("roster/absences/<uuid:pk>/cancel/", absences.absences_cancel, name="absences_cancel"),
    path("roster/absences/<uuid:pk>/undo/", absences.absences_undo, name="absences_undo"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<uuid:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("parents/letters/", papers.parent_letters, name="parent_letters"),
    path("parents/letters/<uuid:pk>/", papers.letters_run, name="letters_run"),
    path("parents/letters/<uuid:pk>/file/", papers.letters_file, name="letters_file"),
    path("people/slips/", papers.staff_slips, name="staff_slips"),
    path("people/slips/<uuid:pk>/", papers.slips_run, name="slips_run"),
    path("people/slips/<uuid:pk>/file/", papers.slips_file, name="slips_file"),
    path("roster/<uuid:pk>/", roster.run, name="roster_run"),
    path("roster/<uuid:pk>/columns/", roster.name_columns, name="roster_columns"),
    path("roster/<uuid:pk>/confirm/", roster.confirm, name="roster_confirm"),
    path("roster/<uuid:pk>/cancel/", roster.cancel, name="roster_cancel"),
    path("roster/<uuid:pk>/undo/", roster.undo, name="roster_undo"),
]
