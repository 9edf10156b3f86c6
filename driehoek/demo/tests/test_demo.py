"""The demo holds what it promises: a school of three sites, a Dutch board, a CLB, and nobody who exists."""

import pytest

from driehoek.access.functions import Category, Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import actor_of
from driehoek.attendance.models import Absence, Register
from driehoek.demo.names import ids
from driehoek.demo.staff import email, shown
from driehoek.duties.models import Duty
from driehoek.letters.models import Letter
from driehoek.people.models import Guardian, Membership, Pupil
from driehoek.procedures import aggression, careful
from driehoek.procedures.models import Case
from driehoek.procedures.queries import standing
from driehoek.pupils.models import Attachment, Entry, EntryVersion, Step
from driehoek.safety.models import Accident, Bereavement, CareMoment, Dose, Incident, MedicationForm
from driehoek.safety.queries.bullying import gathered, protocols
from driehoek.safetyplan.models import Certificate, Post
from driehoek.schools.models import Board, Group
from driehoek.staffing.models import Cell, Plan, Transfer
from driehoek.staffing.queries.plans import sheet

from .conftest import MONDAY

pytestmark = pytest.mark.django_db
LEIE, MEIERIJ = (board for board, _ in zip(ids("board"), range(2), strict=False))


def test_de_lindeboom_has_three_sites_sixteen_groups_and_about_380_pupils(demo) -> None:
    groups = Group.objects.filter(school=demo, school_year="2026-2027")
    pupils = Membership.objects.on(MONDAY).filter(group__in=groups).values("pupil").distinct().count()
    assert (demo.sites.count(), groups.count()) == (3, 16)
    assert 370 <= pupils <= 390


def test_everybody_is_invented_and_says_so(demo) -> None:
    assert not User.objects.filter(is_demo=False).exists()
    assert not Pupil.objects.filter(is_demo=False).exists()
    assert not Board.objects.filter(is_demo=False).exists()
    for people in (User, Guardian):
        assert not people.objects.exclude(email=None).exclude(email__endswith="@driehoek.example").exists()


def test_every_function_of_the_source_is_held_by_somebody(demo) -> None:
    held = set(Appointment.objects.values_list("function", flat=True))
    assert set(Function.values) - held == {Function.EMERGENCY}


def test_on_the_demos_day_two_classes_of_the_lindeboom_were_not_taken(demo) -> None:
    groups = Group.objects.filter(school=demo, school_year="2026-2027")
    taken = Register.objects.filter(day=MONDAY, part="am").values("group")
    assert {group.name for group in groups.exclude(pk__in=taken)} == {"2A", "5B"}


@pytest.mark.parametrize(("name", "half_days"), [("Yusuf", 4), ("Adam", 5), ("Lotte", 6)])
def test_children_stand_around_the_threshold_of_problematic_half_days(demo, name: str, half_days: int) -> None:
    found = Absence.objects.filter(pupil__given_name=name, pupil__memberships__group__name="3A", day__gte="2026-09-01")
    assert found.filter(reason="unauthorised", pupil__left_on=None).distinct().count() == half_days


def test_no_half_day_lies_in_a_holiday_or_the_future(demo) -> None:
    assert not Absence.objects.filter(day__gt=MONDAY, planned=None).exists()  # what a case granted lies ahead
    assert not Absence.objects.filter(day__range=("2026-11-02", "2026-11-08"), board=LEIE).exists()
    assert not Absence.objects.filter(day__week_day__in=(1, 7)).exists()


@pytest.mark.parametrize(("name", "is_reached"), [("Yusuf", False), ("Adam", True), ("Lotte", True)])
def test_the_threshold_brings_the_duty_to_call_the_clb_and_one_below_does_not(
    demo, name: str, is_reached: bool
) -> None:
    """Flemish circular on absences in primary education: five problematic half days (ATT-5)."""
    duties = Duty.objects.filter(school=demo, code="problematic_contact_clb", pupil__given_name=name)
    assert duties.exists() == is_reached


@pytest.mark.parametrize(("name", "is_reached"), [("Daan", False), ("Sem", True), ("Yara", True)])
def test_sixteen_hours_in_four_weeks_are_reported_and_fifteen_are_not(demo, name: str, is_reached: bool) -> None:
    """Leerplichtwet art. 21a (ATT-9)."""
    duties = Duty.objects.filter(board=MEIERIJ, code="notification_report", pupil__given_name=name)
    assert duties.exists() == is_reached


def test_there_are_entries_of_every_category_that_people_write(demo) -> None:
    shown_elsewhere = {Category.IDENTITY, Category.CONTACTS, Category.ATTENDANCE}
    found = set(Entry.objects.values_list("category", flat=True))
    assert set(Category) - found <= shown_elsewhere


def test_a_plan_waits_too_long_for_its_evaluation_and_another_is_due_today(demo) -> None:
    due = Step.objects.filter(entry__pupil__school=demo, outcome="").values_list("due", flat=True)
    assert any(day < MONDAY for day in due)
    assert MONDAY in due


