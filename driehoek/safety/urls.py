"""The addresses of safety: the front room, then a list per subject in the order of their parts."""

from django.urls import URLPattern, path

from .views import (
    accidents,
    bereavement,
    bereavement_tasks,
    bullying,
    discussions,
    doses,
    firstaid,
    incident_papers,
    incidents,
    medication,
    room,
    threads,
)

front = [
    path("safety/", room.safety, name="safety"),
]

of_incidents = [
    path("safety/incidents/", incidents.incidents_list, name="incidents"),
    path("safety/incidents/new/", incidents.incident_new, name="incident_new"),
    path("safety/incidents/who/", incidents.incident_who, name="incident_who"),
    path("safety/incidents/draft/", incidents.incident_draft, name="incident_draft"),
    path("safety/incidents/<uuid:pk>/", incidents.incident, name="incident"),
    path("safety/incidents/<uuid:pk>/correct/", incidents.incident_correct, name="incident_correct"),
    path("safety/incidents/<uuid:pk>/person/", incidents.incident_person, name="incident_person"),
    path("safety/incidents/<uuid:pk>/close/", incidents.incident_close, name="incident_close"),
    path("safety/incidents/<uuid:pk>/reopen/", incidents.incident_reopen, name="incident_reopen"),
    path("safety/incidents/<uuid:pk>/discuss/", discussions.discussion_new, name="incident_discussion_new"),
    path("safety/people/<uuid:pk>/", threads.thread, name="incident_thread"),
    path("safety/people/<uuid:pk>/write/", threads.thread_write, name="incident_thread_write"),
    path("safety/people/<uuid:pk>/off/", threads.thread_off, name="incident_thread_off"),
    path("safety/people/<uuid:pk>/print/", threads.thread_print, name="incident_thread_print"),
    path("safety/people/<uuid:pk>/return/", threads.thread_return, name="incident_return"),
    path("safety/people/<uuid:pk>/talk/", threads.talk_new, name="incident_talk"),
    path("safety/people/<uuid:pk>/files/", threads.thread_attach, name="incident_file_add"),
    path("safety/people/<uuid:pk>/paper/<slug:name>/", incident_papers.paper_new, name="incident_paper"),
    path("safety/people/<uuid:pk>/insurance/", incident_papers.insurance, name="incident_insurance"),
    path("safety/people/<uuid:pk>/accident/", accidents.accident, name="incident_accident"),
    path("safety/talks/<uuid:pk>/back/", threads.talk_back, name="incident_talk_back"),
    path("safety/files/<uuid:pk>/", threads.incident_file, name="incident_file"),
    path("safety/files/<uuid:pk>/remove/", threads.incident_file_remove, name="incident_file_remove"),
    path("safety/discussions/<uuid:pk>/", discussions.discussion, name="incident_discussion"),
    path("safety/actions/<uuid:pk>/", discussions.action_done, name="incident_action"),
    path("safety/accidents/<uuid:school>/", accidents.register, name="accidents"),
    path("safety/accidents/<uuid:school>/<int:year>/", accidents.register_review, name="accident_review"),
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
    path("safety/medication/missed/", doses.missed, name="doses_missed"),
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
bereaved = [
    path("safety/bereavement/", bereavement.bereavements, name="bereavements"),
    path("safety/bereavement/new/<uuid:pk>/", bereavement.begin, name="bereavement_new"),
    path("safety/bereavement/<uuid:pk>/", bereavement.bereavement, name="bereavement"),
    path("safety/bereavement/<uuid:pk>/change/", bereavement.change, name="bereavement_change"),
    path("safety/bereavement/<uuid:pk>/close/", bereavement.close, name="bereavement_close"),
    path("safety/bereavement/<uuid:pk>/take-back/", bereavement.take_back, name="bereavement_take_back"),
    path("safety/bereavement/<uuid:pk>/task/", bereavement.task_new, name="bereavement_task_new"),
    path("safety/bereavement/<uuid:pk>/day/", bereavement.memorial_new, name="memorial_new"),
    path("safety/bereavement/<uuid:pk>/letter/<slug:kind>/", bereavement.letter, name="bereavement_letter"),
    path("safety/bereavement/days/<uuid:pk>/", bereavement.memorial, name="memorial"),
    path("safety/bereavement/days/<uuid:pk>/thought-of/", bereavement.memorial_thought_of, name="memorial_thought_of"),
    path("safety/bereavement/days/<uuid:pk>/remove/", bereavement.memorial_remove, name="memorial_remove"),
    path("safety/bereavement/tasks/<uuid:pk>/", bereavement_tasks.task, name="bereavement_task"),
    path("safety/bereavement/tasks/<uuid:pk>/give/", bereavement_tasks.task_give, name="bereavement_task_give"),
    path("safety/bereavement/tasks/<uuid:pk>/done/", bereavement_tasks.task_done, name="bereavement_task_done"),
    path("safety/bereavement/tasks/<uuid:pk>/not-needed/", bereavement_tasks.task_not_needed,
         name="bereavement_task_not_needed"),
    path("safety/bereavement/tasks/<uuid:pk>/reopen/", bereavement_tasks.task_reopen, name="bereavement_task_reopen"),
]  # fmt: skip

bullies = [
    path("safety/bullying/signal/", bullying.signal_find, name="signal_find"),
    path("safety/bullying/signal/<uuid:pk>/", bullying.signal_new, name="signal_new"),
    path("safety/bullying/signal/<uuid:pk>/aside/", bullying.signal_set_aside, name="signal_set_aside"),
    path("safety/bullying/protocols/", bullying.protocols, name="bullying_protocols"),
    path("safety/bullying/protocols/<uuid:pk>/", bullying.protocol, name="bullying_protocol"),
    path("safety/bullying/protocols/<uuid:pk>/paper/", bullying.protocol_pdf, name="bullying_protocol_pdf"),
    path("safety/bullying/advice/", bullying.sheets, name="bullying_sheets"),
    path("safety/bullying/advice/<slug:slug>/", bullying.sheet, name="bullying_sheet"),
    path("safety/bullying/advice/<slug:slug>/paper/", bullying.sheet_pdf, name="bullying_sheet_pdf"),
]

urlpatterns: list[URLPattern] = [*front, *of_incidents, *bullies, *ill_or_hurt, *medicines, *bereaved]
