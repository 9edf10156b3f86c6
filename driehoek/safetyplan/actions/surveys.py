"""A survey is made, closed and answered; its codes are made and shown once (SAF-15)."""

import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.wall import within
from driehoek.journal import actions as journal
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Answer, Survey, SurveyCode
from driehoek.safetyplan.queries.surveys import digest_of
from driehoek.schools.models import Group, School

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0 and O, no 1, I and L: children type them
LENGTH, HALF = 8, 4


@transaction.atomic
def keep(actor: Actor, school: School, survey: Survey) -> Survey:
    survey.board_id, survey.school, survey.made_by_id = school.board_id, school, actor.account
    survey.save()
    _note(actor, "survey.made", survey, audience=survey.audience)
    return survey


@transaction.atomic
def make_codes(actor: Actor, survey: Survey, group: Group | None, number: int) -> list[str]:
    """New codes for a group, shown this once; those given out before and not used end, so that a lost sheet is lost."""
    SurveyCode.objects.filter(survey_id=survey.pk, group_id=group.pk if group else None, used=False).delete()
    codes = ["".join(secrets.choice(SIGNS) for _sign in range(LENGTH)) for _code in range(number)]
    SurveyCode.objects.bulk_create(
        SurveyCode(
            digest=digest_of(code), board_id=survey.board_id, survey_id=survey.pk, group_id=group.pk if group else None
        )
        for code in codes
    )
    _note(actor, "survey.codes", survey, number=number)
    return [f"{code[:HALF]}-{code[HALF:]}" for code in codes]


@transaction.atomic
def close(actor: Actor, survey: Survey) -> None:
    """Nobody can answer any more, and the answers can be read. It is not opened again."""
    survey.closed_at = timezone.now()
    survey.save(update_fields=["closed_at"])
    _note(actor, "survey.closed", survey)


@transaction.atomic
def answer(code: SurveyCode, given: dict[str, int]) -> bool:
    """Keep somebody's answers, once per code; False where it was used meanwhile. Nothing says which code it was."""
    if not SurveyCode.objects.filter(pk=code.pk, used=False).update(used=True):
        return False
    with within(code.board_id):
        survey = Survey.objects.get(pk=code.survey_id)
        weighed = [one.weighed(given[one.code]) for one in catalogue.questions(survey.audience) if one.code in given]
        Answer.objects.create(
            board_id=code.board_id,
            survey=survey,
            group_id=_group(code.group_id),
            values=given,
            score=sum(weighed) / len(weighed),
        )
    return True


def _group(group: UUID | None) -> UUID | None:
    """The group of a code, as long as it is there."""
    return group if group and Group.objects.filter(pk=group).exists() else None


def _note(actor: Actor, act: str, survey: Survey, **facts: str | int) -> None:
    journal.write(actor, act, stream=survey.school_id, kind="safetyplan.survey", subject_id=survey.pk, facts=facts)
