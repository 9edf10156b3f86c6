"""Many children at once, and whom to call: the office on a feast day, with a late bus, and when nobody rang."""

from datetime import date

import pytest

from driehoek.access.queries import actor_of
from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import sweep
from driehoek.duties import actions as duties
from driehoek.duties.forms import EvidenceForm
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.pupils.looking import lines_of_pupil
from tests.cast import LEIE, MONDAY


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:45:00+01:00", tick=False)


def away(pupil, part="am", **more):
    return Absence.objects.create(board_id=LEIE, pupil=pupil, day=MONDAY, part=part, **more)


def many(client, cast, *pupils, **more):
    address = f"/office/many/?group={cast.class_3a.pk}&group={cast.class_4b.pk}"
    sent = {
        "pupils": [one.pk for one in pupils],
        "first_day": MONDAY,
        "first_part": "am",
        "last_day": MONDAY,
        "last_part": "pm",
        "reason": "religious",
        **more,
    }
    return client.post(address, sent, follow=True)


def test_one_reason_for_the_children_that_are_ticked_and_a_line_in_each_extract(cast, client) -> None:
    client.force_login(cast.sam)
    many(client, cast, cast.adam, cast.ilias)
    assert set(Absence.objects.values_list("pupil_id", "part", "reason")) == {
        (pupil.pk, part, "religious") for pupil in (cast.adam, cast.ilias) for part in ("am", "pm")
    }
    (line,) = Line.objects.filter(act="attendance.record")
    assert line in lines_of_pupil(cast.adam)
    assert line in lines_of_pupil(cast.ilias)
    assert line not in lines_of_pupil(cast.noor)


def test_each_ticked_child_must_have_been_in_a_class_not_the_first_alone(cast, client) -> None:
    cast.ilias.memberships.update(first_day=date(2026, 11, 23))
    client.force_login(cast.sam)
    page = many(client, cast, cast.adam, cast.ilias, first_day="2026-11-20").content.decode()
    assert f"in geen klas hier: {cast.ilias.name} (4B)." in page
    assert not Absence.objects.exists()
    assert "in geen klas" not in many(client, cast, cast.adam, cast.ilias).content.decode()


def test_what_somebody_explained_before_stays_with_its_paper(cast, client) -> None:
    away(cast.adam, reason="ill_certificate", document="medical_certificate")
    client.force_login(cast.sam)
    page = many(client, cast, cast.adam, cast.noor).content.decode()
    assert Absence.objects.get(pupil=cast.adam, part="am").reason == "ill_certificate"
    assert Absence.objects.filter(reason="religious").count() == 3
    assert "eigen reden" in page


def test_a_late_bus_makes_its_children_late_and_not_absent(cast, client) -> None:
    away(cast.adam)
    client.force_login(cast.sam)
    many(client, cast, cast.adam, cast.noor, last_part="am", arrived_at="09:05")
    assert {(row.state, f"{row.arrived_at:%H:%M}") for row in Absence.objects.all()} == {("late", "09:05")}


@pytest.mark.parametrize("wrong", [{"pupils": []}, {"arrived_at": "09:05"}, {"reason": "nonsense"}])
def test_what_is_wrong_is_said_and_nothing_is_written(cast, client, wrong) -> None:
    client.force_login(cast.sam)
    assert many(client, cast, cast.adam, **wrong).status_code == 422
    assert not Absence.objects.exists()


def test_a_child_of_another_school_cannot_be_ticked(cast, client) -> None:
    client.force_login(cast.sam)
    assert many(client, cast, cast.daan).status_code == 422
    client.force_login(cast.kathleen)
    assert client.get("/office/many/").status_code == 404


def test_who_is_not_in_and_not_reported_comes_first_with_the_number_to_call(cast, client) -> None:
    away(cast.adam)
    away(cast.adam, "pm")
    away(cast.noor, reason="ill_note", reported_by="mama")
    client.force_login(cast.sam)
    answer = client.get("/office/")
    seen, page = answer.context["seen"], answer.content.decode()
    assert [(one.pupil.name, len(one.parts)) for one in seen.missing] == [("Adam Nowak", 2)]
    assert [[one.row.pupil.name for one in rows] for _part, rows in seen.parts] == [["Noor Véral"]]
    assert 'href="tel:0470000001"' in page
    assert page.index("Adam Nowak") < page.index("Noor Véral")
    assert [line.act for line in lines_of_pupil(cast.adam)] == ["attendance.office"]
    form = client.get("/office/many/?away").context["form"]
    assert form["pupils"].initial == [str(cast.adam.pk)]


def contact(cast, pupil):
    """Two half days of one day, and one of the day before, all unauthorised."""
    rows = [
        Absence(board_id=LEIE, pupil=pupil, day=day, part=part, reason="unauthorised")
        for day, part in ((date(2026, 11, 20), "pm"), (MONDAY, "am"), (MONDAY, "pm"))
    ]
    Absence.objects.bulk_create(rows)


def test_one_contact_discharges_every_half_day_of_that_day_and_is_taken_back_as_one(cast) -> None:
    """F34."""
    contact(cast, cast.adam)
    sweep(MONDAY)
    codes = Duty.objects.filter(code="problematic_contact_parents")
    assert codes.open().count() == 3
    (first,) = codes.filter(words__half_day="2026-11-23/am")
    form = EvidenceForm({"how": "phone", "who": "papa", "on": MONDAY, "outcome": "komt morgen"})
    assert form.is_valid()
    kathleen = actor_of(cast.kathleen)
    assert duties.discharge(kathleen, first, form.evidence()) == 2
    assert [one.words["half_day"] for one in codes.open()] == ["2026-11-20/pm"]
    assert Line.objects.filter(act="duty.discharge").count() == 1
    first.refresh_from_db()
    assert duties.take_back(kathleen, first)
    assert codes.open().count() == 3


def test_the_number_to_call_stands_beside_the_duty_for_who_may_read_it(cast, client) -> None:
    contact(cast, cast.adam)
    sweep(MONDAY)
    duty = Duty.objects.filter(code="problematic_contact_parents").first()
    client.force_login(cast.kathleen)
    address = f"/pupils/{cast.adam.pk}/calls/"
    assert address in client.get(f"/duties/{duty.pk}/").content.decode()
    assert 'href="tel:0470000001"' in client.get(address).content.decode()
    assert Line.objects.filter(act="file.read", category="contacts", pupil_id=cast.adam.pk).exists()
    client.force_login(cast.tom)
    assert client.get(address).status_code == 404
