"""A duty says what it is about to who may read it, and to nobody else (ALL-1)."""

from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.duties import subjects
from driehoek.duties.models import Duty
from driehoek.pupils.actions.steps import agree
from driehoek.pupils.models import Entry, Step
from tests.cast import LEIE, MONDAY

GOAL = "Leest zelf een blad voor"


def test_which_goal_to_evaluate_stands_there_for_who_reads_it(cast, client) -> None:
    entry = Entry.objects.create(
        board_id=LEIE, pupil=cast.adam, kind="action_plan", category="care", day=MONDAY, title="Lezen", author=cast.zoe
    )
    step = agree(actor_of(cast.zoe), entry, Step(kind="goal", text=GOAL, due=MONDAY, holder="care_coordinator"))
    duty = Duty.objects.get(facts__step=str(step.pk))
    with within(LEIE):
        assert subjects.of(actor_of(cast.zoe), [duty]) == {duty.pk: GOAL}
        assert subjects.of(actor_of(cast.sam), [duty]) == {}
    client.force_login(cast.zoe)
    for address in ("/today/", f"/duties/{duty.pk}/"):
        assert GOAL in client.get(address).content.decode()
