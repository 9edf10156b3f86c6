"""The journal is append-only and says so when it is not (ACC-11)."""

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.journal import actions as journal
from driehoek.journal.models import Head, Line, Words
from driehoek.journal.verification import check, check_all
from driehoek.journal.words import purposes


class Reader(NamedTuple):
    """As much of a person as a line needs."""

    user_id: UUID
    schools: frozenset[UUID]

    def ground(self, act: str, category: str = "") -> str:
        return f"{act} {category}"


def write_three(cast) -> None:
    for number in range(3):
        journal.write(
            Reader(cast.rita.pk, frozenset()),
            "file.read:tests",
            stream=cast.lindeboom.pk,
            pupil_id=cast.adam.pk,
            subject_id=cast.adam.pk,
            category="tests",
            purpose="oriëntering",
            facts={"z": number, "a": str(cast.noor.pk)},
        )


def test_three_lines_make_a_chain_that_holds(cast) -> None:
    write_three(cast)
    assert check(cast.lindeboom.pk) == (cast.lindeboom.pk, 3, [])
    assert [line.number for line in Line.objects.order_by("number")] == [1, 2, 3]


def test_a_line_without_facts_and_one_on_a_whole_second_hold_too(cast, monkeypatch) -> None:
    monkeypatch.setattr(journal.timezone, "now", lambda: datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    journal.write(None, "refused")
    assert check(journal.HOUSE).broken == []


def test_signs_that_cannot_be_printed_do_not_come_into_a_purpose(cast) -> None:
    line = journal.write(None, "file.open", stream=cast.lindeboom.pk, purpose="zorg\x1f\x00 voor é\n")
    assert Words.objects.get(pk=line.pk).text == "zorg voor é"
    assert check(cast.lindeboom.pk).broken == []


def test_what_somebody_wrote_stands_beside_its_line_and_is_erased_without_breaking_the_chain(cast) -> None:
    """Rights over data, erasing: the line keeps ids, codes and a digest that tells nothing."""
    write_three(cast)
    line = Line.objects.get(number=2)
    assert "oriëntering" not in str(vars(line))
    assert purposes([line]) == {line.pk: "oriëntering"}
    Words.objects.filter(pk=line.pk).delete()
    assert check(cast.lindeboom.pk) == (cast.lindeboom.pk, 3, [])
    assert purposes([line]) == {line.pk: "niet meer bewaard"}


def test_a_known_purpose_is_a_code_and_no_words(cast) -> None:
    line = journal.write(None, "file.open", stream=cast.lindeboom.pk, purpose="absence")
    assert (line.purpose, line.facts, Words.objects.count()) == ("absence", {}, 0)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="there only the owner of the tables could do it")
def test_words_that_were_changed_are_found(cast) -> None:
    write_three(cast)
    Words.objects.filter(pk=Line.objects.get(number=3).pk).update(text="iets anders")
    assert check(cast.lindeboom.pk).broken == [3]


def test_the_database_refuses_to_change_a_line(cast) -> None:
    write_three(cast)
    with pytest.raises(DatabaseError, match=r"never changed|permission denied"), transaction.atomic():
        Line.objects.filter(number=2).update(purpose="something else")


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no role that is not the owner")
def test_the_application_cannot_remove_a_line(cast) -> None:
    write_three(cast)
    with pytest.raises(DatabaseError, match=r"never changed|permission denied"), transaction.atomic():
        Line.objects.filter(number=2).delete()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="there only the owner of the tables could do it")
def test_a_line_changed_behind_the_triggers_back_is_found(cast) -> None:
    write_three(cast)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_line_stays")
        cursor.execute("UPDATE journal_line SET purpose = 'something else' WHERE number = 2")
    assert check(cast.lindeboom.pk).broken == [2]


@pytest.mark.skipif(connection.vendor == "postgresql", reason="there only the owner of the tables could do it")
def test_a_line_removed_from_the_middle_or_the_end_is_found(cast) -> None:
    write_three(cast)
    Line.objects.filter(number=3).delete()
    assert check(cast.lindeboom.pk).broken == [3]
    Line.objects.filter(number=1).delete()
    assert check(cast.lindeboom.pk).broken == [2, 3]


def test_a_line_slipped_in_by_hand_is_found(cast) -> None:
    write_three(cast)
    Line.objects.create(
        id=uuid7(), stream=cast.lindeboom.pk, number=4, at=timezone.now(), act="file.read:care", digest="f" * 64
    )
    Head.objects.filter(pk=cast.lindeboom.pk).update(number=4, digest="f" * 64)
    assert check(cast.lindeboom.pk).broken == [4]


def test_the_command_ends_with_an_error_when_the_chain_is_broken(cast, capsys) -> None:
    write_three(cast)
    call_command("verify_journal")
    assert "the chain holds" in capsys.readouterr().out
    Head.objects.filter(pk=cast.lindeboom.pk).update(number=9)
    with pytest.raises(SystemExit):
        call_command("verify_journal")


def test_a_journal_that_was_taken_away_whole_does_not_hold(cast, capsys) -> None:
    with pytest.raises(SystemExit):
        call_command("verify_journal")
    assert "the journal was taken away" in capsys.readouterr().err


def test_the_end_of_a_chain_cannot_be_taken_away_unseen(cast) -> None:
    write_three(cast)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Head.objects.filter(pk=cast.lindeboom.pk).delete()
    else:
        Head.objects.filter(pk=cast.lindeboom.pk).delete()
        assert [chain.broken for chain in check_all()] == [[0]]
