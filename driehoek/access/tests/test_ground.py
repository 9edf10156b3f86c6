"""What an act rested on is written with it, and stays (ACC-11)."""

from driehoek.access.functions import Function
from driehoek.access.policy import TABLE, VERSION, Grant, Ground, Scope
from driehoek.access.queries import actor_of
from driehoek.journal import actions as journal


def test_the_ground_of_an_old_line_stays_when_the_policy_changes(cast, monkeypatch) -> None:
    """ACC-11: a line is closed when it is written, with its ground and the version of the policy."""
    line = journal.write(actor_of(cast.kathleen), "file.open", stream=cast.lindeboom.pk)
    monkeypatch.setitem(TABLE, (Function.CLASS_TEACHER, "file.open"), Grant(Scope.OWN_GROUP, Ground("Ander", "9")))
    line.refresh_from_db()
    assert line.ground == f"Schoolreglement (MLER_063), 18.1 · {VERSION}"
