"""What happens to the plan: a chapter is saved as a new version, a document gets a version and signatures."""

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.safetyplan.models import ChapterText, Paper, Signature
from driehoek.schools.models import School

from .due import settle


@transaction.atomic
def save_chapter(actor: Actor, school: School, text: ChapterText) -> ChapterText:
    """Keep a chapter as it is now; what stood there before stays as its history (SAF-1)."""
    text.pk = ChapterText._meta.pk.get_default()
    text.board_id, text.school, text.saved_by_id = school.board_id, school, actor.account
    text.save(force_insert=True)
    _note(actor, "plan.chapter", school, text, chapter=text.code, status=text.status)
    settle(school, actor.on)
    return text


@transaction.atomic
def keep_paper(actor: Actor, school: School, paper: Paper) -> Paper:
    """A new version of a document that people sign; the one before stays (SAF-21)."""
    paper.board_id, paper.school, paper.saved_by_id = school.board_id, school, actor.account
    paper.save(force_insert=True)
    _note(actor, "plan.paper", school, paper, kind=paper.kind)
    settle(school, actor.on)
    return paper


@transaction.atomic
def sign(actor: Actor, paper: Paper, signature: Signature) -> None:
    """Record that somebody signed this version. The name stands on the paper, never in the journal."""
    signature.board_id, signature.paper = paper.board_id, paper
    signature.save()
    _note(actor, "plan.signed", paper.school, paper, kind=paper.kind)


def _note(actor: Actor, act: str, school: School, row: ChapterText | Paper, **facts: str) -> None:
    journal.write(actor, act, stream=school.pk, kind=row._meta.label_lower, subject_id=row.pk, facts=facts)
