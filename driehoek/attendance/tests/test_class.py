"""A teacher takes the class (ATT-1): the page, the plain form, single taps, two teachers at once."""

import json
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from driehoek.attendance.models import Absence, Register
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.people.models import Pupil
from tests.cast import MONDAY, child

URL = "/class/{}/{}/"


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:43:00+01:00", tick=False)


def page_of(group, day=MONDAY) -> str:
    return URL.format(group.pk, day)


def tap(client, group, *changes, day=MONDAY, **more):
    body = {"changes": [{"version": 0, **one} for one in changes], **more}
    return client.post(page_of(group, day) + "save/", json.dumps(body), content_type="application/json")


def one(pupil, part="am", state="absent", **more):
    return {"pupil": pupil.pk.hex, "part": part, "state": state, **more}


def absent(pupil, *days, part="am", reason="unauthorised"):
    Absence.objects.bulk_create(
        Absence(board_id=pupil.board_id, pupil=pupil, day=day, part=part, reason=reason) for day in days
    )


FOUR_DAYS = [date(2026, 11, day) for day in (16, 17, 19, 20)]


def test_kathleen_sees_her_whole_class_with_everybody_present(cast, client):
    client.force_login(cast.kathleen)
    shown = client.get(page_of(cast.class_3a)).content.decode()
    assert "Adam Nowak" in shown
    assert "Noor Véral" in shown
    assert "Ilias" not in shown
    assert shown.count('value="present" checked') == 4  # two children, two half days


def test_my_class_leads_kathleen_to_today(cast, client):
    client.force_login(cast.kathleen)
    assert client.get("/class/").headers["Location"] == page_of(cast.class_3a)


def test_tom_gets_the_same_answer_for_another_class_as_for_none(cast, client):
    client.force_login(cast.tom)
    assert client.get(page_of(cast.class_3a)).status_code == 404
    assert tap(client, cast.class_3a, one(cast.adam)).status_code == 404
    assert not Absence.objects.exists()


def test_a_tap_is_saved_with_one_line_in_the_journal(cast, client):
    client.force_login(cast.kathleen)
    answer = tap(client, cast.class_3a, one(cast.adam, state="late", at="08:41")).json()
    row = Absence.objects.get()
    assert (row.state, row.arrived_at, row.version, row.recorded_by) == ("late", time(8, 41), 1, cast.kathleen)
    assert answer["saved"][0]["version"] == 1
    line = Line.objects.get(act="attendance.record", subject_id=cast.class_3a.pk)
    assert line.pupil_id == cast.adam.pk
    assert "Adam" not in json.dumps(line.facts)


def test_late_without_a_time_is_late_now(cast, client):
    client.force_login(cast.kathleen)
    tap(client, cast.class_3a, one(cast.adam, state="late"))
    assert Absence.objects.get().arrived_at == time(8, 43)


def test_one_tap_that_is_refused_takes_no_other_with_it_and_the_class_is_not_confirmed(cast, client):
    client.force_login(cast.kathleen)
    answer = tap(client, cast.class_3a, one(cast.adam), one(cast.ilias), confirm=["am"]).json()
    assert [row["pupil"] for row in answer["saved"]] == [cast.adam.pk.hex]
    assert [(row["pupil"], row["part"]) for row in answer["refused"]] == [(cast.ilias.pk.hex, "am")]
    assert "niet in deze klas" in answer["refused"][0]["error"]
    assert Absence.objects.get().pupil == cast.adam
    assert not Register.objects.exists()


def test_what_is_tapped_today_on_a_page_of_yesterday_is_not_written_on_yesterday(cast, client):
    client.force_login(cast.kathleen)
    friday = date(2026, 11, 20)
    late_tap, offline = one(cast.adam, tapped="2026-11-23"), one(cast.noor, tapped="2026-11-20")
    answer = tap(client, cast.class_3a, late_tap, offline, day=friday, today=True).json()
    assert [row["pupil"] for row in answer["saved"]] == [cast.noor.pk.hex]  # tapped on the day itself, sent later
    assert "eerdere dag" in answer["refused"][0]["error"]
    sent = {f"am-{cast.adam.pk.hex}": "absent", f"seen-am-{cast.adam.pk.hex}": "0 present "}
    shown = client.post(page_of(cast.class_3a, friday), {**sent, "today": "yes"}, follow=True).content.decode()
    assert "Er is niets bewaard" in shown
    assert not Absence.objects.filter(pupil=cast.adam).exists()
    client.post(page_of(cast.class_3a, friday), sent)  # the page of that day, opened as such
    assert Absence.objects.filter(pupil=cast.adam, day=friday).exists()


