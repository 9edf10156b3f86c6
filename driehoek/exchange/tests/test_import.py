"""A roster comes in: new, changed, left; the same file twice changes nothing; the last one can be undone."""

import shutil
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from driehoek.access.models import Appointment, User
from driehoek.access.queries import actor_of
from driehoek.exchange import actions, queries
from driehoek.exchange.models import ImportRun
from driehoek.journal.models import Line
from driehoek.people import personal_number
from driehoek.people.models import Guardian, Guardianship, Membership, Pupil
from driehoek.schools.models import Group
from tests.cast import MONDAY

from .importing import FILES, imported, planned

TUESDAY = date(2026, 11, 24)


def places(pupil: Pupil, on: date) -> set[str]:
    return set(Membership.objects.on(on).filter(pupil=pupil).values_list("group__name", flat=True))


def test_the_preview_counts_what_is_new_changed_and_gone(cast) -> None:
    run = planned(cast.lindeboom, FILES / "lindeboom.xml")
    assert {kind: run.counts[kind] for kind in ("left", "refused")} == {"left": 1, "refused": 0}
    kinds = {(one.label, one.kind) for one in actions.changes_of(run) if one.model == "pupils.pupil"}
    assert kinds == {
        ("Adam Nowak", "changed"),
        ("Noor Véral", "changed"),
        ("Lena van den Bos", "new"),
        ("Ilias Tahiri", "left"),
    }


def test_a_plan_writes_nothing(cast) -> None:
    planned(cast.lindeboom, FILES / "lindeboom.xml")
    assert Pupil.objects.filter(school=cast.lindeboom).count() == 3
    assert cast.class_3a.external_key == Group.objects.get(pk=cast.class_3a.pk).external_key


