"""The parent's own page: the year of the own child, what the school asks, and nothing for who may not know (ACC-11)."""

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from driehoek.access.models import Appointment
from driehoek.attendance import reasons
from driehoek.attendance.models import Absence
from driehoek.letters.models import Letter
from driehoek.lists.family import PAPERS
from driehoek.people.models import Brought, Guardian
from driehoek.safety.models import MedicationForm
from tests.cast import LEIE, appoint, child

MON, TUE, WED = date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 18)


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)


def away(pupil, *half_days, reason="unauthorised", **more):
    return Absence.objects.bulk_create(
        Absence(board_id=pupil.board_id, pupil=pupil, day=day, part=part, reason=reason, **more)
        for day, part in half_days
    )


def shown(client, who):
    client.force_login(who)
    return unescape(client.get("/my-child/").content.decode())


def talk(cast, to="Dirk Nowak", on="2026-12-01", **more):
    return Letter.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        kind="be.absence_invitation",
        digest="x",
        recipient={"name": to, "address": ""},
        state=more.pop("state", "sent"),
        finalised_at=timezone.now(),
        data={"talk_on": on, "talk_time": "16.00 uur", "talk_place": "op school"},
        **more,
    )


def test_dirk_reads_how_often_and_when_adam_was_away_and_how_many_notes_are_left(cast, client):
    away(cast.adam, (MON, "am"), (MON, "pm"), (TUE, "am"))
    away(cast.adam, (WED, "am"), reason="ill_note", document="parents_note")
    page = shown(client, cast.dirk)
    assert "Niet op school: 4 halve dagen." in page
    assert "Zonder geldige reden: 3 halve dagen. Vanaf 5 halve dagen" in page
    assert "1 van de 4" in page
    assert "van maandag 9 november 2026 tot en met dinsdag 10 november 2026, 3 halve dagen" in page
    assert "woensdag 18 november 2026, voormiddag" in page
    assert "Op dit moment niets." in page


def test_what_a_former_school_counted_stands_beside_it(cast, client):
    Brought.objects.create(
        board_id=LEIE,
        pupil=cast.adam,
        school_year="2026-2027",
        until=date(2026, 9, 30),
        unauthorised=2,
        recorded_by=cast.sam,
    )
    assert "Op de vorige school: 2." in shown(client, cast.dirk)


@pytest.mark.parametrize("code", [one for one in reasons.codes("be") if one not in reasons.STATES])
def test_every_reason_asks_for_the_paper_that_parents_bring_and_for_no_other(cast, client, code):
    away(cast.adam, (MON, "am"), (MON, "pm"), reason=code)
    page, paper = shown(client, cast.dirk), reasons.find("be", code).document
    asked = paper in PAPERS or code == reasons.UNKNOWN
    assert ("Op dit moment niets." in page) is not asked
    assert (f"Geef ons: {reasons.spoken(paper or code)}" in page) is (paper in PAPERS)
    Absence.objects.update(document=paper or "", reported_by="mama")
    assert "Op dit moment niets." in shown(client, cast.dirk)


def test_a_talk_stands_there_for_who_was_written_to_until_its_day(cast, client, time_machine):
    talk(cast)
    assert "dinsdag 1 december 2026, 16.00 uur, op school" in shown(client, cast.dirk)
    time_machine.move_to("2026-12-02T10:00:00+01:00", tick=False)
    assert "1 december" not in shown(client, cast.dirk)


@pytest.mark.parametrize("other", [{"to": "Ewa Nowak"}, {"restricted": True}, {"state": "final"}])
def test_a_letter_to_another_or_not_sent_is_not_told(cast, client, other):
    talk(cast, **other)
    assert "1 december" not in shown(client, cast.dirk)


def test_a_form_waits_for_the_signature_of_the_parent_who_asked_and_names_no_medicine(cast, client):
    father = Guardian.objects.get(account=cast.dirk)
    MedicationForm.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        medicine="Rilatine",
        dose="10 mg",
        times=["12:00"],
        first_day=date(2026, 11, 30),
        last_day=date(2027, 1, 31),
        expires_on=date(2027, 6, 1),
        parent=father,
        recorded_by=cast.sam,
    )
    page = shown(client, cast.dirk)
    assert "nodig vanaf maandag 30 november 2026" in page
    assert "Rilatine" not in page


def test_no_other_child_and_nobody_who_is_no_longer_informed(cast, client):
    sister = child(cast.class_3a, "Ala", "Nowak", date(2018, 4, 9))
    away(sister, (MON, "am"))
    assert "9 november" not in shown(client, cast.dirk)
    appoint(cast.dirk, "parent", LEIE, school=cast.lindeboom, pupil=sister)
    assert "9 november" in shown(client, cast.dirk)
    Appointment.objects.filter(user=cast.dirk).update(last_day=date(2026, 11, 20))
    assert "9 november" not in shown(client, cast.dirk)
