"""What goes out comes back in unchanged: each file of the product through its own import, also by way of Excel."""

import csv
import io
from datetime import date
from random import Random

import pytest
from django.utils import translation

from driehoek.access.queries import anonymous
from driehoek.attendance import reasons
from driehoek.attendance.models import Absence
from driehoek.exchange import absence_runs, actions, export
from driehoek.exchange.models import ImportRun
from driehoek.exchange.readers import source
from driehoek.exchange.views.export import titles
from driehoek.people.models import Membership, Pupil
from driehoek.schools.law import law_of
from driehoek.schools.models import Group, Site
from lawbook.kinds import SchoolYear
from tests.cast import MONDAY

from .test_rest_api import token_of

YEAR = SchoolYear.parse("2026-2027")
OUT = {"roster": (export.ROSTER, export.roster), "absences": (export.ABSENCES, export.absences)}
NAMES = [
    "Zoë",
    "=1+1",
    "-Jo",
    "@home",
    "Łukasz",
    "'s Jongers",
    "D'Hondt",
    "Van den Berghe",
    "李",
    "O;K",
    'Wim "W"',
    "+32",
]


CLASSES = (
    ("K1 Beertjes", "nursery", 1, ""),
    ("Instap", "nursery", None, "g-9"),
    ("Vlinders", "nursery", 2, "x"),
    ("1-2", "primary", None, ""),
    ("6Z", "primary", 6, "g-6"),
)


def peopled(school, seed: int, names: list[str] = NAMES) -> None:
    """Classes of every kind, with children who moved, left, came late, or stand in none."""
    dice = Random(seed)  # noqa: S311  # the same children each time
    site = Site.objects.create(board_id=school.board_id, school=school, name=f"Veld {seed}")
    classes = [_class(school, *one) for one in CLASSES]
    for number in range(12):
        group = dice.choice([*classes, None])
        left = dice.choice([None, None, date(2026, 10, 30)])
        pupil = Pupil.objects.create(
            board_id=school.board_id,
            school=school,
            key=f"{number:05}",
            given_name=dice.choice(names),
            family_name=dice.choice(names),
            prefix=dice.choice(["", "van de"]),
            sex=dice.choice(["m", "f", "x", ""]),
            birth_date=date(2016 + number % 7, 3, 1 + number),
            left_on=left,
            site=dice.choice([site, None]),
            year=dice.choice([None, group.year]) if group else None,
        )
        pupil.enrolments.create(board_id=school.board_id, first_day=date(2026, 9, 1), last_day=left)
        if group and dice.random() < 0.3:
            _place(pupil, dice.choice(classes), date(2026, 9, 1), date(2026, 9, 30))
        if group:
            _place(pupil, group, date(2026, 10, 1), left or date(2027, 8, 31))


def _class(school, name: str, level: str, year: int | None, key: str) -> Group:
    return Group.objects.create(
        board_id=school.board_id,
        school=school,
        school_year="2026-2027",
        name=name,
        level=level,
        year=year,
        external_key=key,
    )


def _place(pupil, group, first: date, last: date) -> None:
    Membership.objects.create(board_id=pupil.board_id, pupil=pupil, group=group, first_day=first, last_day=last)


def sent_out(school, what: str) -> bytes:
    header, rows = OUT[what]
    return b"".join(export.lines(titles(header, school.jurisdiction), rows(school, YEAR)))


def sent_in(school, data: bytes) -> ImportRun:
    files = source.from_bytes([("leerlingen.csv", data)])
    run = actions.start(anonymous(), school, files, "leerlingen.csv", by=None)
    run.school_year = "2026-2027"
    actions.make_plan(run, MONDAY)
    return run


