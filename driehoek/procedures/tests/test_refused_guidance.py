"""From the half day without a reason to the letter that the agency gets: parents refuse all guidance (ATT-5)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from driehoek.duties.models import Duty
from driehoek.letters.models import Letter
from driehoek.procedures.models import Case
from driehoek.schools.models import OutsideBody, School

from .telling import Teller, errors


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    School.objects.filter(pk=cast.lindeboom.pk).update(official_number="123456")
    OutsideBody.objects.create(board_id=cast.lindeboom.board_id, school=cast.lindeboom, kind="clb", name="VCLB Gent")
    return Teller(client, time_machine, cast.rita)


def away(rita, cast, *days: str) -> None:
    """The office notes whole days on which nobody knows why the child was not there."""
    for day in days:
        sent = {
            "first_day": day,
            "first_part": "am",
            "last_day": day,
            "last_part": "pm",
            "reason": "unauthorised",
            "reported_by": "",
            "reported_on": day,
        }
        rita.client.post(reverse("office_report", args=[cast.adam.pk]), sent)


def due(code: str) -> Duty:
    return Duty.objects.open().get(code=code)


def case_from(rita, duty: Duty) -> Case:
    """Open the case that the page of a duty offers."""
    page = rita.client.get(reverse("duty", args=[duty.pk])).text
    link = re.search(r'href="(/[^"]*definition=be\.accompaniment)"', page)
    assert link, "the duty leads on to the procedure that fits"
    answer = rita.client.post(
        link[1].replace("&amp;", "&"), {"definition": "be.accompaniment", "on": rita.day, "cause": ""}
    )
    assert answer.status_code == 302, answer.text
    rita.case = Case.objects.get(pk=answer.headers["Location"].split("/")[2])
    return rita.case


def test_refused_guidance_is_walked_from_the_half_days_to_the_letter_to_the_agency(cast, rita):
    away(rita, cast, "2026-11-16", "2026-11-19", "2026-11-20")
    assert due("problematic_contact_clb").due == date(2026, 11, 20)
    case = case_from(rita, due("problematic_invite_parents"))
    rita.does("invite", talk_on="2026-11-25", talk_time="16 uur", talk_place="op school")
    rita.on("2026-11-25").does("talk", present="Dirk Nowak", report="Geen begeleiding.", accepted="no")
    asked = Duty.objects.open().get(origin=case.duties_origin)
    assert (asked.key, asked.holder, asked.due) == ("reported", "director", date(2026, 11, 25))
    assert asked.words["step"] in rita.client.get(reverse("today")).text
    rita.does("reported", reported_how="Per brief aan AgODi", report="Twee gesprekken, geen akkoord.")
    assert not Duty.objects.open().filter(pk=asked.pk).exists()
    where = f"{reverse('case_letter', args=[case.pk, 'reported'])}?kind=be.absence_report"
    known = rita.client.get(where).context["form"].initial
    assert (known["half_days"], known["clb_name"], known["official_number"]) == ("6", "VCLB Gent", "123456")
    given = {name: value for name, value in known.items() if value not in (None, "")}
    answer = rita.client.post(where, {**given, "free_reasons": "Twee gesprekken, geen akkoord."})
    assert answer.status_code == 302, errors(answer)
    letter = Letter.objects.get(case_ref=case.pk, kind="be.absence_report")
    assert "AgODi" in str(letter.recipient)
    fixed = rita.client.post(reverse("letter_finalise", args=[letter.pk]), follow=True)
    assert fixed.status_code == 200
    assert Letter.objects.get(pk=letter.pk).finalised_at


def test_parents_who_accept_are_reported_to_nobody(cast, rita):
    rita.opens("be.accompaniment", cast.adam)
    rita.does("invite", talk_on="2026-11-25", talk_time="16 uur", talk_place="op school")
    rita.on("2026-11-25").does("talk", present="Dirk Nowak", report="Akkoord.", accepted="yes")
    assert not Duty.objects.open().filter(origin=rita.case.duties_origin).exists()
    assert rita.tries("reported", reported_how="x", report="x").status_code == 422
