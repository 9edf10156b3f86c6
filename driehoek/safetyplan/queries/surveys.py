"""Reads of surveys: the rounds of a school, and what was answered, small groups kept back (SAF-15)."""

import hashlib
from collections import defaultdict
from datetime import date
from statistics import fmean
from typing import NamedTuple
from uuid import UUID

from django.db.models import Avg, Count, Q

from driehoek.safetyplan import catalogue
from driehoek.safetyplan.catalogue import Question
from driehoek.safetyplan.models import Answer, Survey, SurveyCode
from driehoek.schools.models import Group, School

from . import small

EVERYBODY = None
Scores = list[dict[str, int]]


class Round(NamedTuple):
    """A survey in the list: how many codes went out, and how many answered."""

    survey: Survey
    codes: int
    answers: int
    state: str  # planned, open, over


class Mean(NamedTuple):
    """One question: the mean of everybody and of each group that is shown; none where too few answered."""

    question: Question
    everybody: float | None
    groups: list[float | None]


class Results(NamedTuple):
    """`groups` with how many answered, as it may be read."""

    answered: str
    groups: list[tuple[Group, str]]
    means: list[Mean]
    trend: list[tuple[str, float]]

    @property
    def is_shown(self) -> bool:
        return any(mean.everybody is not None for mean in self.means)


def rounds(school: School, on: date) -> list[Round]:
    """Every survey of a school, the newest first."""
    found = list(Survey.objects.filter(school=school).order_by("-opens", "audience"))
    ids = [survey.pk for survey in found]
    codes = dict(SurveyCode.objects.filter(survey_id__in=ids).values_list("survey_id").annotate(n=Count("digest")))
    given = dict(Answer.objects.filter(survey__in=ids).order_by().values_list("survey").annotate(n=Count("pk")))
    return [Round(one, codes.get(one.pk, 0), given.get(one.pk, 0), state(one, on)) for one in found]


def state(survey: Survey, on: date) -> str:
    return "over" if survey.is_over(on) else "open" if survey.is_open(on) else "planned"


def results(survey: Survey) -> Results:
    """What was answered. Groups of fewer than five are kept back, and others with them until no sum tells."""
    by_group: dict[UUID | None, Scores] = defaultdict(list)
    for group, values in survey.answers.values_list("group_id", "values"):
        by_group[group].append(values)
    everybody = [values for many in by_group.values() for values in many]
    rows = list(Group.objects.filter(pk__in=[group for group in by_group if group]).order_by("level", "year", "name"))
    counts = {group.pk: len(by_group[group.pk]) for group in rows}
    said = small.told({**counts, EVERYBODY: len(by_group.get(None, []))})
    shown = {pk for pk in counts if said[pk].isdigit()}
    enough = len(everybody) >= small.LEAST
    means = [
        Mean(
            one,
            _mean(one, everybody) if enough else None,
            [_mean(one, by_group[group.pk]) if group.pk in shown else None for group in rows],
        )
        for one in catalogue.questions(survey.audience)
    ]
    groups = [(group, said[group.pk]) for group in rows]
    return Results(small.one(len(everybody)), groups, means, trend(survey))


def _mean(question: Question, many: Scores) -> float | None:
    """The mean answer, more is better, to one decimal."""
    given = [question.weighed(values[question.code]) for values in many if question.code in values]
    return round(fmean(given), 1) if len(given) >= small.LEAST else None


def trend(survey: Survey) -> list[tuple[str, float]]:
    """The mean of all questions over the school years, of rounds of the same audience that are over."""
    rows = Answer.objects.filter(
        Q(survey__closed_at__isnull=False) | Q(survey__closes__lt=survey.closes) | Q(survey=survey),
        survey__school=survey.school_id,
        survey__audience=survey.audience,
    )
    years = rows.order_by().values_list("survey__school_year").annotate(n=Count("pk"), mean=Avg("score"))
    return sorted((year, round(mean, 1)) for year, n, mean in years if n >= small.LEAST)


def digest_of(code: str) -> str:
    """The hash of a code as people type it: capitals, dashes and spaces make no difference."""
    return hashlib.sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()


def code_of(text: str) -> SurveyCode | None:
    return SurveyCode.objects.filter(digest=digest_of(text)).first()
