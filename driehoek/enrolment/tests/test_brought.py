"""What a child brings from a former school is counted on from there (F29; ATT-2, ATT-5, ATT-6)."""

from datetime import date

from django.urls import reverse

from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.attendance.office_queries import notes_before
from driehoek.attendance.sweep import sweep
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from tests.cast import LEIE

TOLD = {"school_name": "De Vlieger", "until": "2026-10-30", "unauthorised": "3", "notes": "2", "present": "0"}


def away(cast, *days: int) -> None:
    for day in days:
        Absence.objects.create(
            board_id=LEIE, pupil=cast.adam, day=date(2026, 11, day), part="am", reason="unauthorised"
        )


def open_codes(cast) -> list[str]:
    return sorted(Duty.objects.open().filter(pupil=cast.adam).values_list("code", flat=True))


def test_half_days_of_the_former_school_count_for_the_threshold_at_once(cast, client) -> None:
    away(cast, 9, 10)
    client.force_login(cast.sam)
    assert client.post(reverse("pupil_brought", args=[cast.adam.pk]), TOLD).status_code == 302
    assert "problematic_contact_clb" in open_codes(cast)
    assert open_codes(cast).count("problematic_contact_parents") == 2  # only of what happened here
    duty = Duty.objects.get(pupil=cast.adam, code="problematic_contact_clb")
    assert duty.facts["brought"] == 3
    client.force_login(cast.rita)
    assert "van de vorige school" in client.get(reverse("duty_why", args=[duty.pk])).content.decode()
    before = open_codes(cast)
    sweep(date(2026, 11, 24))
    assert open_codes(cast) == before
    client.force_login(cast.sam)
    client.post(reverse("pupil_brought", args=[cast.adam.pk]), TOLD | {"unauthorised": "2"})
    assert "problematic_contact_clb" not in open_codes(cast)
    assert Line.objects.filter(act="brought.record", pupil_id=cast.adam.pk).count() == 2


def test_notes_of_the_former_school_are_used_up(cast, client) -> None:
    client.force_login(cast.sam)
    client.post(reverse("pupil_brought", args=[cast.adam.pk]), TOLD)
    ground = ground_of(cast.lindeboom)
    assert notes_before(ground, cast.adam.pk, date(2026, 11, 24)) == 2
    assert notes_before(ground, cast.noor.pk, date(2026, 11, 24)) == 0


def test_what_lies_in_another_year_or_cannot_be_is_refused(cast, client) -> None:
    client.force_login(cast.sam)
    for wrong in ({"until": "2026-06-01"}, {"unauthorised": "401"}, {"notes": "-1"}, {"school_name": ""}):
        page = client.post(reverse("pupil_brought", args=[cast.adam.pk]), TOLD | wrong)
        assert page.status_code == 200, wrong
        assert page.context["form"].errors
    client.force_login(cast.kathleen)
    assert client.get(reverse("pupil_brought", args=[cast.adam.pk])).status_code == 404
