"""Half days of another system come in, by a million if need be, and go out with the codes of their day."""

import pytest
from django.core.management import CommandError, call_command

from driehoek.attendance.models import Absence
from driehoek.duties.models import Duty
from driehoek.exchange import absences
from driehoek.exchange.absences import AbsenceRow, import_absences
from driehoek.journal.models import Line


def rows(cast, *half_days: tuple[str, str, str, str]) -> list[AbsenceRow]:
    return [AbsenceRow(cast.lindeboom.pk, *one) for one in half_days]


def stored() -> set[tuple[str, str, str, str, str]]:
    found = Absence.objects.values_list("pupil__given_name", "day", "part", "state", "reason")
    return {(name, day.isoformat(), *more) for name, day, *more in found}


def test_own_reasons_and_official_codes_are_both_understood(cast) -> None:
    given = rows(
        cast,
        ("Adam-1", "2026-11-16", "am", "ill_note"),
        ("Adam-1", "2026-11-16", "pm", "B"),
        ("Noor-1", "2026-11-16", "am", "late"),
    )
    result = import_absences(cast.lindeboom.board, given)
    assert (result.read, result.written, result.bad) == (3, 3, 0)
    assert stored() == {
        ("Adam", "2026-11-16", "am", "absent", "ill_note"),
        ("Adam", "2026-11-16", "pm", "absent", "unauthorised"),
        ("Noor", "2026-11-16", "am", "late", "not_yet_known"),
    }


def test_the_same_rows_again_write_nothing_and_a_difference_is_written(cast) -> None:
    given = rows(cast, ("Adam-1", "2026-11-16", "am", "ill_note"), ("Noor-1", "2026-11-16", "am", "ill_note"))
    import_absences(cast.lindeboom.board, given)
    assert import_absences(cast.lindeboom.board, given).written == 0
    assert import_absences(cast.lindeboom.board, rows(cast, ("Adam-1", "2026-11-16", "am", "funeral"))).written == 1
    assert Absence.objects.get(pupil=cast.adam).version == 2


def test_an_import_that_was_broken_off_goes_on_where_it_was(cast, monkeypatch) -> None:
    monkeypatch.setattr(absences, "BATCH", 2)
    given = rows(cast, *(("Adam-1", f"2026-11-{day}", "am", "ill_note") for day in range(10, 15)))
    seen: list[int] = []

    def stop(result) -> None:
        seen.append(result.read)
        if result.read == 4:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        import_absences(cast.lindeboom.board, given, on_batch=stop)
    assert Absence.objects.count() == 4
    assert import_absences(cast.lindeboom.board, given, start=seen[-1]).written == 1
    assert Absence.objects.count() == 5


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("Nobody", "2026-11-16", "am", "ill_note"), "pupil"),
        (("Adam-1", "2026-09-31", "am", "ill_note"), "day"),
        (("Adam-1", "2026-11-16", "night", "ill_note"), "part"),
        (("Adam-1", "2026-11-16", "am", "QQ"), "reason"),
    ],
)
def test_a_wrong_row_names_its_line_and_field_and_is_not_written(cast, row, field: str) -> None:
    result = import_absences(cast.lindeboom.board, rows(cast, ("Noor-1", "2026-11-16", "am", "ill_note"), row))
    assert [(note.line, note.field) for note in result.refused] == [(2, field)]
    assert Absence.objects.count() == 1


def test_a_pupil_of_another_board_is_not_known(cast) -> None:
    result = import_absences(
        cast.lindeboom.board, [AbsenceRow(cast.elsewhere.pk, "Eve-1", "2026-11-16", "am", "ill_note")]
    )
    assert (result.bad, Absence.objects.count()) == (1, 0)


def test_one_journal_line_says_how_many(cast) -> None:
    import_absences(cast.lindeboom.board, rows(cast, ("Adam-1", "2026-11-16", "am", "ill_note")))
    assert Line.objects.get(act="absences.import").facts == {"rows": 1, "written": 1, "refused": 0}


def test_the_command_refuses_a_wrong_file_whole(cast, tmp_path) -> None:
    (tmp_path / "a.csv").write_text("pupil,day,part,reason\nAdam-1,2026-11-16,am,B\nAdam-1,2026-11-31,am,B\n")
    with pytest.raises(CommandError, match="line 3 day"):
        call_command("import_absences", str(tmp_path / "a.csv"), school="De Lindeboom")
    assert Absence.objects.count() == 0


def test_imported_problematic_half_days_become_duties(cast, tmp_path) -> None:
    """Five half days of unauthorised absence: the CLB is told (BVR 2019, ATT-5)."""
    text = "".join(f"Adam-1,2026-11-{day},{part},B\n" for day in (16, 17, 19) for part in ("am", "pm"))
    (tmp_path / "a.csv").write_text("pupil,day,part,reason\n" + text)
    call_command("import_absences", str(tmp_path / "a.csv"), school="De Lindeboom")
    assert Absence.objects.filter(pupil=cast.adam, reason="unauthorised").count() == 6
    assert Duty.objects.filter(pupil=cast.adam, rule="be.absence.problematic").exists()
