"""What the views of procedures share: opening the right case, and the dictionaries that their pages show."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_date

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, admit, open_one
from driehoek.letters.kinds import KINDS, BadLetter, Kind
from driehoek.letters.models import Letter
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.safety.queries.bullying import bullies_of
from driehoek.schools.models import School
from lawbook.kinds import SchoolYear

from . import actions, addressing, gate, lettering, opening, people, presenting, queries, renewing
from .definition import Definition, Step
from .definitions import DEFINITIONS
from .forms import LetterForm, StepForm
from .models import Case, Event


def schools_for_new(actor: Actor) -> list[School]:
    """The schools where this person may open a case that is about no pupil."""
    reaches = [actor.reach(f"case.open:{family}") for family in ("complaint", "staff", "aggression")]
    schools, boards = ({one for reach in reaches for one in getattr(reach, over)} for over in ("schools", "boards"))
    return list(School.objects.filter(Q(pk__in=schools) | Q(board__in=boards)).order_by("name"))


def procedures_of(actor: Actor) -> list[Definition]:
    """The procedures whose cases this person may read, for the filter of the list."""
    lands = set(School.objects.filter(pk__in=actor.schools).values_list("jurisdiction", flat=True))
    return [one for one in DEFINITIONS.values() if one.jurisdiction in lands and actor.may(f"case.read:{one.family}")]


def place_of_new(
    request: HttpRequest, pupil: UUID | None, school: UUID | None
) -> tuple[School, Pupil | None, list[Definition]]:
    """Where a case is opened and for whom, and what may be opened there; 404 when nothing may."""
    actor = actor_in(request)
    if pupil is None:
        rows = School.objects.visible_to(actor, "school.read")
        place = open_one(request, rows, school, "case.open", log=False) if school else None
        child = None
    else:
        rows_of_pupils = Pupil.objects.visible_to(actor, "pupil.find").select_related("school")
        child = with_groups([open_one(request, rows_of_pupils, pupil, "case.open")], actor.on)[0]
        place = child.school
    offered = queries.may_open(actor, place, child) if place else []
    if place is None or not offered:
        raise Http404
    return place, child, offered


def case_to_work_on(request: HttpRequest, pk: UUID) -> Case:
    return admit(request, opening.case(actor_in(request), "case.step", pk), Case, pk, "case.step", log=False)


def case_to_read(request: HttpRequest, pk: UUID, right: str = "case.read", **facts: str) -> Case:
    """A case with its documents; that it was opened is journalled."""
    found = opening.case(actor_in(request), "case.read", pk, documents=True)
    return admit(request, found, Case, pk, right, log=True, **facts)


def step_of(request: HttpRequest, pk: UUID, code: str) -> tuple[Case, Step]:
    found = case_to_work_on(request, pk)
    for step in found.procedure.steps:
        if step.code == code:
            return found, step
    raise Http404


def event_of(request: HttpRequest, pk: UUID, event: UUID) -> tuple[Case, Event, Step]:
    """An event that stands, to correct or take back."""
    found = case_to_work_on(request, pk)
    standing = {one.id for one in queries.standing(found, actor_in(request).on).done}
    for row in found.story:
        if row.pk == event and str(row.pk) in standing:
            return found, row, found.procedure.step(row.step)
    raise Http404


def resting(request: HttpRequest, case: Case, old: Event) -> list[str]:
    """The steps on record that no longer hold once this event is taken back, by their titles."""
    on = actor_in(request).on
    before, after = queries.standing(case, on), queries.standing(case, on, without=old)
    known = {(one.step, one.text) for one in before.consequences}
    steps = [one.step for one in after.consequences if (one.step, one.text) not in known]
    return list(dict.fromkeys(str(case.procedure.step(code).title) for code in steps if code != old.step))


def recorded(request: HttpRequest, case: Case, form: StepForm, old: Event | None = None) -> bool:
    """Record what the form holds; False with the refusals as the form's errors."""
    actor = actor_in(request)
    try:
        if old:
            actions.correct(actor, case, old, form.entered(), form.cleaned_data["reason"])
        else:
            actions.record(actor, case, form.entered())
    except actions.Refused as refused:
        tell(form, refused)
        return False
    return True


