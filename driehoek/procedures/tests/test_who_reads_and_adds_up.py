"""Who reads the letters of a case, leave that adds up over a school year, and what letters say of bodies and days."""

from datetime import date

import pytest

from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.letters import actions as letters
from driehoek.letters import wording
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient
from driehoek.procedures import addressing
from driehoek.procedures.models import FAMILIES, Case
from driehoek.procedures.tests.telling import Teller


@pytest.mark.parametrize("family", ["", *FAMILIES])
def test_the_letters_of_a_case_are_read_by_who_reads_its_family(cast, family):
    (made,) = letters.draft(
        actor_of(cast.rita),
        board_id=cast.lindeboom.board_id,
        school=cast.lindeboom,
        pupil=cast.adam,
        kind="be.absence_permission",
        recipients=[Recipient("Ada Bakker")],
        origin="t",
        family=family,
        data={
            "requested_on": "2026-11-23",
            "occasion": "…",
            "first_day": "2026-11-24",
            "last_day": "2026-11-24",
            "decision": "granted",
        },
    )
    Letter.objects.filter(pk=made.pk).update(author=None)
    for who in (cast.rita, cast.zoe):
        actor = actor_of(who)
        reads = not family or cast.lindeboom.pk in actor.reach(f"case.read:{family}").schools
        assert Letter.objects.visible_to(actor).filter(pk=made.pk).exists() is reads


@pytest.fixture
def bas(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))
    return Teller(client, time_machine, cast.bas)


def asks(bas, cast, first: str, last: str, kind: str = "weighty") -> Case:
    case = bas.opens("nl.leave", cast.daan)
    bas.does(
        "ask", "request", leave_kind=kind, first_day=first, last_day=last, nature_of_work=True, employer_statement=True
    )
    return case


def test_days_of_leave_add_up_over_the_school_year_without_being_asked(cast, bas):
    asks(bas, cast, "2027-01-11", "2027-01-20")
    bas.does("decide", decision="granted", reasons="…")
    asks(bas.on("2026-11-24"), cast, "2027-02-01", "2027-02-04")
    assert "kan niet op dit punt" in bas.is_refused("decide", decision="granted", reasons="…")
    bas.does("forward", opinion="…")


def test_holiday_leave_is_given_once_a_school_year(cast, bas):
    for first, last, on in (("2027-02-01", "2027-02-05", "2026-11-23"), ("2027-03-08", "2027-03-12", "2026-11-24")):
        asks(bas.on(on), cast, first, last, "holiday")
        if on == "2026-11-23":
            bas.does("decide", decision="granted", reasons="…")
    assert "schooljaar" in bas.is_refused("decide", decision="granted", reasons="…")


def test_a_body_is_not_greeted_by_its_name(cast):
    case = Case.objects.create(
        board_id=cast.lindeboom.board_id,
        school=cast.lindeboom,
        definition="be.accompaniment",
        opened_on=date(2026, 11, 2),
        pupil=cast.adam,
        opened_by=cast.rita,
    )
    agency = addressing.recipients(case)["agency-"]
    assert (agency.name, agency.greeting) == ("Agentschap voor Onderwijsdiensten (AgODi)", "Geachte heer of mevrouw")


@pytest.mark.parametrize("body", ["Omdat {why}.", "Omdat **{why}**."])
def test_a_sentence_ends_once(body):
    spans = wording.fill(wording.parse(body), {"why": "het zo is."}, {})[0]["lines"][0]
    assert "".join(one["t"] for one in spans) == "Omdat het zo is."
