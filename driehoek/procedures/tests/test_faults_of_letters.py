"""Every letter of every step × every fact: what it says is what the case computes for that recipient."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.attendance.models import PlannedAbsence
from driehoek.duties.models import Duty
from driehoek.letters import actions as letters
from driehoek.letters.kinds import KINDS, BadLetter
from driehoek.letters.models import Letter
from driehoek.people.models import Guardian, Guardianship
from driehoek.procedures import addressing, lettering, queries
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.letter_facts import PARTY
from driehoek.procedures.models import Case
from driehoek.procedures.tests.telling import Teller
from driehoek.procedures.tests.test_exclusion_engine import COUNCIL, DECIDE, INVITE, TALK
from driehoek.procedures.tests.test_in_browser import told
from tests.cast import LEIE

LETTERS = [
    (definition.code, step.code, kind)
    for definition in DEFINITIONS.values() for step in definition.steps for kind in step.letters
]  # fmt: skip


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    Appointment.objects.update(first_day=date(2010, 1, 1))
    return Teller(client, time_machine, cast.rita)


@pytest.mark.parametrize(("code", "step", "kind"), LETTERS)
def test_whatever_is_changed_in_a_letter_the_case_says_so(cast, code, step, kind):
    """Each fact that the case knows is filled in, and no other value of it passes (findings 7 to 11, 15, 16, 21)."""
    definition, form = DEFINITIONS[code], KINDS[kind]
    school = cast.lindeboom if definition.jurisdiction == "be" else cast.beuk
    case = Case.objects.create(
        board_id=school.board_id,
        school=school,
        definition=code,
        opened_on=date(2026, 11, 2),
        pupil=None,
        opened_by=cast.rita,
    )
    when = lettering.Posted(date(2026, 11, 23), date(2026, 11, 23))
    said = lettering.computed(case, definition.step(step), form, when)
    data = {name: lettering.kept(value) for name, value in said.items()}
    before = lettering.wrong(case, definition.step(step), form, data, when)
    for field in form.fields:
        if field.name in said and field.name != PARTY:
            assert field.name not in before
            other = "2020-01-01" if field.kind == "date" else "iets anders"
            found = lettering.wrong(case, definition.step(step), form, {**data, field.name: other}, when)
            assert field.name in found, field.name


def test_every_letter_of_a_country_is_on_some_step_or_of_another_app():
    """S2-3: letters that nobody could write. The others belong to safety, bereavement and the CLB's staffing."""
    elsewhere = ("incident", "bereavement", "condolence", "clb_", "medication", "accident")
    written = {kind for _code, _step, kind in LETTERS}
    assert [one for one in KINDS if one not in written and not one.partition(".")[2].startswith(elsewhere)] == []


def two_parents(cast):
    Guardian.objects.filter(family_name="Nowak").update(address="Molenstraat 12, 9000 Gent")
    mother = Guardian.objects.create(board_id=LEIE, given_name="Marta", family_name="Lis", address="Kade 7, 9000 Gent")
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=mother, relation="mother", call_order=2)
    return mother


def excluded(rita, cast, day="2026-11-30"):
    case = rita.opens("be.exclusion", cast.adam)
    rita.does("council", "minutes", considered="definitive", description="…", advice="…", clb_present=True)
    rita.does("invite", "proof_of_posting", talk_on="2026-11-27")
    rita.on("2026-11-27").does("talk", "minutes", present="Dirk Nowak")
    rita.on(day).does(
        "decide", "proof_of_posting", measure="definitive", alternative="…", reasons="…", appeal_mentioned=True
    )
    return case


def decision(rita, cast, to=None) -> list[Letter]:
    """The letter of the decision, drafted as the page offers it and fixed."""
    actor, case = actor_of(cast.rita), Case.objects.get(pk=rita.case.pk)
    step, kind = case.procedure.step("decide"), KINDS["be.exclusion_definitive"]
    known = lettering.known(actor, case, step, kind)
    people = addressing.recipients(case)
    chosen = {key: people[key] for key in addressing.addressed(step, people, kind)}
    data = {field.name: known[field.name] for field in kind.fields if field.name in known} | {"care": "school"}
    made = lettering.write(
        actor, case, step, kind, data=data, free={"reasons": "…", "alternatives": "…"}, chosen=chosen
    )
    return [letters.finalise(actor, one) for one in made if to is None or one.recipient["guardian_id"] == str(to.pk)]


