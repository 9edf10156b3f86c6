"""Every letter of both countries: its text uses the facts it names, and prints with as many or as few as it may get."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.letters import actions, paper, wording
from driehoek.letters.kinds import KINDS, BadLetter, FieldKind, Kind
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient
from driehoek.letters.rendering import TEMPLATES
from driehoek.letters.wording import PLACE, Shape
from tests.cast import MONDAY

from .test_letters import text_of

WORDS = tomllib.loads((Path(__file__).parents[3] / "tests" / "words_of_a_country.toml").read_text(encoding="utf-8"))

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
            actor,
            board_id=school.board_id,
            school=school,
            pupil=pupil if kind.names_pupil else None,
            kind=kind.code,
            recipients=[Recipient("Ada Bakker", "Kade 1, 1000 Ergens")],
            data=data,
            origin="t",
            free=free,
        )[0]
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
        {"t": "Op donderdag 6 mei 2021 was ", "b": False},
        {"t": "**X** {day}", "b": True},
        {"t": " er.", "b": False},
    ]
    assert [line[0]["t"] for line in filled[1]["lines"]] == ["een", "twee **X** {day}"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_letter_that_lacks_a_fact_says_which_and_is_not_fixed(cast, kind) -> None:
    """Stored words that lack one made the page end in an error 500."""
    school, pupil, user = (
        (cast.lindeboom, cast.adam, cast.rita) if kind.jurisdiction == "be" else (cast.beuk, cast.daan, cast.bas)
    )
    data = {field.name: value_of(field) for field in kind.fields if field.required}
    free = {part.name: "…" for part in kind.free}
    (letter,) = actions.draft(
        actor_of(user),
        board_id=school.board_id,
        school=school,
        pupil=pupil,
        kind=kind.code,
        recipients=[Recipient("Ada Bakker")],
        data=data,
        free=free,
        origin="t",
    )
    assert paper.lacking(letter) == []
    for field in kind.fields:
        letter.data = {name: value for name, value in data.items() if name != field.name}
        letter.save(update_fields=["data"])
        missing = paper.lacking(letter)
        if missing:
            assert missing == [field.label.nl]
            assert f"[ontbreekt: {field.label.nl}]" in str(actions.text_of(letter, MONDAY))
            with pytest.raises(BadLetter) as refused:
                actions.finalise(actor_of(user), letter)
            assert field.name in refused.value.errors


def test_the_page_of_a_letter_that_lacks_a_fact_opens_and_names_it(cast, client) -> None:
    kind = KINDS["be.exclusion_definitive"]
    (letter,) = actions.draft(
        actor_of(cast.rita),
        board_id=cast.lindeboom.board_id,
        school=cast.lindeboom,
        pupil=cast.adam,
        kind=kind.code,
        recipients=[Recipient("Dirk Nowak")],
        data={one.name: value_of(one) for one in kind.fields},
        free={part.name: "…" for part in kind.free},
        origin="t",
    )
    Letter.objects.filter(pk=letter.pk).update(data={"care": "school"})
    client.force_login(cast.rita)
    page = client.get(reverse("letter", args=[letter.pk]))
    assert page.status_code == 200
    assert "Deze brief mist wat er in de tekst staat:" in page.text
    assert reverse("letter_finalise", args=[letter.pk]) not in page.text
    assert client.get(reverse("letter_pdf", args=[letter.pk])).status_code == 200
    assert client.post(reverse("letter_finalise", args=[letter.pk])).status_code == 200
    assert Letter.objects.get(pk=letter.pk).state == "draft"


def whole(kind: Kind) -> str:
    """All our own words of a letter: its titles, subject and text under every condition."""
    lines = [line for block in kind.body if block.shape not in {Shape.FREE, Shape.FACTS} for line in block.lines]
    return "\n".join([kind.title.nl, kind.subject, *(part.label.nl for part in (*kind.fields, *kind.free)), *lines])


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_letter_says_u_in_the_words_of_its_own_country(kind: Kind) -> None:
    assert not re.findall(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", whole(kind), re.I)
    foreign = WORDS["dutch" if kind.jurisdiction == "be" else "flemish"]
    assert not [word for word in foreign if re.search(rf"\b{word}", whole(kind), re.I)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_period_of_one_day_is_said_as_that_day(kind: Kind) -> None:
    facts = {name: "iets" if name in STANDING else VALUES[FieldKind.DATE] for name in PLACE.findall(whole(kind))}
    day = wording.spoken(VALUES[FieldKind.DATE])
    ours = [replace(one, condition=None) for one in kind.body if one.shape in {Shape.PARAGRAPH, Shape.BOX, Shape.LIST}]
    for block in wording.fill(ours, facts, {}):
        for spans in block["lines"]:
            for said in re.split(r"[.;:] ", "".join(span["t"] for span in spans)):
                before, until, _after = said.partition(f"tot en met {day}")
                assert not until or day not in before, said
