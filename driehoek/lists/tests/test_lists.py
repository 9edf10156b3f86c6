"""Lists of children: who may take which, what stands on them, and the line in the journal of each child on it."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import nursery as nursery_sweep
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.lists.definitions import LISTINGS
from driehoek.people.models import Brought, Enrolment, Guardianship, Pupil
from driehoek.pupils.models import Consent
from driehoek.schools.models import Group
from tests.cast import LEIE, MONDAY, YEAR, child

PEOPLE = ("rita", "sam", "zoe", "kathleen", "tom", "clara", "dirk", "oona", "bas", "fenna", "petra", "ivo", "mallory")
DIRECTS, TEACHES = {"rita", "zoe", "bas", "ivo"}, {"kathleen", "tom", "fenna"}
FLEMISH = {"rita", "sam", "zoe", "kathleen", "tom", "mallory"}
# Mallory directs a school of her own: the lists open, and show her own child alone.
WHO = {
    "class": DIRECTS | TEACHES | {"sam", "mallory"},
    "telephones": DIRECTS | TEACHES | {"sam", "mallory"},
    "birthdays": DIRECTS | TEACHES | {"sam", "mallory"},
    "allergies": DIRECTS | TEACHES | {"mallory"},
    "papers": DIRECTS | {"sam", "mallory"},
    "agreements": DIRECTS | {"sam", "mallory"},
    "screening": (DIRECTS | TEACHES | {"mallory"}) & FLEMISH,
    "nursery": (DIRECTS | TEACHES | {"sam", "mallory"}) & FLEMISH,
}


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T08:20:00+01:00", tick=False)


def names(answer) -> list[str]:
    return [cells[0][1] for _row, cells in answer.context["lines"]]


def allergic(cast, pupil, what, *readers):
    consent = Consent(pupil=pupil, board_id=LEIE, purpose="health", given_on=MONDAY, given_by="papa")
    consent.recorded_by = cast.zoe
    consent.save()
    entry = pupil.entries.create(
        board_id=LEIE,
        kind="health",
        category="health",
        day=MONDAY,
        title="Allergie",
        text="Bel 112.",
        author=cast.zoe,
        details={"allergic_to": what},
    )
    for reader in readers:
        entry.readers.create(board_id=LEIE, user=reader)
    return consent


def test_every_list_is_in_the_table_of_who_may_take_it() -> None:
    assert set(LISTINGS) == set(WHO)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_list_is_for_who_may_and_404_for_everybody_else_with_a_line_each(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    for slug, allowed in WHO.items():
        for way in ("", "csv", "xlsx"):
            before = set(Line.objects.values_list("pk", flat=True))
            answer = client.get(f"/lists/{slug}/", {"as": way} if way else {})
            assert answer.status_code == (200 if who in allowed else 404), slug
            (line,) = Line.objects.exclude(pk__in=before)
            assert line.allowed == (who in allowed)
            if line.allowed:
                assert (line.act, line.kind) == ("list.exported" if way else "list.read", f"lists.{slug}")


def test_a_list_that_does_not_exist_and_a_class_that_is_not_yours_answer_the_same(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.get("/lists/nothing/").status_code == 404
    assert client.get("/lists/class/", {"over": cast.class_4b.pk}).status_code == 404
    assert client.get("/lists/class/", {"over": cast.lindeboom.pk}).status_code == 404
    assert client.get("/lists/class/", {"over": cast.class_3a.pk}).status_code == 200


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("rita", ["Adam Nowak", "Noor Véral", "Ilias Tahiri"]),
        ("kathleen", ["Adam Nowak", "Noor Véral"]),
        ("tom", ["Ilias Tahiri"]),
        ("mallory", ["Eve Elders"]),
    ],
)
def test_the_class_list_holds_the_own_children_alone(cast, client, who, found) -> None:
    client.force_login(getattr(cast, who))
    assert names(client.get("/lists/class/")) == found


def test_the_telephone_list_leaves_out_a_parent_who_gets_no_information(cast, client) -> None:
    client.force_login(cast.sam)
    assert "0470 00 00 01" in client.get("/lists/telephones/").content.decode()
    Guardianship.objects.update(is_informed=False)
    assert "0470 00 00 01" not in client.get("/lists/telephones/").content.decode()


def test_who_has_the_child_by_weeks_is_told_wherever_one_calls(cast, client) -> None:
    """Monday 23 November 2026 lies in week 48."""
    Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=MONDAY, part="am")
    client.force_login(cast.sam)
    pages = (
        "/lists/telephones/",
        f"/classes/{cast.class_3a.pk}/substitute/",
        f"/pupils/{cast.adam.pk}/calls/",
        "/office/",
    )
    for weeks, said in (("even", "het kind is deze week hier"), ("odd", "het kind is deze week niet hier")):
        Guardianship.objects.filter(pupil=cast.adam).update(weeks=weeks)
        for page in pages:
            assert said in client.get(page).content.decode(), page
    assert "deze week niet hier" in client.get("/lists/telephones/", {"as": "csv"}).content.decode()
    Guardianship.objects.update(weeks="")
    assert "deze week" not in "".join(client.get(page).content.decode() for page in pages)


def test_the_next_birthday_stands_first_with_the_age_the_child_turns(cast, client) -> None:
    client.force_login(cast.kathleen)
    cells = [[cell for _column, cell in cells] for _row, cells in client.get("/lists/birthdays/").context["lines"]]
    assert [(cell[0], cell[3]) for cell in cells] == [("Adam Nowak", 9), ("Noor Véral", 9)]
    Pupil.objects.filter(pk=cast.noor.pk).update(birth_date=date(2018, 11, 23))
    assert names(client.get("/lists/birthdays/")) == ["Noor Véral", "Adam Nowak"]


def test_an_allergy_is_read_by_who_is_named_and_only_while_the_parents_consent(cast, client) -> None:
    consent = allergic(cast, cast.adam, "noten", cast.kathleen)
    client.force_login(cast.rita)
    assert names(client.get("/lists/allergies/")) == []
    client.force_login(cast.kathleen)
    assert names(client.get("/lists/allergies/")) == ["Adam Nowak"]
    assert "noten" in client.get(f"/classes/{cast.class_3a.pk}/substitute/").content.decode()
    consent.withdrawn_on = MONDAY
    consent.save()
    assert names(client.get("/lists/allergies/")) == []
    assert "noten" not in client.get(f"/classes/{cast.class_3a.pk}/substitute/").content.decode()


def test_papers_still_to_come_are_an_absence_a_line_until_the_paper_is_in(cast, client) -> None:
    """F26: missing documents of earlier days are listed, the oldest first."""
    for day in (12, 13, 16):  # Thursday, Friday, Monday: one absence over the weekend
        Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=date(2026, 11, day), part="am", reason="ill_note")
        Absence.objects.create(board_id=LEIE, pupil=cast.adam, day=date(2026, 11, day), part="pm", reason="ill_note")
    Absence.objects.create(board_id=LEIE, pupil=cast.noor, day=date(2026, 10, 5), part="am", reason="funeral")
    Absence.objects.create(board_id=LEIE, pupil=cast.ilias, day=MONDAY, part="am", reason="unauthorised")
    client.force_login(cast.sam)
    lines = client.get("/lists/papers/").context["lines"]
    assert [(cells[0][1], cells[3][1]) for _row, cells in lines] == [("Noor Véral", 1), ("Adam Nowak", 6)]
    assert client.get(lines[0][0].page).status_code == 200
    Absence.objects.filter(pupil=cast.noor).update(document="official_document")
    assert names(client.get("/lists/papers/")) == ["Adam Nowak"]


def test_an_enrolment_without_agreement_stands_there_until_the_parents_agree(cast, client) -> None:
    client.force_login(cast.sam)
    assert names(client.get("/lists/agreements/")) == []
    Enrolment.objects.filter(pupil=cast.noor).update(agreed_on=None)
    assert names(client.get("/lists/agreements/")) == ["Noor Véral"]


def test_a_child_of_the_first_year_is_listed_until_it_was_screened(cast, client) -> None:
    """DOS-6."""
    Group.objects.filter(pk=cast.class_3a.pk).update(year=1)
    Pupil.objects.filter(pk=cast.noor.pk).update(newcomer=True)
    client.force_login(cast.zoe)
    assert names(client.get("/lists/screening/")) == ["Adam Nowak"]
    cast.adam.entries.create(
        board_id=LEIE, kind="language_screening", category="language", day=MONDAY, author=cast.zoe, details={}
    )
    assert names(client.get("/lists/screening/")) == []
    assert "is gescreend" in client.get("/lists/screening/").content.decode()


def test_a_class_without_a_year_is_said_to_be_unknown_and_nothing_is_said_to_be_done(cast, client) -> None:
    """A roster without a column of years: twenty-two children of 1A stood under “every child was screened”."""
    Group.objects.filter(pk=cast.class_3a.pk).update(year=None)
    client.force_login(cast.zoe)
    page = client.get("/lists/screening/").content.decode()
    assert "Van deze klassen is het leerjaar niet bekend" in page
    assert "3A" in page
    assert "is gescreend" not in page


def test_a_five_year_old_who_can_miss_little_more_stands_on_the_list(cast, client, time_machine) -> None:
    """Art. 26: 290 half days in the year in which a child turns five and still goes to nursery school."""
    nursery = Group.objects.create(
        board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K3", level="nursery", year=3
    )
    often, seldom = child(nursery, "Bo", "Claes", date(2021, 3, 1)), child(nursery, "Cato", "Adams", date(2021, 4, 1))
    for day in range(1, 19):
        for part in ("am", "pm"):
            Absence.objects.create(
                board_id=LEIE, pupil=often, day=date(2026, 12, day), part=part, reason="nursery_absence"
            )
    time_machine.move_to("2027-05-18T09:00:00+02:00", tick=False)
    client.force_login(cast.sam)
    lines = {
        cells[0][1]: [cell for _column, cell in cells] for _row, cells in client.get("/lists/nursery/").context["lines"]
    }
    assert "Bo Claes" in lines
    assert lines["Bo Claes"][3] == 290
    assert seldom.name not in lines or lines[seldom.name][5] > lines["Bo Claes"][5]


def test_the_list_and_the_duty_count_a_five_year_old_by_one_sum(cast, client, time_machine) -> None:
    """What another school counted, a class entered late, a placement that ended: none may set the two apart."""
    nursery = Group.objects.create(
        board_id=LEIE, school=cast.lindeboom, school_year=YEAR, name="K3", level="nursery", year=3
    )
    late, moved = child(nursery, "Bo", "Claes", date(2021, 3, 1)), child(nursery, "Cato", "Adams", date(2021, 4, 1))
    late.memberships.update(first_day=date(2027, 3, 1))
    Brought.objects.create(
        board_id=LEIE,
        pupil=late,
        school_year="2026-2027",
        present=40,
        until=date(2027, 2, 26),
        school_name="Elders",
        recorded_by=cast.sam,
    )
    moved.memberships.update(last_day=date(2026, 12, 1))
    moved.memberships.create(board_id=LEIE, group=nursery, first_day=date(2027, 5, 3))
    time_machine.move_to("2027-05-18T09:00:00+02:00", tick=False)
    nursery_sweep(ground_of(cast.lindeboom), date(2027, 5, 18))
    told = {duty.pupil_id: duty.words for duty in Duty.objects.filter(code="nursery_presence_talk")}
    assert set(told) == {late.pk, moved.pk}
    client.force_login(cast.sam)
    listed = {row.pupil: row.cells for row, _cells in client.get("/lists/nursery/").context["lines"]}
    for pk, words in told.items():
        _name, _group, counted, required, remaining, spare = listed[pk]
        assert (required - counted, remaining) == (words["missing"], words["remaining"])
        assert spare == words["remaining"] - words["missing"] < 0


def test_a_cell_that_looks_like_a_formula_stays_text_in_both_files(cast, client) -> None:
    Pupil.objects.filter(pk=cast.adam.pk).update(given_name='=HYPERLINK("x")', family_name="")
    client.force_login(cast.kathleen)
    text = client.get("/lists/class/", {"as": "csv"}).content
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert '\'=HYPERLINK("x")' in [row[0] for row in rows]
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/lists/class/", {"as": "xlsx"}).content))
    assert '=HYPERLINK("x")' in [row[0] for row in book.get_sheet_by_index(0).to_python()]


def test_the_sheet_of_a_substitute_shows_what_its_printer_may_read(cast, client) -> None:
    Absence.objects.create(board_id=LEIE, pupil=cast.noor, day=MONDAY, part="am", reason="ill_note")
    client.force_login(cast.sam)
    answer = client.get(f"/classes/{cast.class_3a.pk}/substitute/")
    page = answer.content.decode()
    assert "0470 00 00 01" in page
    assert "08:30–12:05" in page
    assert [one.pupil.name for one in answer.context["sheet"].away] == ["Noor Véral"]
    assert "mag dat niet lezen" in page
    client.force_login(cast.tom)
    assert client.get(f"/classes/{cast.class_3a.pk}/substitute/").status_code == 404


@pytest.mark.parametrize("who", ["petra", "dirk", "clara", "oona"])
def test_who_has_no_lists_does_not_find_their_page(cast, client, who) -> None:
    client.force_login(getattr(cast, who))
    assert client.get("/lists/").status_code == 404
    assert "/lists/" not in client.get("/", follow=True).content.decode()
