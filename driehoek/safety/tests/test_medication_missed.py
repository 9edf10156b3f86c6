"""A dose that nobody noted or that went otherwise stands apart for who keeps the forms."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from driehoek.journal.models import Line
from driehoek.safety.models.medication import Dose, MedicationForm
from tests.cast import LEIE

pytestmark = pytest.mark.usefixtures("noon")


def test_a_dose_nobody_noted_and_one_that_went_otherwise_stand_apart_for_who_keeps_the_forms(
    cast, client, form
) -> None:
    client.force_login(cast.kathleen)
    assert client.get(reverse("doses_missed")).status_code == 404  # she gives; who manages looks over the weeks
    client.force_login(cast.zoe)
    assert client.get(reverse("doses_missed")).context["gaps"] == []  # nobody could note it before the form stood here
    MedicationForm.objects.update(recorded_at="2026-11-13T09:00:00+01:00")
    page = client.get(reverse("doses_missed"))
    asked = [(one.day.isoformat(), one.slot) for one in page.context["gaps"]]
    assert asked == [(f"2026-11-{day}", "12:00") for day in (20, 19, 18, 17, 16)]  # no weekend, and not today
    Dose.objects.create(
        board_id=LEIE,
        form=form,
        at="2026-11-19T12:02:00+01:00",
        slot="12:00",
        outcome="refused",
        given_by=cast.kathleen,
        recorded_by=cast.kathleen,
    )
    page = client.get(reverse("doses_missed"))
    assert date(2026, 11, 19) not in {one.day for one in page.context["gaps"]}
    assert [one.why for one in page.context["odd"]] == [["het kind wilde niet"]]
    assert Line.objects.filter(act="medication.read", actor_id=cast.zoe.pk).exists()


@pytest.mark.parametrize(("parts", "away"), [(("am", "pm"), True), (("am",), True), (("pm",), False), ((), False)])
def test_a_dose_of_noon_was_not_missed_when_the_child_was_away_at_that_hour(cast, client, form, parts, away):
    MedicationForm.objects.update(recorded_at="2026-11-13T09:00:00+01:00")
    absences = apps.get_model("attendance", "Absence").objects
    absences.bulk_create(
        [
            absences.model(
                board_id=LEIE, pupil=form.pupil, day=date(2026, 11, 19), part=part, state="absent", reason="ill_note"
            )
            for part in parts
        ]
    )
    client.force_login(cast.zoe)
    shown = client.get(reverse("doses_missed")).context
    found = {name: date(2026, 11, 19) in {one.day for one in shown[name]} for name in ("gaps", "away")}
    assert found == {"gaps": not away, "away": away}
