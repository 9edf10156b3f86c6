"""Whose row is this? Numbers without their zeros, other numbers, corrected names, last year's files, other schools."""

from datetime import date

import pytest

from driehoek.access.queries import anonymous
from driehoek.exchange import actions
from driehoek.people.models import Pupil
from driehoek.schools.models import Group, School
from tests.cast import MONDAY

from .importing import planned

HEADER = "leerlingnummer;voornaam;achternaam;geboortedatum;klas;leerjaar\n"
ZEROS = HEADER + "00123;Zoë;Peeters;1/9/2017;3A;3\n00124;Bo;Maes;2/9/2017;3A;3\n"


@pytest.fixture
def school(cast):
    """A school whose pupils all came with a file."""
    board = cast.lindeboom.board
    return School.objects.create(board=board, name="De Nieuwe", jurisdiction="be", official_number="100001")


def taken_in(school, tmp_path, text: str, *, year: str = "2026-2027", on: date = MONDAY):
    run = read(school, tmp_path, text, year=year, on=on)
    actions.apply(anonymous(), run)
    return run


def read(school, tmp_path, text: str, *, year: str = "2026-2027", on: date = MONDAY):
    (tmp_path / "lijst.csv").write_text(text)
    return planned(school, tmp_path / "lijst.csv", year=year, on=on)


def counted(run) -> tuple[int, int, int]:
    pupils = [change for change in run.plan if change["model"] == "pupils.pupil"]
    return tuple(sum(change["kind"] == kind for change in pupils) for kind in ("new", "changed", "left"))


def warned(run, word: str) -> bool:
    return any(word in note[0] for note in run.notes["warnings"])


def test_zeros_that_a_spreadsheet_took_off_make_no_new_children(school, tmp_path) -> None:
    taken_in(school, tmp_path, ZEROS)
    run = read(school, tmp_path, ZEROS.replace("00123", "123").replace("00124", "124"))
    assert counted(run) == (0, 0, 0)
    assert warned(run, "zeros")


def test_other_numbers_for_the_same_children_are_asked_about_and_taken_over(school, tmp_path) -> None:
    taken_in(school, tmp_path, ZEROS)
    run = read(school, tmp_path, ZEROS.replace("00123", "A-1").replace("00124", "A-2"))
    assert counted(run) == (0, 2, 0)
    assert warned(run, "another administration number")


def test_a_corrected_name_makes_no_new_child_where_there_are_no_numbers(school, tmp_path) -> None:
    bare = "voornaam;achternaam;geboortedatum;klas;leerjaar\nZoë;Peeters;1/9/2017;3A;3\nBo;Maes;2/9/2017;3A;3\n"
    taken_in(school, tmp_path, bare)
    run = read(school, tmp_path, bare.replace("Maes", "Maas"))
    assert counted(run) == (0, 1, 0)
    assert warned(run, "half the name")


def test_twins_without_numbers_stay_two(school, tmp_path) -> None:
    bare = "voornaam;achternaam;geboortedatum;klas;leerjaar\nZoë;Peeters;1/9/2017;3A;3\nBo;Peeters;1/9/2017;3A;3\n"
    taken_in(school, tmp_path, bare)
    assert counted(read(school, tmp_path, bare)) == (0, 0, 0)
    assert counted(read(school, tmp_path, bare.replace("Bo;", "Cas;").replace("Zoë;", "Dina;"))) == (2, 0, 2)


def test_a_file_of_last_year_changes_nobody_as_they_are_now(school, tmp_path) -> None:
    """Bo left, Lina is in 4A: the old file wipes no leaving day and puts nobody back a year."""
    old = HEADER + "1;Lina;Claes;1/9/2015;3A;3\n2;Bo;Maes;2/9/2015;3A;3\n"
    taken_in(school, tmp_path, old, year="2025-2026", on=date(2025, 11, 17))
    taken_in(school, tmp_path, HEADER + "1;Lina;Claes;1/9/2015;4A;4\n")
    before = dict(Pupil.objects.filter(school=school).values_list("given_name", "left_on"))
    run = read(school, tmp_path, old, year="2025-2026")
    assert warned(run, "2025-2026")
    actions.apply(anonymous(), run)
    assert dict(Pupil.objects.filter(school=school).values_list("given_name", "left_on")) == before
    assert Pupil.objects.get(school=school, given_name="Lina").year == 4