def test_a_decision_of_friday_posted_on_monday_counts_from_monday(cast, rita):
    """Finding 11: noted 27 November, the letter made on the 30th: 3 and 10 December, 13 January."""
    excluded(rita, cast, "2026-11-27")
    rita.on("2026-11-30")
    (letter,) = decision(rita, cast)
    days = {name: letter.data[name] for name in ("sent_on", "deemed_received", "appeal_due", "effective_on")}
    assert days == {
        "sent_on": "2026-11-30",
        "deemed_received": "2026-12-03",
        "appeal_due": "2026-12-10",
        "effective_on": "2027-01-13",
    }


def test_posting_moves_case_duties_and_feed_in_the_same_second(cast, rita):
    """Finding 9: Vandaag and the feed read the duties, the page the case: one day everywhere."""
    case = excluded(rita, cast, "2026-11-27")
    search = Duty.objects.get(origin=f"case:{case.pk}", key="search")
    before = search.due
    rita.on("2026-11-30")
    (letter,) = decision(rita, cast)
    sent = letters.dispatch(actor_of(cast.rita), letter, "registered", date(2026, 11, 30))
    search.refresh_from_db()
    where = queries.standing(Case.objects.get(pk=case.pk), date(2026, 11, 30))
    shown = next(one.day for one in where.deadlines if one.code == "search")
    assert (search.due, shown) == (date(2027, 1, 13), date(2027, 1, 13)) != (before, before)
    letters.withdraw_dispatch(actor_of(cast.rita), sent, "vergissing")
    search.refresh_from_db()
    assert search.due == before


def test_a_letter_that_went_on_another_day_is_stopped_before_it_is_noted(cast, rita):
    excluded(rita, cast)
    (letter,) = decision(rita, cast)
    rita.on("2026-12-01")
    with pytest.raises(BadLetter) as refused:
        letters.dispatch(actor_of(cast.rita), letter, "registered", date(2026, 12, 1))
    assert "another_day" in refused.value.errors
    new = letters.revise(actor_of(cast.rita), letter)
    assert new.data["appeal_due"] == "2026-12-11"


def test_two_parents_with_two_postings_each_have_their_own_term(cast, rita):
    """Finding 8: her letter was posted a day later, so her last day is a day later."""
    mother = two_parents(cast)
    case = excluded(rita, cast, "2026-12-01")
    his, hers = sorted(decision(rita, cast), key=lambda one: one.recipient["name"])
    actor = actor_of(cast.rita)
    letters.dispatch(actor, his, "registered", date(2026, 12, 1))
    rita.on("2026-12-02")
    new = letters.finalise(actor_of(cast.rita), letters.revise(actor_of(cast.rita), hers))
    letters.dispatch(actor_of(cast.rita), new, "registered", date(2026, 12, 2))
    rita.on("2026-12-15")
    where = queries.standing(Case.objects.get(pk=case.pk), date(2026, 12, 5))
    untils = {one.whose: one.until for one in where.rights if one.until}
    father = Guardian.objects.get(given_name="Dirk")
    assert untils == {str(father.pk): date(2026, 12, 11), str(mother.pk): date(2026, 12, 14)}
    rita.hands_over(cast.oona)
    form = {"posted": "2026-12-14", "dated": True, "signed": True, "registered": True}
    assert "Kies wie in beroep gaat" in rita.is_refused("appeal", "appeal_letter", **form)
    rita.does("appeal", "appeal_letter", appellant=str(mother.pk), **form)
    assert "Het beroep is onontvankelijk." not in rita.page()


def test_a_talk_before_the_fourth_day_after_posting_is_not_written_and_not_held(cast, rita):
    """Finding 7: noted on 29 October, posted on 30 November, for a talk on 4 November or 1 December."""
    case = told(
        cast,
        "be.exclusion",
        [
            COUNCIL._replace(on=date(2026, 10, 28)),
            INVITE._replace(on=date(2026, 10, 29), facts={"talk_on": "2026-12-01"}),
        ],
        pupil=cast.adam,
    )
    rita.on("2026-11-30")
    actor, step, kind = actor_of(cast.rita), case.procedure.step("invite"), KINDS["be.discipline_opening"]
    known = lettering.known(actor, case, step, kind)
    data = {one.name: known[one.name] for one in kind.fields if one.name in known}
    data |= {"talk_time": "16 uur", "talk_place": "school", "inspection": "elke dag"}
    to = addressing.recipients(case)
    (made,) = lettering.write(
        actor, case, step, kind, data=data, free={"reasons": "…"}, chosen={"parents-0": to["parents-0"]}
    )
    with pytest.raises(BadLetter) as refused:
        letters.finalise(actor, made)
    assert "4 december 2026" in refused.value.errors["letter"]


