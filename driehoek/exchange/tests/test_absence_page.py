"""The page for absences from a file: upload, preview, confirm, undo; what is wrong with its line; and who may."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.attendance import actions
from driehoek.attendance.models import Absence
from driehoek.duties.models import Duty
from driehoek.exchange.models import ImportRun
from driehoek.journal.models import Line

HEADER = "pupil,day,part,reason\n"
FIVE = HEADER + "".join(f"Adam-1,2026-11-{day},am,B\n" for day in (9, 10, 12, 13, 16)).replace("-9,", "-09,")


def send(client, cast, text: str):
    sent = SimpleUploadedFile("afwezig.csv", text.encode())
    return client.post(reverse("absences_import"), {"school": cast.lindeboom.pk, "sent": sent})


def run_of(answer) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def stored() -> set[tuple[str, str, str, str]]:
    rows = Absence.objects.values_list("pupil__given_name", "day", "state", "reason")
    return {(name, day.isoformat(), state, reason) for name, day, state, reason in rows}


def test_rita_sends_looks_confirms_and_undoes(cast, client) -> None:
    client.force_login(cast.rita)
    page = run_of(send(client, cast, FIVE))
    assert "Adam Nowak" in client.get(page).content.decode()
    assert stored() == set()
    client.post(f"{page}confirm/")
    assert {("Adam", "2026-11-16", "absent", "unauthorised")} <= stored()
    assert len(stored()) == 5
    client.post(f"{page}undo/")
    assert {state for _name, _day, state, _reason in stored()} == {"present"}
    assert client.get(page).status_code == 200
    acts = Line.objects.filter(act__startswith="absences.").order_by("number").values_list("act", flat=True)
    assert list(acts) == ["absences.upload", "absences.import", "absences.undo"]


def test_the_duties_follow_the_file_and_go_with_it(cast, client) -> None:
    """ATT-5: five half days of problematic absence: the CLB is told."""
    client.force_login(cast.rita)
    page = run_of(send(client, cast, FIVE))
    client.post(f"{page}confirm/")
    assert Duty.objects.open().filter(pupil=cast.adam, rule="be.absence.problematic").exists()
    client.post(f"{page}undo/")
    assert not Duty.objects.open().filter(pupil=cast.adam, rule="be.absence.problematic").exists()


def test_every_wrong_line_is_named_and_nothing_is_stored(cast, client) -> None:
    client.force_login(cast.rita)
    text = HEADER + (
        "Adam-1,2026-11-16,am,B\n\nNobody,2026-11-16,am,B\nAdam-1,2026-02-30,am,B\nAdam-1,2026-11-16,noon,B\n"
        "Adam-1,2026-11-16,pm,nonsense\nAdam-1,2026-11-14,am,B\nAdam-1,2026-11-18,pm,B\n"
    )
    page = run_of(send(client, cast, text))
    notes = client.get(page).context["refused"]
    assert sorted((note.line, note.field) for note in notes) == [
        (4, "pupil"),
        (5, "day"),
        (6, "part"),
        (7, "reason"),
        (8, "day"),
        (9, "day"),
    ]
    client.post(f"{page}confirm/")
    assert stored() == set()


@pytest.mark.parametrize("text", ["", HEADER, "pupil;day;part;reason\n", "a,b\n1,2\n", HEADER + "Adam-1,2026-11-16\n"])
def test_what_is_no_such_file_is_said_on_the_form(cast, client, text) -> None:
    client.force_login(cast.rita)
    answer = send(client, cast, text)
    assert answer.status_code == 200
    assert answer.context["form"].errors["sent"]
    assert not ImportRun.objects.exists()


def test_the_same_file_twice_changes_nothing(cast, client) -> None:
    client.force_login(cast.rita)
    client.post(f"{run_of(send(client, cast, FIVE))}confirm/")
    again = client.get(run_of(send(client, cast, FIVE)))
    assert again.context["run"].counts == {"new": 0, "changed": 0, "unchanged": 5, "refused": 0, "rows": 0}


def test_what_somebody_recorded_since_is_never_overwritten(cast, client) -> None:
    client.force_login(cast.rita)
    page = run_of(send(client, cast, FIVE))
    late = actions.Change(cast.adam.pk, date(2026, 11, 16), "am", "late", 0, {})
    actor = actor_of(cast.rita)
    actions.record(actor, actions.ground_of(cast.lindeboom), [late], about=cast.adam)
    client.post(f"{page}confirm/")
    assert stored() == {("Adam", "2026-11-16", "late", "not_yet_known")}
    page = run_of(send(client, cast, FIVE))
    assert "te laat" in client.get(page).content.decode()
    client.post(f"{page}confirm/")
    assert len(stored()) == 5
    gone = actions.Change(cast.adam.pk, date(2026, 11, 10), "am", "present", None, {})
    actions.record(actor, actions.ground_of(cast.lindeboom), [gone], about=cast.adam)
    client.post(f"{page}undo/")
    assert ("Adam", "2026-11-16", "absent", "unauthorised") in stored()


def test_what_came_late_before_is_late_again_after_the_undo(cast, client) -> None:
    client.force_login(cast.rita)
    late = actions.Change(cast.adam.pk, date(2026, 11, 16), "am", "late", 0, {"arrived_at": time(8, 50)})
    actions.record(actor_of(cast.rita), actions.ground_of(cast.lindeboom), [late], about=cast.adam)
    page = run_of(send(client, cast, FIVE))
    client.post(f"{page}confirm/")
    client.post(f"{page}undo/")
    row = Absence.objects.get(pupil=cast.adam, day="2026-11-16")
    assert (row.state, str(row.arrived_at)) == ("late", "08:50:00")


def test_a_teacher_and_another_school_have_no_such_page(cast, client) -> None:
    client.force_login(cast.rita)
    page = run_of(send(client, cast, FIVE))
    for user in (cast.kathleen, cast.bas, cast.mallory):
        client.force_login(user)
        assert client.get(page).status_code == 404


def test_the_roster_keeps_its_own_imports(cast, client) -> None:
    client.force_login(cast.rita)
    page = run_of(send(client, cast, FIVE))
    assert list(client.get(reverse("roster")).context["runs"]) == []
    assert client.get(page.replace("/absences/", "/")).status_code == 404