def test_a_new_class_without_a_year_is_of_the_children_s_age_and_says_so(school, tmp_path) -> None:
    header = "leerlingnummer;voornaam;achternaam;geboortedatum;klas\n"
    text = header + "1;Noor;Nijs;1/3/2022;Beertjes\n2;Bas;Nijs;1/3/2019;Vossen\n"
    run = taken_in(school, tmp_path, text)
    levels = dict(Group.objects.filter(school=school, name__in=["Beertjes", "Vossen"]).values_list("name", "level"))
    assert levels == {"Beertjes": "nursery", "Vossen": "primary"}
    assert warned(run, "Beertjes")


ONEROSTER = {
    "orgs.csv": "sourcedId,name,type,identifier\ns1,De Lindeboom,school,100001\ns2,De Andere,school,100002\n",
    "users.csv": "sourcedId,givenName,familyName,role,orgSourcedIds,grades,enabledUser\n"
                 "p1,Lina,Claes,student,s1,3,true\np2,Sem,Bos,student,s2,3,true\np3,Weg,Bos,student,s1,3,false\n"
                 "t1,An,Maes,teacher,s1,,true\n",
    "classes.csv": "sourcedId,title,grades,classType,schoolSourcedId,status\nc1,3A,3,homeroom,s1,active\n"
                   "c2,3B,3,homeroom,s1,active\nc3,3C,3,homeroom,s2,active\nc9,Oud,3,homeroom,s1,tobedeleted\n",
    "enrollments.csv": "sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate\n"
                       "e1,c1,p1,student,2026-09-01,2026-10-31\ne2,c2,p1,student,2026-11-01,\ne3,c9,p1,student,,\n"
                       "e4,c3,p2,student,,\ne5,c1,p3,student,,\ne6,c1,t1,student,,\ne7,c1,t1,teacher,2026-09-01,2026-10-31\n",
    "academicSessions.csv": "sourcedId,type,startDate,endDate\ny,schoolYear,2026-09-01,2027-08-31\n",
}  # fmt: skip


@pytest.fixture
def export(school, tmp_path):
    for name, text in ONEROSTER.items():
        (tmp_path / name).write_text(text)
    return planned(school, tmp_path)


def test_what_ended_what_is_disabled_and_what_is_deleted_is_left_out(export) -> None:
    """OneRoster 1.1, 4.8 and 4.13: endDate, enabledUser, status."""
    assert export.notes["refused"] == []
    places = [change for change in export.plan if change["model"] == "pupils.membership"]
    assert [change["detail"] for change in places] == ["→ 3B"]
    assert not [change for change in export.plan if change["label"] == "Weg Bos"]
    teaching = [change for change in export.plan if change["model"] == "access.appointment"]
    assert all(change["after"]["group_id"] is None for change in teaching)


def test_of_several_schools_only_this_one_is_read(export) -> None:
    assert not [change for change in export.plan if change["label"] == "Sem Bos"]
    assert warned(export, "holds 2 schools")


def test_a_teacher_in_a_class_as_a_pupil_is_said_and_stops_nothing(export) -> None:
    assert warned(export, "not taken in as a pupil")


def test_a_roster_without_a_school_year_is_read_as_this_one_and_says_so(school, tmp_path) -> None:
    for name, text in ONEROSTER.items():
        if name != "academicSessions.csv":
            (tmp_path / name).write_text(text)
    run = planned(school, tmp_path, year="")
    assert (run.state, run.school_year) == ("planned", "2026-2027")
    assert warned(run, "does not say of which school year")


@pytest.mark.parametrize(
    ("name", "born", "meant"),
    [
        ("1A", 2020, ("primary", 1)),
        ("6B", 2015, ("primary", 6)),
        ("K2A", 2022, ("nursery", 2)),
        ("Groep 5", 2018, ("primary", 5)),
        ("3 zon", 2018, ("primary", 3)),
        ("5/6", 2015, ("primary", None)),
        ("Pelikanen", 2018, ("primary", None)),
        ("10", 2015, ("primary", None)),
        ("7A", 2015, ("primary", None)),
    ],
)
def test_a_new_class_has_the_year_that_its_name_says_where_the_file_is_silent(
    school, tmp_path, name: str, born: int, meant: tuple[str, int | None]
) -> None:
    """Without it next year's classes repeat, and nobody knows who is in the first year."""
    silent = f"leerlingnummer;voornaam;achternaam;geboortedatum;klas\n1001;Bo;Maes;2/9/{born};{name}\n"
    taken_in(school, tmp_path, silent)
    made = Group.objects.get(school=school)
    assert (made.level, made.year) == meant
    run = read(school, tmp_path, silent)
    assert not [change for change in run.plan if change["kind"] == "changed"]  # the same file again changes nothing


def test_a_sign_that_got_lost_in_a_name_is_named(school, tmp_path) -> None:
    run = read(school, tmp_path, ZEROS.replace("Peeters", "Y?lmaz"))
    assert warned(run, "a sign that got lost")