def as_excel_saves_it(data: bytes) -> bytes:
    """Numbers lose their zeros, dates are written the Dutch way, the characters are those of Windows."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_in_excel(cell) for cell in row] for row in rows])
    return out.getvalue().encode("cp1252", errors="replace")


def _in_excel(cell: str) -> str:
    if cell.isdecimal():
        return str(int(cell))
    if len(cell) == 10 and cell[4] == cell[7] == "-":
        year, month, day = cell.split("-")
        return f"{int(day)}/{int(month)}/{year}"
    return cell


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("country", ["be", "nl"])
@pytest.mark.parametrize("seed", range(4))
def test_a_roster_that_went_out_changes_nothing_when_it_comes_in(cast, country: str, seed: int, language: str) -> None:
    school = cast.lindeboom if country == "be" else cast.beuk
    peopled(school, seed)
    with translation.override(language):
        run = sent_in(school, sent_out(school, "roster"))
    assert run.notes["refused"] == []
    assert run.plan == []


@pytest.mark.parametrize("country", ["be", "nl"])
def test_a_roster_saved_by_excel_makes_nobody_new_and_lets_nobody_leave(cast, country: str) -> None:
    school = cast.lindeboom if country == "be" else cast.beuk
    peopled(school, 1, [name for name in NAMES if not set(name) & set("李Ł")])  # Windows has no such signs
    run = sent_in(school, as_excel_saves_it(sent_out(school, "roster")))
    assert run.notes["refused"] == []
    assert (run.counts["new"], run.counts["left"]) == (0, 0)
    assert [change for change in run.plan if change["model"] == "pupils.pupil"] == []
    assert any("zeros" in note[0] for note in run.notes["warnings"])


@pytest.mark.parametrize("saved", [bytes, as_excel_saves_it])
@pytest.mark.parametrize("country", ["be", "nl"])
def test_absences_that_went_out_change_nothing_when_they_come_in(cast, country: str, saved) -> None:
    school, pupil = (cast.lindeboom, cast.adam) if country == "be" else (cast.beuk, cast.beuk.pupils.first())
    pupil.enrolments.update_or_create(
        defaults={"first_day": date(2020, 9, 1), "last_day": None, "board_id": school.board_id}
    )
    days = (date(2026, 9, day) for day in (1, 3, 4, 7, 8, 10, 11, 14, 15, 17, 18, 21, 22, 24, 25, 28, 29))
    codes = [one.code for one in reasons.on_day(country, law_of(school), date(2026, 9, 1))]
    for day, code in zip(days, codes, strict=False):
        Absence.objects.create(board_id=school.board_id, pupil=pupil, day=day, part="am", state="absent", reason=code)
        Absence.objects.create(
            board_id=school.board_id,
            pupil=pupil,
            day=day,
            part="pm",
            state="late",
            arrived_at="13:25",
            reason=reasons.UNKNOWN,
        )
    run = absence_runs.start(
        anonymous(), school, "afwezig.csv", saved(sent_out(school, "absences")), by=None, on=date(2026, 11, 30)
    )
    assert run.notes["refused"] == []
    assert run.plan == []


def test_a_class_read_by_a_program_and_sent_back_changes_nothing(cast, client) -> None:
    """Each half day as it was read, sent as it stands: no other state, no other hour, no new version."""
    day = date(2026, 11, 19)
    for pupil, part, values in (
        (cast.adam, "am", {"state": "late", "arrived_at": "09:05"}),
        (cast.noor, "am", {"state": "absent"}),
        (cast.noor, "pm", {"state": "absent", "reason": "unauthorised"}),
    ):
        Absence.objects.create(board_id=cast.lindeboom.board_id, pupil=pupil, day=day, part=part, **values)
    before = list(Absence.objects.order_by("pk").values())
    headers = token_of(cast.sam)
    read = client.get(f"/api/attendance/groups/{cast.class_3a.pk}/{day}", headers=headers).json()
    for child in read["pupils"]:
        for half in child["half_days"]:
            sent = {"state": half["state"], "seen": half["version"], "reason": half["reason"] or None}
            if half["state"] != "absent":
                sent |= {"reason": None, "arrived_at": half["arrived_at"]}
            address = f"/api/attendance/pupils/{child['pupil']}/{day}/{half['part']}"
            answer = client.put(address, sent, content_type="application/json", headers=headers)
            assert answer.status_code == 200, answer.json()
    assert list(Absence.objects.order_by("pk").values()) == before
