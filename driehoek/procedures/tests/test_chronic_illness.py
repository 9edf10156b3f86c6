"""What school, parents and CLB agree for a chronic illness is felt where a certificate would be asked (ATT-7)."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.attendance.models import Absence, NotesAgreed
from driehoek.duties.models import Duty

from .telling import Teller

AGREED = {"with_clb": "Clara Baeten", "agreements": "Een briefje volstaat.", "valid_until": "2026-12-18",
          "clb_agrees": True, "parents_agree": True}  # fmt: skip


@pytest.fixture
def rita(cast, client, time_machine):
    return Teller(client, time_machine, cast.rita)


@pytest.fixture
def agreed(cast, rita):
    """Agreed on 25 November until 18 December."""
    rita.opens("be.chronic_illness", cast.adam)
    rita.does("ask")
    rita.on("2026-11-25").does("agree", **AGREED)
    return rita


def ill(client, cast, first: str, last: str) -> str:
    """The office notes an illness with a note of the parents; what the page said."""
    client.force_login(cast.sam)
    given = {
        "first_day": first,
        "first_part": "am",
        "last_day": last,
        "last_part": "pm",
        "reason": "ill_note",
        "reported_by": "mama",
        "reported_on": first,
        "reported_at": "07:52",
    }
    answer = client.post(reverse("office_report", args=[cast.adam.pk]), given, follow=True)
    assert Absence.objects.filter(day=date.fromisoformat(first), reason="ill_note").exists(), answer.text[:2000]
    return answer.text


def asked() -> list[str]:
    return sorted(Duty.objects.open().filter(code="ask_certificate").values_list("due", flat=True))


def test_within_the_agreement_no_certificate_is_asked_however_long_and_after_it_one_is(cast, client, agreed):
    client.force_login(cast.rita)
    agreed.on("2026-12-16")
    page = ill(client, cast, "2026-12-08", "2026-12-15")  # eight calendar days
    assert "spraken voor een chronische ziekte af" in page
    assert not asked()
    agreed.on("2027-01-15", cast.rita)
    ill(client, cast, "2027-01-05", "2027-01-12")
    assert asked() == [date(2027, 1, 12)]


def test_an_illness_that_goes_on_after_the_agreement_is_asked_as_any_other(cast, client, agreed):
    agreed.on("2026-12-10").does("close", report="Het gaat beter.")
    agreed.on("2026-12-14")
    ill(client, cast, "2026-12-08", "2026-12-11")
    assert asked() == [date(2026, 12, 11)]


def test_an_agreement_that_is_taken_back_asks_for_what_it_spared(cast, client, agreed):
    agreed.on("2026-12-04")
    ill(client, cast, "2026-11-26", "2026-12-03")
    assert not asked()
    client.force_login(cast.rita)
    event = agreed.case.events.get(step="agree")
    client.post(reverse("case_withdraw", args=[agreed.case.pk, event.pk]), {"reason": "Vergissing."})
    assert not NotesAgreed.objects.exists()
    assert asked() == [date(2026, 12, 3)]


def test_a_second_agreement_leaves_what_the_first_one_spared(cast, client, agreed):
    agreed.on("2026-12-04")
    ill(client, cast, "2026-11-26", "2026-12-03")
    agreed.on("2026-12-07", cast.rita).does("agree", **AGREED | {"valid_until": "2027-06-30"})
    assert not asked()
    assert NotesAgreed.objects.count() == 2