def test_existing_classes_and_pupils_are_recognised_and_not_doubled(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    assert Group.objects.get(school=cast.lindeboom, external_key="g3") == cast.class_3a
    assert Pupil.objects.filter(school=cast.lindeboom).count() == 4
    lena = Pupil.objects.get(key="Lena-1")
    assert (lena.name, lena.search_name, lena.enrolments.get().first_day) == (
        "Lena van den Bos",
        "vandenbos lena van den bos denbos",
        date(2026, 10, 5),
    )


def test_the_same_file_twice_changes_nothing(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    again = planned(cast.lindeboom, FILES / "lindeboom.xml")
    assert again.plan == []
    assert again.counts["rows"] == again.counts["new"] == again.counts["changed"] == again.counts["left"] == 0


@pytest.mark.parametrize(
    ("where", "path"), [("beuk", "beuk.xml"), ("lindeboom", "sds"), ("beuk", "oneroster"), ("lindeboom", "table.csv")]
)
def test_every_format_twice_changes_nothing(cast, where: str, path: str) -> None:
    school = getattr(cast, where)
    first = imported(school, FILES / path)
    assert first.counts["rows"] > 0
    assert planned(school, FILES / path, on=TUESDAY).plan == []


def test_a_pupil_who_changes_class_keeps_the_days_in_the_first(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    assert places(cast.noor, date(2026, 11, 22)) == {"3A"}
    assert places(cast.noor, MONDAY) == {"4B"}


def test_a_composite_group_stands_beside_the_class(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    assert places(cast.adam, MONDAY) == {"3A", "Zwemmers"}


def test_a_pupil_missing_from_the_file_has_left_on_a_date_and_stays_in_the_books(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    ilias = Pupil.objects.get(pk=cast.ilias.pk)
    assert ilias.left_on == MONDAY
    assert ilias.enrolments.get().last_day == MONDAY
    assert places(ilias, TUESDAY) == set()


def test_whoever_confirms_may_keep_a_missing_pupil_or_give_another_day(cast) -> None:
    run = planned(cast.lindeboom, FILES / "lindeboom.xml")
    actions.choose(run, {str(cast.ilias.pk)}, MONDAY)
    actions.apply(actor_of(cast.rita), run)
    assert Pupil.objects.get(pk=cast.ilias.pk).left_on is None


def test_a_pupil_who_is_in_the_file_again_has_come_back(cast) -> None:
    Pupil.objects.filter(pk=cast.adam.pk).update(left_on=date(2026, 10, 1))
    cast.adam.enrolments.update(last_day=date(2026, 10, 1))
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    assert Pupil.objects.get(pk=cast.adam.pk).left_on is None
    assert cast.adam.enrolments.filter(last_day=None).get().first_day == MONDAY


def test_a_file_of_an_earlier_year_says_nobody_left(cast, tmp_path) -> None:
    text = (FILES / "lindeboom.xml").read_text().replace("2026-2027", "2024-2025")
    (tmp_path / "old.xml").write_text(text)
    assert planned(cast.lindeboom, tmp_path / "old.xml").counts["left"] == 0


def test_the_personal_number_is_sealed_and_a_wrong_one_is_a_warning(cast) -> None:
    """ACC-13; official samples carry numbers with a wrong checksum."""
    run = planned(cast.beuk, FILES / "beuk.xml")
    with override("nl"):
        assert [note.field for note in queries.shown_notes(run, "warnings")].count("BSN") == 1
    assert "123456789" not in str(run.plan) + str(run.notes)
    actions.apply(actor_of(cast.bas), run)
    daan = Pupil.objects.get(pk=cast.daan.pk)
    assert b"123456789" not in bytes(daan.personal_number)
    assert personal_number.reveal(daan.personal_number, daan.pk) == "123456789"


def test_a_new_teacher_has_no_login_and_an_equal_name_gives_an_account_nothing(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    waiting = User.objects.filter(family_name="Heylen").exclude(pk=cast.kathleen.pk).get()
    assert (waiting.email, waiting.appointments.count() > 0, cast.kathleen.appointments.count()) == (None, True, 1)
    jef = User.objects.get(family_name="de Wouters")
    assert jef.email is None
    assert not jef.has_usable_password()
    rows = Appointment.objects.filter(user=jef).values_list("group__name", "function", "last_day")
    assert set(rows) == {
        ("Muizen", "class_teacher", date(2027, 8, 31)),
        ("4B", "support_teacher", date(2027, 8, 31)),
    }


def test_a_teacher_without_a_group_reaches_nothing(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    lia = User.objects.get(given_name="Lia")
    assert not Pupil.objects.visible_to(actor_of(lia), "file.read:identity").exists()


def test_a_teacher_the_file_takes_from_a_group_loses_it_on_that_day(cast, tmp_path) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    text = (
        (FILES / "lindeboom.xml")
        .read_text()
        .replace('<groep key="k1"/><groep key="g4"><rol>OWA</rol></groep>', '<groep key="k1"/>')
    )
    (tmp_path / "next.xml").write_text(text)
    imported(cast.lindeboom, tmp_path / "next.xml", on=TUESDAY)
    assert Appointment.objects.get(user__family_name="de Wouters", group__name="4B").last_day == TUESDAY


def test_guardians_come_with_what_they_are_to_each_child(cast) -> None:
    imported(cast.lindeboom, FILES / "sds")
    grandmother = Guardian.objects.get(external_key="P2")
    ties = Guardianship.objects.filter(guardian=grandmother).values_list("pupil__given_name", "relation", "is_informed")
    assert set(ties) == {("Adam", "relative", False), ("Noor", "relative", False)}
    assert Guardianship.objects.get(guardian__external_key="P1").is_informed


def next_year_without_grandmother(tmp_path):
    """The same files, in which the grandmother is gone from one child."""
    folder = tmp_path / "sds"
    shutil.copytree(FILES / "sds", folder)
    path = folder / "relationships.csv"
    lines = path.read_text().splitlines()
    kept = [line for line in lines if not ("P2" in line and "Adam-1" in line)]
    assert len(kept) == len(lines) - 1
    path.write_text("\n".join(kept) + "\n")
    return folder


def test_an_adult_whom_the_file_no_longer_names_goes_and_undo_brings_them_back(cast, tmp_path) -> None:
    imported(cast.lindeboom, FILES / "sds")
    run = imported(cast.lindeboom, next_year_without_grandmother(tmp_path), by=cast.rita)
    of_grandmother = Guardianship.objects.filter(guardian__external_key="P2")
    assert [tie.pupil for tie in of_grandmother] == [cast.noor]
    actions.undo(actor_of(cast.rita), run)
    assert {tie.pupil for tie in of_grandmother.all()} == {cast.adam, cast.noor}


def test_an_adult_recorded_by_hand_stays_whatever_the_file_says(cast, tmp_path) -> None:
    imported(cast.lindeboom, FILES / "sds")
    Guardianship.objects.filter(guardian__external_key="P2").update(imported=False, relation="mother")
    imported(cast.lindeboom, next_year_without_grandmother(tmp_path))
    ties = Guardianship.objects.filter(guardian__external_key="P2")
    assert {(tie.pupil, tie.relation) for tie in ties} == {(cast.adam, "mother"), (cast.noor, "mother")}


def test_what_an_imported_adult_is_to_a_child_follows_the_file(cast) -> None:
    imported(cast.lindeboom, FILES / "sds")
    ties = Guardianship.objects.filter(guardian__external_key="P2")
    ties.update(relation="mother", has_authority=True)  # as a roster before said
    imported(cast.lindeboom, FILES / "sds")
    assert {(tie.relation, tie.has_authority) for tie in ties.all()} == {("relative", False)}


def test_a_key_may_be_as_long_as_edexml_allows(cast, tmp_path) -> None:
    key = "A" * 256
    (tmp_path / "long.xml").write_text((FILES / "lindeboom.xml").read_text().replace("Lena-1", key))
    imported(cast.lindeboom, tmp_path / "long.xml")
    assert Pupil.objects.filter(key=key).count() == 1


def test_a_parent_entered_by_hand_is_recognised_by_name_at_the_child(cast) -> None:
    imported(cast.lindeboom, FILES / "sds")
    dirk = Guardian.objects.get(given_name="Dirk")
    assert (dirk.external_key, dirk.email) == ("P1", "dirk@thuis.example")


def test_an_empty_value_in_the_file_erases_nothing(cast) -> None:
    Pupil.objects.filter(pk=cast.adam.pk).update(postcode="9000")
    imported(cast.lindeboom, FILES / "lindeboom.xml")
    assert Pupil.objects.get(pk=cast.adam.pk).postcode == "9000"


def test_the_number_of_statements_does_not_grow_with_the_pupils(cast, tmp_path) -> None:
    def statements(many: int, school) -> int:
        pupils = "".join(
            f'<leerling key="{n}"><achternaam>N{n}</achternaam><jaargroep>5</jaargroep><groep key="g"/></leerling>'
            for n in range(many)
        )
        path = tmp_path / f"{many}.xml"
        path.write_text(
            "<EDEX><school><schooljaar>2026-2027</schooljaar><instellingsnummer>1</instellingsnummer></school>"
            f'<groepen><groep key="g"><naam>G</naam><jaargroep>5</jaargroep></groep></groepen><leerlingen>{pupils}'
            "</leerlingen></EDEX>"
        )
        with CaptureQueriesContext(connection) as captured:
            imported(school, path)
        return len(captured)

    assert statements(400, cast.lindeboom) <= statements(4, cast.elsewhere) + 20  # SQLite takes 999 values at a time


def test_undo_brings_everything_back_as_it_was(cast) -> None:
    def everything() -> dict[str, list]:
        return {
            model.__name__: sorted(map(str, model.objects.values_list()))
            for model in (Pupil, Group, Membership, Guardian, Guardianship, Appointment, User)
        }

    before = everything()
    run = imported(cast.lindeboom, FILES / "lindeboom.xml", by=cast.rita)
    assert everything() != before
    actions.undo(actor_of(cast.rita), run)
    assert everything() == before
    assert list(Line.objects.filter(act__startswith="roster.").order_by("number").values_list("act", flat=True)) == [
        "roster.upload",
        "roster.import",
        "roster.undo",
    ]


def test_undo_is_refused_when_somebody_worked_with_the_rows_since(cast) -> None:
    run = imported(cast.lindeboom, FILES / "lindeboom.xml")
    Pupil.objects.filter(key="Lena-1").update(given_name="Leentje", search_name="leentje van den bos")
    with pytest.raises(actions.CannotApply, match="Lena van den Bos"):
        actions.undo(actor_of(cast.rita), run)
    assert Pupil.objects.filter(key="Lena-1").exists()


def test_undo_is_refused_when_something_hangs_on_a_new_pupil(cast) -> None:
    run = imported(cast.lindeboom, FILES / "lindeboom.xml")
    lena = Pupil.objects.get(key="Lena-1")
    lena.absences.create(board_id=lena.board_id, day=MONDAY, part="am")
    with pytest.raises(actions.CannotApply):
        actions.undo(actor_of(cast.rita), run)
    assert lena.absences.count() == 1
    assert ImportRun.objects.get(pk=run.pk).state == "applied"


def test_only_the_last_import_can_be_undone(cast) -> None:
    first = imported(cast.lindeboom, FILES / "lindeboom.xml")
    imported(cast.lindeboom, FILES / "sds", on=TUESDAY)
    with pytest.raises(actions.CannotApply, match="last import"):
        actions.undo(actor_of(cast.rita), first)


def test_a_plan_that_was_overtaken_is_not_written(cast) -> None:
    run = planned(cast.lindeboom, FILES / "lindeboom.xml")
    Pupil.objects.filter(pk=cast.noor.pk).update(sex="m")
    with pytest.raises(actions.CannotApply, match="changed the same"):
        actions.apply(actor_of(cast.rita), run)
    assert not Pupil.objects.filter(key="Lena-1").exists()


def test_the_journal_names_no_child(cast) -> None:
    imported(cast.lindeboom, FILES / "lindeboom.xml", by=cast.rita)
    line = Line.objects.get(act="roster.import")
    assert line.stream == cast.lindeboom.pk
    assert line.facts == {"new": 6, "changed": 4, "left": 1, "rows": line.facts["rows"], "format": "edexml"}