def acts(form: BaseForm, act: Callable[..., object], *given: object, **more: object) -> Any:
    """Do what the form asks for and return what came of it; nothing where it was refused: the form then says why."""
    try:
        return act(*given, **more) or True
    except actions.Refused as refused:
        tell(form, refused)
        return None


def tell(form: BaseForm, refused: actions.Refused) -> None:
    """The refusals as errors of the form, each with its source."""
    for one in refused.refusals:
        source = f" ({one.source.act}, {one.source.article})" if one.source else ""
        form.add_error(None, f"{one.text}{source}")


def step_shown(request: HttpRequest, case: Case, step: Step, form: StepForm) -> dict[str, Any]:
    actor = actor_in(request)
    where = queries.standing(case, actor.on)
    days = [one for one in where.deadlines if one.code == step.code]
    asked = case.procedure.official and any(one.name == "alternative" for one in step.fields)
    return {
        "case": case,
        "step": step,
        "form": form,
        "days": days,
        "on": actor.on,
        "may_write": actor.may("letters.write"),
        "earlier": queries.earlier_measures(actor, case) if asked else None,
    }


def shown(request: HttpRequest, case: Case) -> dict[str, Any]:
    actor = actor_in(request)
    return {
        "page": presenting.page(actor, case),
        "case": case,
        "on": actor.on,
        "parties": queries.in_force(case),
        "may_name": gate.hand(actor, case).leads(case.procedure) and actor.may("case.step"),
        "may_print": actor.may("case.print"),
        "may_write": actor.may("letters.write"),
        "before": renewing.before(case),
        "after": renewing.after(actor, case),
        "may_renew": bool(case.procedure.renews and case.pupil_id) and actor.may("case.open"),
        "may_vote": bool(case.procedure.committee.startswith("be.") and people.voting(queries.in_force(case)))
        and gate.votes(actor, case) is None,
        "letters": opening.letters(actor, case.pk),
        "bullies": bullies_of(case.pk) if case.family == "bullying" else (),
    }


def complaints_shown(actor: Actor, text: str) -> dict[str, Any]:
    """The complaints of the schools within reach in a school year, and how many ended in which way."""
    schools = list(School.objects.filter(pk__in=actor.reach("case.read:complaint").schools).order_by("name"))
    land = schools[0].jurisdiction if schools else "be"
    year = SchoolYear.of(actor.on, land)
    if re.fullmatch(r"\d{4}", text):
        year = SchoolYear(int(text))
    rows = queries.complaints_of([one.pk for one in schools], year.first(land), year.last(land))
    told = queries.standings(rows, actor.on)
    endings = Counter(str(where.ended.text) if where.ended else "" for _row, where in told)
    return {"year": year, "rows": told, "endings": sorted(endings.items()), "total": len(told)}


def letter_of(request: HttpRequest, pk: UUID, code: str) -> tuple[Case, Step, Kind]:
    """The case, its step, and the kind of letter asked for: one of that step, for who may take it, at its time."""
    found, step = step_of(request, pk, code)
    kind = request.GET.get("kind", step.letters[0] if step.letters else "")
    actor = actor_in(request)
    if kind not in step.letters or gate.refusal(gate.hand(actor, found), found.procedure, step):
        raise Http404
    if lettering.too_soon(actor.on, found, step):
        raise Http404
    return found, step, KINDS[kind]


def letter_known(request: HttpRequest, case: Case, step: Step, kind: Kind) -> dict[str, Any]:
    actor, to = actor_in(request), addressing.recipients(case)
    posted = parse_date(request.POST.get("sent_on", "")) or actor.on
    known = lettering.known(actor, case, step, kind, posted)
    fixed = [field.name for field in kind.fields if field.name in known and field.name != "sent_on"]
    fixed += [name for name in lettering.ruled(case, kind) if name not in fixed]
    return {"kind": kind, "to": to, "known": known, "addressed": addressing.addressed(step, to, kind), "fixed": fixed}


def drafted(request: HttpRequest, case: Case, step: Step, form: LetterForm) -> list[Letter]:
    """The drafts, or nothing with what is wrong as the form's errors."""
    given: dict[str, Any] = {"data": form.data_of_letter(), "free": form.free_of_letter(), "chosen": form.chosen()}
    try:
        return lettering.write(actor_in(request), case, step, form.kind, **given)
    except BadLetter as wrong:
        for name, text in wrong.errors.items():
            form.add_error(name if name in form.fields else None, text)
        return []