@pytest.mark.parametrize("wrong", [{"part": "night"}, {"state": "gone"}, {"pupil": "x"}, {"reason": "mourning"}])
def test_what_does_not_exist_is_refused(cast, client, wrong):
    client.force_login(cast.kathleen)
    assert tap(client, cast.class_3a, {**one(cast.adam), **wrong}).json()["refused"]
    assert not Absence.objects.exists()


@pytest.mark.parametrize("wrong", ["[]", "7", '{"changes": 3}', "no json"])
def test_what_is_no_list_of_taps_is_not_read(cast, client, wrong):
    client.force_login(cast.kathleen)
    url = page_of(cast.class_3a) + "save/"
    assert client.post(url, wrong, content_type="application/json").status_code == 422
    assert client.post(url, '{"changes": [7, null]}', content_type="application/json").json()["saved"] == []


def test_the_plain_form_works_without_a_script_and_confirms(cast, client):
    client.force_login(cast.kathleen)
    sent = {"confirm": "am"}
    for pupil in (cast.adam, cast.noor):
        for part in ("am", "pm"):
            sent |= {f"{part}-{pupil.pk.hex}": "present", f"seen-{part}-{pupil.pk.hex}": "0 present "}
    sent[f"am-{cast.noor.pk.hex}"] = "absent"
    client.post(page_of(cast.class_3a), sent)
    assert [(row.pupil, row.part, row.state) for row in Absence.objects.all()] == [(cast.noor, "am", "absent")]
    assert [(row.part, row.taken_by) for row in Register.objects.all()] == [("am", cast.kathleen)]
    assert "08:43" in client.get(page_of(cast.class_3a)).content.decode()


def test_the_second_teacher_is_told_what_the_first_wrote(cast, client):
    client.force_login(cast.kathleen)
    tap(client, cast.class_3a, one(cast.adam))
    answer = tap(client, cast.class_3a, one(cast.adam, state="late", at="08:42")).json()
    assert [row["state"] for row in answer["conflicts"]] == ["absent"]
    assert answer["conflicts"][0]["name"] == "Adam Nowak"
    assert Absence.objects.get().state == "absent"
    assert tap(client, cast.class_3a, one(cast.adam, state="late", at="08:42", version=1)).json()["saved"]
    assert Absence.objects.get().state == "late"


def test_a_child_nobody_touched_in_the_plain_form_overwrites_nothing(cast, client):
    client.force_login(cast.kathleen)
    tap(client, cast.class_3a, one(cast.adam))
    client.post(
        page_of(cast.class_3a), {f"am-{cast.adam.pk.hex}": "present", f"seen-am-{cast.adam.pk.hex}": "0 present "}
    )
    assert Absence.objects.get().state == "absent"


def test_the_fifth_problematic_half_day_opens_the_duties_the_moment_it_is_saved(cast, client):
    """Circular on absences in primary schools: from five half days a school year the CLB is called in (ATT-5)."""
    absent(cast.adam, *FOUR_DAYS)
    client.force_login(cast.kathleen)
    answer = tap(client, cast.class_3a, one(cast.adam, reason="unauthorised")).json()
    codes = set(Duty.objects.open().values_list("code", flat=True))
    assert {"problematic_contact_clb", "problematic_open_guidance_file", "problematic_invite_parents"} < codes
    assert Duty.objects.filter(code="problematic_contact_parents").count() == 5
    assert Duty.objects.get(code="problematic_contact_clb").due == MONDAY
    assert "CLB" in answer["below"][cast.adam.pk.hex]


def test_correcting_the_fifth_withdraws_what_is_open_and_leaves_what_was_done(cast, client):
    absent(cast.adam, *FOUR_DAYS)
    client.force_login(cast.kathleen)
    tap(client, cast.class_3a, one(cast.adam, reason="unauthorised"))
    Duty.objects.filter(code="problematic_invite_parents").update(discharged_at="2026-11-23T08:44+01:00")
    tap(client, cast.class_3a, one(cast.adam, state="present", version=1))
    assert Duty.objects.get(code="problematic_contact_clb").withdrawn_at
    assert Duty.objects.get(code="problematic_invite_parents").discharged_at
    tap(client, cast.class_3a, one(cast.adam, reason="unauthorised", version=2))
    assert Duty.objects.get(code="problematic_contact_clb").is_open


def test_four_of_five_half_days_stands_beside_the_name(cast, client):
    absent(cast.adam, *FOUR_DAYS)
    client.force_login(cast.kathleen)
    assert "4 van 5 halve dagen" in client.get(page_of(cast.class_3a)).content.decode()


