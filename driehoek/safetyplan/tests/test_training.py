"""What staff learned, the talks with them, and the start of new teachers (SAF-20; safety plan 4.6, 5)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.safetyplan.actions.training import add_certificate
from driehoek.safetyplan.models.training import Certificate, Start, Talk
from driehoek.safetyplan.queries.training import valid_certificates
from tests.cast import MONDAY

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to("2026-11-23T09:00:00+01:00", tick=False)


def record(client, holder, **changed):
    entered = {"person": str(holder.pk), "kind": "first_aid", "issued_on": "2025-01-10", "expires_on": "2027-01-10"}
    return client.post(reverse("certificate_new"), {**entered, **changed})


def talk(client, person, **changed):
    entered = {
        "person": str(person.pk),
        "kind": "career_talk",
        "held_on": "2026-11-20",
        "safety": "Voelt zich veilig",
        "report": "Geheim verslag",
        "agreed": "",
    }
    return client.post(reverse("talk_new"), {**entered, **changed})


def begin(client, person, coach, **changed):
    entered = {"person": str(person.pk), "coach": str(coach.pk), "started_on": "2026-09-01", "visit": "2026-12-01"}
    return client.post(reverse("start_new"), {**entered, **changed})


def test_what_expires_is_a_duty_of_the_prevention_officer_until_a_newer_certificate_is_there(cast, client) -> None:
    client.force_login(cast.petra)
    record(client, cast.fenna)
    duty = Duty.objects.open().get(code="renew_certificate")
    assert (duty.holder, duty.due, duty.pupil_id) == ("prevention_officer", date(2027, 1, 10), None)
    assert [one.person for one in client.get(reverse("trainings")).context["expiring"]] == [cast.fenna]
    record(client, cast.fenna, issued_on="2026-11-20", expires_on="2028-11-20")
    assert Duty.objects.open().get(code="renew_certificate").due == date(2028, 11, 20)
    assert client.get(reverse("trainings")).context["expiring"] == []


def test_valid_certificates_are_those_that_count_on_the_day(cast, client) -> None:
    client.force_login(cast.petra)
    record(client, cast.fenna)
    record(client, cast.bas, issued_on="2026-11-23", expires_on="")
    record(client, cast.ivo, expires_on="2026-11-22")

    def on(day):
        return [one.person for one in valid_certificates(cast.beuk.pk, "first_aid", day)]

    assert on(MONDAY) == [cast.bas, cast.fenna]
    assert on(date(2026, 11, 22)) == [cast.fenna, cast.ivo]
    assert on(date(2027, 1, 11)) == [cast.bas]
    assert valid_certificates(cast.lindeboom.pk, "first_aid", MONDAY) == []


def test_a_certificate_taken_back_counts_no_more_and_again_when_that_is_undone(cast, client) -> None:
    client.force_login(cast.petra)
    record(client, cast.fenna)
    one = Certificate.objects.get()
    client.post(reverse("certificate_withdraw", args=[one.pk]), {"why": "verkeerde persoon"})
    assert valid_certificates(cast.beuk.pk, "first_aid", MONDAY) == []
    assert not Duty.objects.open().exists()
    client.post(reverse("certificate_restore", args=[one.pk]))
    assert valid_certificates(cast.beuk.pk, "first_aid", MONDAY) == [one]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"expires_on": "2024-01-01"}, "expires_on"),
        ({"issued_on": "2026-12-01"}, "issued_on"),
        ({"kind": "other"}, "title"),
        ({"person": ""}, "person"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, client, changed, field) -> None:
    client.force_login(cast.petra)
    assert field in record(client, cast.fenna, **changed).context["form"].errors
    assert not Certificate.objects.exists()


def test_nobody_of_another_school_can_be_chosen_or_read(cast, client) -> None:
    client.force_login(cast.petra)
    assert record(client, cast.kathleen).context["form"].errors["person"]
    assert client.get(reverse("staff_member", args=[cast.kathleen.pk])).status_code == 404
    record(client, cast.fenna)
    client.force_login(cast.rita)
    assert client.get(reverse("staff_member", args=[cast.fenna.pk])).status_code == 404


def test_a_scan_is_read_by_its_holder_and_who_keeps_the_training(cast, client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.petra)
    record(client, cast.fenna)
    one = Certificate.objects.get()
    client.post(reverse("certificate_scan_add", args=[one.pk]), {"file": SimpleUploadedFile("ehbo.pdf", PDF)})
    address = reverse("certificate_scan", args=[one.scans.get().pk])
    for user, status in ((cast.fenna, 200), (cast.bas, 200), (cast.ivo, 404), (cast.rita, 404)):
        client.force_login(user)
        answer = client.get(address)
        assert answer.status_code == status, user
        if status == 200:
            assert b"".join(answer.streaming_content) == PDF


def test_the_yearly_talk_asks_about_safety(cast, client) -> None:
    client.force_login(cast.bas)
    assert talk(client, cast.fenna, safety=" ").context["form"].errors["safety"]
    assert talk(client, cast.bas).context["form"].errors["person"]
    assert not Talk.objects.exists()


def test_talks_come_back_after_one_and_after_three_years(cast, client) -> None:
    client.force_login(cast.bas)
    talk(client, cast.fenna)
    talk(client, cast.fenna, kind="appraisal", safety="")
    duties = {duty.key: (duty.due, duty.rule, duty.holder) for duty in Duty.objects.open()}
    assert duties == {
        "career_talk": (date(2027, 11, 20), "nl.staff.next_talk", "director"),
        "appraisal": (date(2029, 11, 20), "nl.staff.next_talk", "director"),
    }
    why = client.get(reverse("duty_why", args=[Duty.objects.open().get(key="appraisal").pk])).content.decode()
    assert "36 maanden" in why
    client.post(reverse("talk_withdraw", args=[Talk.objects.get(kind="appraisal").pk]), {"why": "andere dag"})
    assert [duty.key for duty in Duty.objects.open()] == ["career_talk"]


def test_only_the_direction_reads_what_was_said_and_every_reading_is_written_down(cast, client) -> None:
    client.force_login(cast.bas)
    talk(client, cast.fenna)
    address = reverse("talk", args=[Talk.objects.get().pk])
    assert "Geheim verslag" in client.get(address).content.decode()
    assert Line.objects.filter(act="appraisal.manage", subject_id=Talk.objects.get().pk).count() == 1
    for user in (cast.petra, cast.fenna, cast.ivo, cast.rita):
        client.force_login(user)
        assert client.get(address).status_code == 404, user
    client.force_login(cast.petra)
    page = client.get(reverse("staff_member", args=[cast.fenna.pk])).content.decode()
    assert "20 november 2026" in page
    assert "Geheim verslag" not in page


def test_in_flanders_a_talk_is_kept_and_no_term_is_invented(cast, client) -> None:
    client.force_login(cast.rita)
    talk(client, cast.kathleen)
    assert Talk.objects.count() == 1
    assert not Duty.objects.exists()


def test_the_coach_has_the_dated_steps_as_duties_and_notes_them(cast, client) -> None:
    client.force_login(cast.bas)
    begin(client, cast.fenna, cast.ivo)
    duty = Duty.objects.open().get()
    assert (duty.person, duty.due, duty.code) == (cast.ivo, date(2026, 12, 1), "support_starting_teacher")
    step = Start.objects.get().steps.get(code="visit")
    client.force_login(cast.fenna)
    assert client.get(reverse("starting_teacher", args=[step.start_id])).status_code == 200
    assert client.post(reverse("start_step", args=[step.pk]), {}).status_code == 404
    client.force_login(cast.ivo)
    client.post(
        reverse("start_step", args=[step.pk]),
        {"visit-due": "2026-12-01", "visit-done_on": "2026-11-23", "visit-note": "Fijne les"},
    )
    assert not Duty.objects.open().exists()


def test_nobody_coaches_themselves_and_one_support_runs_at_a_time(cast, client) -> None:
    client.force_login(cast.bas)
    assert begin(client, cast.fenna, cast.fenna).context["form"].errors["coach"]
    begin(client, cast.fenna, cast.ivo)
    assert begin(client, cast.fenna, cast.ivo).context["form"].errors["person"]
    client.post(reverse("start_close", args=[Start.objects.get().pk]))
    assert not Duty.objects.open().exists()


@pytest.mark.parametrize(("issued", "counts"), [(date(2018, 1, 1), False), (date(2026, 1, 5), True)])
def test_a_responders_certificate_without_an_end_counts_until_the_yearly_refresher(cast, issued, counts):
    made = Certificate(school=cast.beuk, person=cast.fenna, kind="emergency_response", issued_on=issued)
    add_certificate(actor_of(cast.petra), made)
    assert made.expires_on == date(issued.year + 1, issued.month, issued.day)
    Certificate.objects.update(expires_on=None)  # as it was kept before
    assert bool(valid_certificates(cast.beuk.pk, "emergency_response", date(2026, 11, 22))) is counts