def test_attachments_are_what_they_say_and_a_correction_keeps_what_was_written(demo) -> None:
    assert set(Attachment.objects.values_list("content_type", flat=True)) == {"application/pdf", "image/png"}
    assert EntryVersion.objects.get().content["text"] != EntryVersion.objects.get().entry.text


@pytest.mark.parametrize(("name", "running", "over"), [("De Lindeboom", 4, 3), ("De Beuk", 5, 2)])
def test_a_director_finds_cases_that_run_and_cases_that_are_over(demo, name, running, over) -> None:
    cases = list(Case.objects.filter(school__name=name))
    ended = [case for case in cases if standing(case, MONDAY).ended]
    assert (len(cases) - len(ended), len(ended)) == (running, over)


def test_letters_of_the_cases_went_out_as_paper_and_the_separated_parents_each_got_their_own(demo) -> None:
    letters = Letter.objects.filter(case_ref__isnull=False)
    assert letters.count() >= 10
    assert all(bytes(letter.pdf).startswith(b"%PDF") and letter.state == Letter.State.SENT for letter in letters)
    opening = letters.filter(kind="be.discipline_opening")
    assert len({letter.recipient["address"] for letter in opening}) == 2


def test_both_examples_of_the_circular_are_cells_of_the_demo_and_every_plan_fits(demo) -> None:
    """CLB/2006/02, 3: three centres with a person each; five centres of which one employs (STA-9)."""
    learners, diagnostics = (Cell.objects.filter(name__contains=name) for name in ("Deeltijds", "diagnostiek"))
    assert (learners.count(), diagnostics.count()) == (3, 5)
    assert [len(one["posts"]) for one in learners[0].members] == [1, 1, 1]
    assert sum(len(one["posts"]) for one in diagnostics[0].members) == 1
    assert learners[0].is_signed
    assert not diagnostics[0].is_signed
    for plan in Plan.objects.filter(school_year="2017-2018"):
        assert not sheet(plan).answer.violations, plan.board.name


def test_a_transfer_waits_for_leieland_and_another_for_netevallei(demo) -> None:
    waiting = Transfer.objects.filter(state="proposed", is_ours=False)
    assert sorted(str(one.board) for one in waiting) == ["CLB Leieland", "CLB Netevallei"]


def test_incidents_stand_in_every_state_of_their_care(demo) -> None:
    told = Incident.objects.order_by("happened_at")
    assert {one.school.name for one in told} == {"De Lindeboom", "De Beuk"}
    missed = [one for one in told if one.missed]
    assert [one.school.name for one in missed] == ["De Beuk"]
    assert missed[0].closing_reason
    origins = [thread.origin for one in told for thread in one.threads.all()]
    care = Duty.objects.filter(origin__in=origins)
    assert care.open().filter(due__lt=MONDAY, school=demo).exists()
    assert care.filter(discharged_at__isnull=False).count() >= 8
    assert Accident.objects.get().reported
    assert Duty.objects.open().filter(code="tell_bhv_and_council_of_accident").exists()
    assert Duty.objects.open().filter(code="do_plan_action").count() == 2


def test_the_rooms_of_safety_are_filled_and_the_named_case_stays_with_its_two(demo) -> None:
    fenna, bas = (actor_of(User.objects.get(email=email(*who))) for who in (("Fenna", "Visser"), ("Bas", "Jansen")))
    assert [ban.runs_on(MONDAY) for ban in aggression.bans(bas)] == [True]
    assert [len(one.signals) for one in gathered(bas)] == [2]
    assert len(careful.mine(fenna)) == 1
    assert careful.mine(bas) == []
    case = Case.objects.get(definition="nl.bullying")
    assert {one.step for one in standing(case, MONDAY).done} >= {"signals", "clarify", "correct", "phase_1", "phase_2"}
    assert [len(row.outstanding) for row in protocols(fenna)] == [1]


def test_medicines_a_fall_a_death_and_the_staff_are_there_to_look_at(demo) -> None:
    assert set(MedicationForm.objects.values_list("school__name", flat=True)) == {"De Lindeboom", "De Beuk"}
    assert Dose.objects.standing().count() == 12
    assert {moment.outcome for moment in CareMoment.objects.all()} == {"collected"}
    assert all(one.tasks.filter(done_on=None).count() == 4 for one in Bereavement.objects.all())
    assert Certificate.objects.filter(expires_on__lt=MONDAY).exists()
    assert Post.objects.filter(is_risk=True).exists()
    wanted = {"sign_medication_form", "give_insurance_papers", "renew_certificate", "support_starting_teacher"}
    assert wanted <= set(Duty.objects.open().values_list("code", flat=True))


def test_who_starts_the_demo_reads_the_functions_of_each_country(demo) -> None:
    people = [function for function, _address in shown()]
    assert {"directeur, De Beuk", "intern begeleider, De Beuk", "preventiemedewerker, De Beuk"} <= set(people)