def test_the_number_of_the_note_stands_beside_the_name(cast, client):
    """ATT-2: four notes a school year; a weekend does not break an illness."""
    absent(cast.noor, date(2026, 10, 1), date(2026, 10, 2), reason="ill_note")
    absent(cast.noor, date(2026, 10, 1), part="pm", reason="ill_note")
    absent(cast.noor, MONDAY, reason="ill_note")
    client.force_login(cast.kathleen)
    assert "briefje 2 van 4" in client.get(page_of(cast.class_3a)).content.decode()


def test_armistice_says_why_there_is_no_school(cast, client):
    client.force_login(cast.kathleen)
    shown = client.get(page_of(cast.class_3a, date(2026, 11, 11))).content.decode()
    assert "Wapenstilstand" in shown
    assert "Adam" not in shown


def test_wednesday_has_a_morning_only(cast, client):
    client.force_login(cast.kathleen)
    shown = client.get(page_of(cast.class_3a, date(2026, 11, 18))).content.decode()
    assert 'data-part="am"' in shown
    assert 'data-part="pm"' not in shown


def test_a_day_still_to_come_can_be_seen_and_not_recorded(cast, client):
    client.force_login(cast.kathleen)
    assert client.get(page_of(cast.class_3a, date(2026, 11, 24))).status_code == 200
    assert tap(client, cast.class_3a, one(cast.adam), day=date(2026, 11, 24)).json()["refused"]


def test_a_name_with_markup_is_shown_as_text(cast, client):
    Pupil.objects.filter(pk=cast.adam.pk).update(family_name="<script>x</script>")
    client.force_login(cast.kathleen)
    assert "<script>x" not in client.get(page_of(cast.class_3a)).content.decode()


def statements(work) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        work()
    return len(seen)


def test_a_class_of_thirty_takes_as_many_statements_as_a_class_of_two(cast, client):
    """performance.md §6: the page and the save do not grow in statements with the class."""
    client.force_login(cast.kathleen)
    client.get(page_of(cast.class_3a))
    few = [
        statements(lambda: client.get(page_of(cast.class_3a))),
        statements(lambda: tap(client, cast.class_3a, one(cast.adam, reason="unauthorised"))),
    ]
    more = [child(cast.class_3a, f"Kind{n}", "Groot", date(2018, 1, 1)) for n in range(28)]
    many = [
        statements(lambda: client.get(page_of(cast.class_3a))),
        statements(lambda: tap(client, cast.class_3a, *(one(pupil, reason="unauthorised") for pupil in more))),
    ]
    assert many == few


@pytest.mark.parametrize("hour", ["07:10", "08:29", "12:05", "23:59", "08:44"])
def test_an_hour_at_which_nobody_can_come_in_late_is_refused_with_a_sentence(cast, client, hour):
    """Lessons are from 8.30 to 12.05; it is 8.43 (F32)."""
    client.force_login(cast.kathleen)
    answer = tap(client, cast.class_3a, one(cast.adam, state="late", at=hour), one(cast.noor)).json()
    assert answer["refused"][0]["error"]
    assert [row["pupil"] for row in answer["saved"]] == [cast.noor.pk.hex]
    field = f"am-{cast.adam.pk.hex}"
    sent = {field: "late", f"seen-{field}": "0 present ", f"at-{field}": hour, "confirm": "am"}
    shown = client.post(page_of(cast.class_3a), sent, follow=True).content.decode()
    assert "Adam Nowak: niet bewaard." in shown
    assert not Absence.objects.filter(pupil=cast.adam).exists()
    assert not Register.objects.exists()


def test_a_tap_whose_hour_cannot_be_is_late_without_an_hour(cast, client):
    """The clock of a device, or a morning that is put right in the afternoon: nobody typed that hour (C36)."""
    client.force_login(cast.kathleen)
    for told in ("20:16", "02:16", "no hour"):
        answer = tap(client, cast.class_3a, one(cast.adam, state="late", now=told)).json()
        at = time(8, 43) if told == "no hour" else None
        assert Absence.objects.get(pupil=cast.adam).arrived_at == at
        assert answer["saved"][0]["at"] == ("08:43" if at else "")
        Absence.objects.all().delete()
    tap(client, cast.class_3a, one(cast.adam, state="late", now="08:31"))  # tapped offline, sent twelve minutes later
    assert Absence.objects.get().arrived_at == time(8, 31)


def test_taps_that_come_as_a_form_are_told_what_is_asked(cast, client) -> None:
    client.force_login(cast.kathleen)
    answer = client.post(reverse("class_save", args=[cast.class_3a.pk, MONDAY]), {"taps": "x"})
    assert answer.status_code == 415