def test_who_may_not_take_a_step_makes_no_letter_of_it(cast, rita):
    """Findings 3 and 4: the care coordinator, a step still to come, a decision that was not taken."""
    case = told(cast, "be.exclusion", [COUNCIL], pupil=cast.adam)
    where = f"{reverse('case_letter', args=[case.pk, 'decide'])}?kind=be.exclusion_definitive"
    rita.on("2021-05-06", cast.zoe)
    assert rita.client.get(where).status_code == 404
    rita.on("2021-05-06", cast.rita)
    actor, step, kind = actor_of(cast.rita), case.procedure.step("decide"), KINDS["be.exclusion_definitive"]
    with pytest.raises(BadLetter):
        lettering.write(actor, case, step, kind, data={}, free={}, chosen=addressing.recipients(case))
    temporary = DECIDE._replace(facts={**DECIDE.facts, "measure": "temporary"})
    other = told(cast, "be.exclusion", [COUNCIL, INVITE, TALK, temporary], pupil=cast.noor)
    when = lettering.Posted(date(2021, 5, 6), date(2021, 5, 6))
    assert "letter" in lettering.wrong(other, step, kind, {}, when)


def test_a_letter_carries_no_office_that_the_writer_does_not_hold(cast):
    """Finding 4: chairs, boards and secretaries sign for themselves; the writer as what the writer is."""
    from_board = {
        "voorzitter van de beroepscommissie",
        "voorzitter van de klachtencommissie",
        "namens het bestuur",
        "voor het schoolbestuur",
        "voorzitter van het schoolbestuur",
        "secretaris van de klachtencommissie",
        "algemene directie",
    }
    for actor, school, own in (
        (actor_of(cast.rita), cast.lindeboom, "directeur"),
        (actor_of(cast.zoe), cast.lindeboom, "zorgcoördinator"),
        (actor_of(cast.bas), cast.beuk, "directeur"),
    ):
        for kind in KINDS.values():
            if kind.jurisdiction == school.jurisdiction and kind.signed_as in from_board:
                assert lettering.signing.signer(actor, school, kind)["role"].lower() == own, kind.code
    kind = KINDS["be.appeal_decision"]
    chair = lettering.signing.signer(actor_of(cast.oona), cast.lindeboom, kind, {"committee_chair": "Rik Vandaele"})
    assert chair == {"name": "Rik Vandaele", "role": "voorzitter van de beroepscommissie"}


def test_only_the_board_lets_the_head_sign_in_its_name(cast, rita):
    where, kind = reverse("board_mandate", args=[cast.lindeboom.pk]), KINDS["be.enrolment_refusal"]
    assert rita.client.post(where, {"mandate": "mijn eigen besluit"}).status_code == 404
    assert (
        rita.on("2026-11-23", cast.oona).client.post(where, {"mandate": "besluit van 1 september"}).status_code == 302
    )
    assert lettering.signing.signer(actor_of(cast.rita), cast.lindeboom, kind)["role"] == kind.signed_as
    assert lettering.signing.signer(actor_of(cast.zoe), cast.lindeboom, kind)["role"] == "zorgcoördinator"


def test_what_a_case_grants_stands_in_the_class_list_and_vanishes_when_taken_back(cast, rita):
    case = rita.opens("be.permission", cast.adam)
    rita.does("ask", occasion="mourning", first_day="2026-11-26", last_day="2026-11-27")
    assert not PlannedAbsence.objects.filter(withdrawn_at=None).exists()
    rita.does("decide", decision="granted", reasons="…")
    plan = PlannedAbsence.objects.get(origin=f"case:{case.pk}", withdrawn_at=None)
    assert (plan.reason, plan.first_day, plan.last_day) == ("mourning", date(2026, 11, 26), date(2026, 11, 27))
    taken = case.events.get(step="decide")
    rita.client.post(reverse("case_withdraw", args=[case.pk, taken.pk]), {"reason": "vergissing"})
    assert not PlannedAbsence.objects.filter(withdrawn_at=None).exists()
