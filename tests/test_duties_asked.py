"""Every duty that the product makes, for every function: who may say it is done is who may do what it asks (ACC-9).

The page a duty leads to opens for them, and the act behind it answers; nobody else sees it, or says it is done.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, ONLY_IN, Function
from driehoek.access.models import AccessAgreement, Acknowledgement, User
from driehoek.access.policy import TABLE
from driehoek.access.queries import actor_of
from driehoek.duties import own
from driehoek.duties.actions import HOLDERS as NAMES
from driehoek.duties.models import Duty
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.settling import WATCHES
from driehoek.pupils.forms.entries import HOLDERS as OF_STEPS
from driehoek.safety.forms.bereavement import HOLDERS as OF_ITEMS
from driehoek.safety.forms.discussions import HOLDERS as OF_ACTIONS
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.queries.plan import OWNERS
from lawbook import core

from .cast import MONDAY, YEAR, Cast, appoint, person
from .rows import Rows

F = Function
OFFICER = (F.PREVENTION_OFFICER, F.DIRECTOR)
CARE = (F.CARE_COORDINATOR, F.DIRECTOR)
OF_CHECKS = tuple({F(kind.owner) for land in ("be", "nl") for kind in catalogue.kinds(land).values()})
TEACHERS = {F.CLASS_TEACHER, F.SUPPORT_TEACHER}


class Asked(NamedTuple):
    """A duty of the product: of whom it is asked, where it leads, and the address of the act it asks.

    `subject`: the model of the row that the fact (or the origin) names. `stand_ins`: who does it in the place of a
    teacher, said once more in other words than the code's.
    """

    holders: Iterable[Function] = (F.DIRECTOR,)
    fact: str = ""
    subject: str = ""
    act: str = ""
    acts_on: str = ""  # the model of the row the act is done to, where that is another
    stand_ins: frozenset[Function] = frozenset({F.CARE_COORDINATOR})
    origin: str = ""
    only: str = ""  # the country


CENTRE = Asked((F.CLB_DIRECTOR,), "transfer", "staffing.transfer", "staffing_transfer", only="be")
CELL = CENTRE._replace(fact="cell", subject="staffing.cell", act="staffing_cell_sign")
FORM = Asked(CARE, "form", "safety.medicationform", "medication_form_change")
STEP = Asked(OF_STEPS, "step", "pupils.step", "step")
NONE: frozenset[Function] = frozenset()
PLAN = Asked((F.DIRECTOR,), act="plan_chapter_edit", stand_ins=NONE, only="nl")
CHECK = Asked(OF_CHECKS, "kind", "", "check_record", only="nl")
TALK = Asked(OFFICER, subject="safety.thread", act="incident_talk", origin="thread")
ASKED: dict[str, Asked] = {
    "answer_report_request": Asked(CARE, "request", "clb.reportrequest", "report_request", only="be"),
    "review_emergency_access": Asked((F.DIRECTOR, F.BOARD_MEMBER), "appointment", "access.appointment",
                                     "emergency_review"),
    "bereavement_task": Asked(OF_ITEMS, "task", "safety.task", "bereavement_task_done"),
    "remember_day": Asked((F.CLASS_TEACHER, F.CARE_COORDINATOR), "memorial", "safety.memorialday",
                          "memorial_thought_of"),
    "renew_certificate": Asked(OFFICER, "person", "access.user", "certificate_new"),
    "hold_staff_talk": Asked((F.DIRECTOR,), subject="access.user", act="talk_new", origin="talks"),
    "sign_medication_form": FORM, "renew_medication_form": FORM, "replace_medicine": FORM,
    "give_insurance_papers": Asked((F.SECRETARIAT,), "moment", "safety.caremoment", "firstaid_papers"),
    "review_aggression_reports": Asked(OFFICER, "year", only="nl"),
    "answer_transfer": CENTRE, "read_transfer_answer": CENTRE, "transfer_no_longer_fits": CENTRE,
    **dict.fromkeys(("sign_cell", "read_cell_signed", "read_cell_ended", "cell_no_longer_fits"), CELL),
    "send_staffing_forms": Asked((F.CLB_DIRECTOR,), "school_year", only="be"),
    "evaluate_goal": STEP, "do_follow_up": STEP,
    "do_safety_check": CHECK, "flush_water": CHECK, "do_first_checks": CHECK._replace(fact=""),
    "do_first_inventory": CHECK._replace(fact=""), "repeat_risk_inventory": CHECK._replace(fact=""),
    "review_plan_paper": Asked((F.DIRECTOR,), "paper", "safetyplan.paper", "plan_paper_new",
                               only="nl"),
    "do_plan_measure": Asked(OWNERS, "measure", "safetyplan.measure", "measure", stand_ins=NONE,
                             only="nl"),
    "review_plan_chapters": PLAN._replace(holders=OWNERS), "adopt_safety_plan": PLAN,
    "replace_supervisor": Asked((F.SECRETARIAT, F.DIRECTOR), act="supervision_replace", subject="safetyplan.post"),
    "do_plan_action": Asked(OF_ACTIONS, subject="safety.discussion", act="incident_action",
                            acts_on="safety.planaction", origin="discussion"),
    **dict.fromkeys(
        ("aftercare_tell_prevention_officer", "aftercare_contact_victim", "aftercare_contact_parents",
         "aftercare_offer_help", "aftercare_talk", "aftercare_follow_up_talk", "aftercare_closing_talk",
         "aftercare_safety_check", "aggression_first_talk", "aggression_second_talk", "aggression_third_talk",
         "aggression_inventory", "aggression_on_the_agenda"), TALK),
    **dict.fromkeys(("report_accident_to_inspectorate", "tell_bhv_and_council_of_accident"),
                    Asked(subject="safety.thread", act="incident_accident", origin="accident", only="nl")),
    "support_starting_teacher": Asked((F.CLASS_TEACHER,), "start", "safetyplan.start", "start_step",
                                      "safetyplan.startstep", NONE),
    "ask_certificate": Asked((F.SECRETARIAT,)),
    "illness_doubtful_certificate": Asked((F.CLB_DOCTOR,)),
    "nursery_presence_talk": Asked((F.CARE_COORDINATOR,)),
}  # fmt: skip
BY_NAME = {"support_starting_teacher"}  # asked of one person, the coach, and of no function
# What the lawbook asks of a function, and what is noted on the page of the duty itself.
NAMED = re.compile(r'Duty\(\s*"(\w+)", "(\w+)"')
OF_THE_LAW = {
    (code, F(NAMES.get(holder, holder)))
    for path in Path(core.__file__).parent.rglob("*.py")
    for code, holder in NAMED.findall(path.read_text("utf-8"))
    if NAMES.get(holder, holder) in F.values and code not in ASKED
}
NOTED = Asked(stand_ins=frozenset({F.CARE_COORDINATOR, F.SECRETARIAT}))
EACH = sorted(
    [(code, F(holder), asked) for code, asked in ASKED.items() for holder in asked.holders]
    + [(code, holder, NOTED) for code, holder in OF_THE_LAW]
)  # fmt: skip


def expected(asked: Asked, holder: Function, duty: Duty) -> tuple[set[Function], set[Function]]:
    """Which functions see it, and which may say it is done."""
    if duty.school_id is None:
        return {holder}, {holder}
    sees, does = {F.DIRECTOR, F.CARE_COORDINATOR, F.SECRETARIAT, holder}, {holder}
    if duty.group_id:
        sees |= TEACHERS
    if holder in CLB_FUNCTIONS:
        sees |= {F.CLB_ANCHOR, F.CLB_DOCTOR}
    else:
        does |= {F.DIRECTOR}
    return sees, does | (asked.stand_ins if holder in TEACHERS else NONE)


class World:
    """A school with one person of every function, and the row behind each duty."""

    def __init__(self, cast: Cast, country: str) -> None:
        self.rows, self.country = Rows(cast, country), country
        away = {one for land, functions in ONLY_IN.items() if land != country for one in functions}
        self.people = {function: self._of(function) for function in F if function not in away}
        for agreement in AccessAgreement.objects.filter(school=self.rows.school):
            for one in CLB_FUNCTIONS:
                Acknowledgement.objects.create(
                    board_id=agreement.board_id,
                    agreement=agreement,
                    school_year=YEAR,
                    user=self.people[one],
                    at=timezone.now(),
                )
        self.actors = {function: actor_of(user) for function, user in self.people.items()}
        self.faults: list[str] = []
        self.visited: set[tuple[Asked, Function, Function]] = set()

    def _of(self, function: Function) -> User:
        user = person(function.value, "Iemand")
        at: dict[str, Any] = {"school": self.rows.school}
        at |= {"group": self.rows.group} if function in TEACHERS else {}
        at |= {"pupil": self.rows.pupil} if function in {F.PARENT, F.EMERGENCY} else {}
        at |= {"until": timezone.now() + timedelta(hours=1)} if function is F.EMERGENCY else {}
        over = function in {F.BOARD_MEMBER, F.CLB_DIRECTOR, F.DATA_PROTECTION_OFFICER}
        board = self.rows["staffing.centre"].board_id if function is F.CLB_DIRECTOR else self.rows.board
        made = appoint(user, function, board, **({} if over else at))
        if function is F.EMERGENCY:
            self.rows.made["access.appointment"] = made
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        return user

    def tries(self, each: Iterable[tuple[str, Function, Asked]]) -> None:
        """All duties first, so that each function is asked once what it sees; then what may be done is done."""
        made = [(self._duty(*one), *one) for one in each]
        sights = {function: self._sight(actor) for function, actor in self.actors.items()}
        for duty, code, holder, asked in made:
            sees, does = expected(asked, holder, duty)
            for function, (seen, may) in sights.items():
                label = f"{code} of {holder.value}: {function.value}"
                if (function in sees, function in does) != (duty.pk in seen, duty.pk in may):
                    self.faults.append(f"{label}: sees {duty.pk in seen}, may say it is done {duty.pk in may}")
                elif function in does and (asked, holder, function) not in self.visited:
                    self.visited.add((asked, holder, function))  # several codes lead to one page
                    self._give(asked, holder)
                    self._acts(label, self.people[function], duty, asked)

    @staticmethod
    def _sight(actor: Actor) -> list[set[UUID]]:
        rights = ("duty.see", "duty.discharge")
        return [set(Duty.objects.visible_to(actor, one).values_list("pk", flat=True)) for one in rights]

    def _acts(self, label: str, user: User, duty: Duty, asked: Asked) -> None:
        """The page it leads to opens, and the act it asks is not refused; nothing of it stays."""
        client = Client()
        client.force_login(user)
        page = own.page_of(duty)
        where = page or reverse("duty", args=[duty.pk])
        answers = {where: client.get(where).status_code}
        if asked.act or not page:  # else it asks to read the page
            act = self._act(duty, asked)
            with transaction.atomic():
                answers[act] = client.post(act, {}).status_code
                transaction.set_rollback(True)
        self.faults += [f"{label} gets {code} at {url}" for url, code in answers.items() if code not in ANSWERED]
        if bool(page) != bool(asked.act or asked.fact or asked.origin):
            self.faults.append(f"{label} is led to {page or 'no page'}")

    def _act(self, duty: Duty, asked: Asked) -> str:
        row = self.rows[asked.acts_on or asked.subject] if asked.subject else None
        if asked.act == "plan_chapter_edit":
            return reverse(asked.act, args=[self.rows.school.pk, CHAPTER])
        if asked.act == "check_record":
            kind = duty.facts.get("kind", "rie")
            return f"{reverse(asked.act, args=[kind])}?school={self.rows.school.pk}"
        if asked.act == "supervision_replace":
            return reverse(asked.act, args=[self.rows["safetyplan.post"].pk, DAY])
        if not asked.act:
            return reverse("duty", args=[duty.pk])
        return reverse(asked.act, args=[row.pk] if row and asked.act not in OF_NO_ROW else [])

    def _duty(self, code: str, holder: Function, asked: Asked) -> Duty:
        """The duty as the product makes it."""
        row = self.rows[asked.subject] if asked.subject else None
        of_board = holder in {F.BOARD_MEMBER, F.CLB_DIRECTOR} and asked.stand_ins
        board = self.rows["staffing.centre"].board_id if holder is F.CLB_DIRECTOR else self.rows.board
        in_class = holder in TEACHERS and asked.stand_ins
        named = self.people[holder] if code in BY_NAME else None
        fact = FIXED.get(asked.fact, str(row.pk) if row else "")
        return Duty.objects.create(
            board_id=board,
            school=None if of_board else self.rows.school,
            holder=holder,
            code=code,
            rule="",
            group=self.rows.group if in_class else None,
            origin=f"{asked.origin or 'x'}:{row.pk if row else uuid4()}",
            key=f"{code}:{holder}",
            due=MONDAY,
            person=named,
            facts={asked.fact: fact} if asked.fact else {},
        )

    def _give(self, asked: Asked, holder: Function) -> None:
        """The row behind a duty says whose it is: its function, or the coach by name."""
        chapter = "safetyplan.chaptertext" if asked.act == "plan_chapter_edit" else ""
        for label in filter(None, (asked.subject, asked.acts_on, chapter)):
            row = self.rows[label]
            for name, value in (("holder", holder), ("owner", holder), ("coach", self.people.get(holder))):
                if hasattr(row, name):
                    setattr(row, name, value)
                    row.save()


OF_NO_ROW = {"certificate_new", "talk_new", "plan_paper_new"}
ANSWERED = {200, 302, 422}
CHAPTER, DAY = "0.1", "2026-12-01"
FIXED = {"kind": "evacuation_drill", "year": 2026, "school_year": YEAR}


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="rows of all boards are built between requests; test_wall tries the wall",
)
@pytest.mark.parametrize("country", ["be", "nl"])
def test_who_may_say_a_duty_is_done_is_who_may_do_what_it_asks(cast, country) -> None:
    world = World(cast, country)
    world.tries(one for one in EACH if one[1] in world.people and one[2].only in {"", country})
    assert not world.faults, "\n".join(world.faults)


def test_no_duty_of_the_product_is_left_out() -> None:
    assert set(own.duties()) <= {code for code, _holder, _asked in EACH}


def test_whom_a_list_offers_can_be_asked() -> None:
    offered = {*OF_STEPS, *OF_ITEMS, *OF_ACTIONS, *OWNERS, *OF_CHECKS, *WATCHES.values()}
    assert {one for one in offered if (one, "duty.discharge") not in TABLE} == set()


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
def test_who_watches_a_last_day_of_a_case_opens_the_case_and_takes_the_step(definition) -> None:
    """The direction watches what the board, a committee or the CLB has to do; the case is led by it."""
    for step in definition.steps:
        if step.latest and step.holder in WATCHES and definition.family != "protected":
            watcher = WATCHES[step.holder]
            assert (watcher, f"case.read:{definition.family}") in TABLE, step.code
            assert step.holder != watcher or watcher in step.by, step.code
