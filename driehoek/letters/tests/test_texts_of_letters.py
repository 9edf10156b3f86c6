"""Every letter of both countries: its text uses the facts it names, and prints with as many or as few as it may get."""

import pytest

from driehoek.access.queries import actor_of
from driehoek.letters import actions, wording
from driehoek.letters.kinds import KINDS, FieldKind, Kind
from driehoek.letters.recipients import Recipient
from driehoek.letters.rendering import TEMPLATES
from driehoek.letters.wording import PLACE, Shape

from .test_letters import text_of

STANDING = {
    "school", "board", "board_chair", "board_address", "school_phone", "recipient", "pupil", "pupil_given",
    "pupil_born", "own_appeal_rules",
}  # fmt: skip
WANTED = {
    "be.discipline_opening", "be.preventive_suspension", "be.class_council_advice", "be.exclusion_temporary",
    "be.exclusion_definitive", "be.care_refusal", "be.appeal_receipt", "be.appeal_hearing", "be.appeal_decision",
    "be.hergo_postponement", "be.order_measure", "be.certificate_refusal", "be.declaration_school_years",
    "be.certificate_talk_invitation", "be.certificate_talk_result", "be.certificate_appeal_result",
    "be.complaint_answer", "be.complaint_referral", "be.absence_permission", "be.home_education_answer",
    "be.rehabilitation_decision", "be.exemption_answer", "be.absence_invitation", "be.group_decision",
    "be.enrolment_refusal", "nl.suspension", "nl.suspension_inspectorate", "nl.removal_intention",
    "nl.removal_decision", "nl.removal_inspectorate", "nl.removal_attendance_officer", "nl.staff_warning",
    "nl.staff_reprimand", "nl.staff_suspension", "nl.parent_warning", "nl.parent_ban", "nl.leave_decision",
    "nl.complaint_receipt", "nl.complaint_repair", "nl.complaint_hearing", "nl.complaint_advice",
    "nl.complaint_advice_prolongation", "nl.complaint_decision", "nl.complaint_decision_prolongation",
}  # fmt: skip
VALUES = {
    FieldKind.TEXT: "dit", FieldKind.DATE: "2026-11-23", FieldKind.LIST: ["eerste", "tweede"],
    FieldKind.TABLE: [["wie", "wat"], ["iemand", "iets"]],
}  # fmt: skip


def value_of(field, choice=0):
    return list(field.choices)[choice % len(field.choices)] if field.kind is FieldKind.CHOICE else VALUES[field.kind]


def used(kind: Kind) -> dict[str, set[str]]:
    """The facts of a letter's text, each with the conditions it stands under ("" for none)."""
    found: dict[str, set[str]] = {}
    rows = [(block, line) for block in kind.body for line in block.lines]
    for block, line in rows:
        names = [line] if block.shape in {Shape.FACTS, Shape.QUOTES, Shape.TABLE} else PLACE.findall(line)
        for name in names if block.shape is not Shape.FREE else ():
            found.setdefault(name, set()).add(block.condition.name if block.condition else "")
        if block.condition:
            found.setdefault(block.condition.name, set()).add(block.condition.name)
    for name in PLACE.findall(kind.subject):
        found.setdefault(name, set()).add("")
    return found


def test_every_letter_that_a_procedure_needs_is_there() -> None:
    assert set(KINDS) >= WANTED


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_letter_uses_exactly_the_facts_it_asks_for(kind: Kind) -> None:
    names = {name for name in used(kind) if not name.endswith("_written")} - STANDING
    assert names == {field.name for field in kind.fields} - ({kind.posted_field} - names)
    slots = {block.lines[0] for block in kind.body if block.shape is Shape.FREE}
    assert slots == {part.name for part in kind.free}
    assert kind.legal_basis


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_fact_that_may_be_missing_is_only_named_where_it_is_there(kind: Kind) -> None:
    optional = {field.name for field in kind.fields if not field.required}
    lists = {block.lines[0] for block in kind.body if block.shape in {Shape.FACTS, Shape.TABLE}}
    for name, conditions in used(kind).items():
        if name in optional and "" in conditions:
            assert name in lists, f"{name} is named without a condition"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("full", [True, False], ids=["everything", "the least"])
def test_every_letter_prints_for_every_choice(cast, kind: Kind, full: bool) -> None:
    school, pupil, user = (
        (cast.lindeboom, cast.adam, cast.rita) if kind.jurisdiction == "be" else (cast.beuk, cast.daan, cast.bas)
    )
    actor = actor_of(user)
    most = max([len(field.choices) for field in kind.fields] + [1])
    for choice in range(most):
        data = {field.name: value_of(field, choice) for field in kind.fields if full or field.required}
        free = {part.name: f"Tekst van {part.name}" for part in kind.free}
        made = actions.draft(
            actor, board_id=school.board_id, school=school, pupil=pupil if kind.names_pupil else None, kind=kind.code,
            recipients=[Recipient("Ada Bakker", "Kade 1, 1000 Ergens")], data=data, origin="t", free=free,
        )[0]  # fmt: skip
        words = text_of(actions.preview(made, actor.on))
        assert "ONTWERP" in words
        assert all(f"Tekst van {part.name}" in words for part in kind.free if part.required)
        assert "{" not in words
        assert "**" not in words


def test_the_least_that_care_refused_asks_is_its_reason() -> None:
    """Decree of 25 February 1997, art. 32: care is refused in writing and with reasons."""
    kind = KINDS["be.exclusion_temporary"]
    written = {"reasons": "x", "alternatives": "y"}
    assert not kind.unwritten({"care": "school"}, written)
    assert [part.name for part in kind.unwritten({"care": "refused"}, written)] == ["care_reasons"]


def test_the_template_asks_for_no_package_and_no_file_outside() -> None:
    for path in TEMPLATES.rglob("*.typ"):
        text = path.read_text()
        assert "@preview" not in text
        assert "#import" not in text
        assert "read(" not in text


def test_a_letters_own_marks_mean_something_and_a_facts_marks_nothing() -> None:
    blocks = wording.parse("Op {day} was **{name}** er.\n\n[if not why]\n- een\n- twee {name}")
    filled = wording.fill(blocks, {"day": "2021-05-06", "name": "**X** {day}"}, {})
    assert filled[0]["lines"][0] == [
        {"t": "Op donderdag 6 mei 2021 was ", "b": False}, {"t": "**X** {day}", "b": True}, {"t": " er.", "b": False},
    ]  # fmt: skip
    assert [line[0]["t"] for line in filled[1]["lines"]] == ["een", "twee **X** {day}"]
