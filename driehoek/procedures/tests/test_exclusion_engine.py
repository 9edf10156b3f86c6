"""The clock of a Flemish exclusion, with the days of deadline-examples.md (PRO-3 to PRO-6)."""

import pytest

from driehoek.procedures.committees import Member, votes

from .telling import can, day, due, event, refused, stands

CODE = "be.exclusion"
COUNCIL = event(
    "council", "2021-04-19", "minutes", considered="definitive", description="…", advice="…", clb_present=True
)
INVITE = event("invite", "2021-04-20", "proof_of_posting", talk_on="2021-04-29")
TALK = event("talk", "2021-04-29", "minutes", present="de ouders en Senne")
DECIDE = event("decide", "2021-05-06", "proof_of_posting", measure="definitive", alternative="…", reasons="…",
               appeal_mentioned=True)  # fmt: skip
EXCLUDED = [COUNCIL, INVITE, TALK, DECIDE]
FORM = {"dated": True, "signed": True, "registered": True}
APPEAL = event("appeal", "2021-05-20", "appeal_letter", posted="2021-05-19", **FORM)
COMMITTEE = (
    Member("committee_internal", "Oona", "oona", of_the_board=True, impartial=True),
    Member("committee_external", "Piet", "piet", impartial=True),
    Member("committee_chair", "Rik", "rik", impartial=True),
)
HEARD = [
    *EXCLUDED, APPEAL, event("committee", "2021-05-21"), event("invite_hearing", "2021-05-21", hearing_on="2021-05-28"),
    event("hearing", "2021-05-28", "minutes", present="…", decider_heard=True),
]  # fmt: skip


def test_o1_the_parents_can_appeal_until_19_may():
    where = stands(CODE, EXCLUDED, "2021-05-14")
    assert due(where, "received", "milestone") == day("2021-05-11")
    assert due(where, "appeal") == day("2021-05-19")
    assert [one.until for one in where.rights if one.until] == [day("2021-05-19")]


def test_the_exclusion_takes_effect_a_month_after_the_letter():
    assert due(stands(CODE, EXCLUDED, "2021-05-14"), "effective", "milestone") == day("2021-06-06")


def test_o2_school_holidays_suspend_the_term_of_the_hearing():
    before = [one._replace(on=day("2020-12-01")) for one in EXCLUDED]
    appeal = event("appeal", "2020-12-16", posted="2020-12-08", **FORM)
    formed = [event("committee", "2020-12-17"), event("invite_hearing", "2020-12-17", hearing_on="2021-01-12")]
    where = stands(CODE, [*before, appeal, *formed], "2020-12-18", members=COMMITTEE)
    assert due(where, "hearing") == day("2021-01-13")


def test_the_last_day_of_the_hearing_is_known_as_soon_as_the_appeal_is_there():
    assert due(stands(CODE, [*EXCLUDED, APPEAL], "2021-05-21"), "hearing") == day("2021-06-04")


def test_o5_the_talk_is_at_the_earliest_on_the_fourth_day():
    invited = [COUNCIL._replace(on=day("2020-11-05")), INVITE._replace(on=day("2020-11-06"), facts={})]
    assert due(stands(CODE, invited, "2020-11-09"), "talk", "earliest") == day("2020-11-13")
    assert refused(CODE, invited, event("talk", "2020-11-12", "minutes", present="…")) == ["too_early"]
    assert refused(CODE, invited, event("talk", "2020-11-13", "minutes", present="…")) == []


def test_an_invitation_to_a_day_too_early_is_refused_before_it_is_sent():
    early = event("invite", "2021-04-20", "proof_of_posting", talk_on="2021-04-23")
    assert refused(CODE, [COUNCIL], early) == ["planned_too_early"]


def test_o6_the_decision_is_sent_within_five_days():
    heard = [one._replace(on=day("2021-03-25")) for one in (COUNCIL, INVITE)] + [TALK._replace(on=day("2021-04-01"))]
    assert due(stands(CODE, heard, "2021-04-02"), "decide") == day("2021-04-09")


def test_a_late_decision_is_recorded_with_what_that_means():
    late = [COUNCIL, INVITE, TALK, DECIDE._replace(on=day("2021-05-07"))]
    assert refused(CODE, late[:3], late[3]) == []
    assert [(one.code, one.step) for one in stands(CODE, late, "2021-05-07").consequences] == [("late", "decide")]


def test_o8_a_temporary_exclusion_of_fifteen_school_days():
    temporary = event(
        "decide",
        "2021-02-25",
        "proof_of_posting",
        measure="temporary",
        alternative="…",
        reasons="…",
        first_day="2021-03-01",
        school_days=15,
    )
    heard = [one._replace(on=day("2021-02-10")) for one in (COUNCIL, INVITE)] + [TALK._replace(on=day("2021-02-22"))]
    assert refused(CODE, heard, temporary) == []
    assert due(stands(CODE, [*heard, temporary], "2021-03-01"), "temporary_ends", "milestone") == day("2021-03-22")
    longer = temporary._replace(facts={**temporary.facts, "school_days": 16})
    assert refused(CODE, heard, longer) == ["refused_by_rule"]


def test_o7_a_preventive_suspension_and_its_one_prolongation():
    suspended = event("suspend", "2021-01-18", first_day="2021-01-18", reasons="…", alternative="…", cared_for=True)
    assert due(stands(CODE, [suspended], "2021-01-18"), "suspension_ends", "milestone") == day("2021-01-25")
    longer = [suspended, event("prolong", "2021-01-25", external_factors="parket")]
    assert due(stands(CODE, longer, "2021-01-25"), "prolonged_ends", "milestone") == day("2021-02-01")
    assert refused(CODE, longer, event("prolong", "2021-01-26", external_factors="…")) == ["done_already"]


def test_a_nursery_pupil_is_never_excluded():
    assert refused(CODE, [], COUNCIL, level="nursery") == ["wrong_level"]


def test_a_definitive_exclusion_needs_the_clb_on_the_class_council():
    alone = COUNCIL._replace(facts={**COUNCIL.facts, "clb_present": False})
    assert refused(CODE, [], alone) == ["no_clb"]


def test_the_alternative_considered_is_asked_and_the_proof_of_posting_too():
    bare = DECIDE._replace(facts={**DECIDE.facts, "alternative": ""}, papers=frozenset())
    assert refused(CODE, [COUNCIL, INVITE, TALK], bare) == ["missing_fact", "missing_paper"]


def test_a_teacher_does_not_decide_on_an_exclusion():
    assert refused(CODE, [COUNCIL, INVITE, TALK], DECIDE, who=("class_teacher",)) == ["wrong_person"]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ([], ["confidant_unknown"]),
        ([Member("confidant", "Zoë Peeters", "z", works_here=True)], ["confidant_is_staff"]),
        ([Member("confidant", "Zoë Peeters", "z")], []),
    ],
)
def test_a_confidant_is_named_on_the_case_and_is_no_staff(named, expected):
    talk = TALK._replace(facts={"present": "…", "confidant": "zoë peeters"})
    assert refused(CODE, [COUNCIL, INVITE], talk, members=tuple(named)) == expected


@pytest.mark.parametrize(("posted", "admissible"), [("2021-05-19", True), ("2021-05-20", False)])
def test_an_appeal_posted_too_late_is_recorded_and_inadmissible(posted, admissible):
    appeal = event("appeal", "2021-05-21", "appeal_letter", posted=posted, **FORM)
    assert refused(CODE, EXCLUDED, appeal) == []
    where = stands(CODE, [*EXCLUDED, appeal, event("committee", "2021-05-25")], "2021-05-26", members=COMMITTEE)
    assert ("wanting" in {one.code for one in where.consequences}) is not admissible
    assert ("appeal_decision" in can(where)) is not admissible  # rejected at once, or heard first


def test_an_appeal_without_a_signature_is_inadmissible():
    appeal = APPEAL._replace(facts={**APPEAL.facts, "signed": False})
    assert "wanting" in {one.code for one in stands(CODE, [*EXCLUDED, appeal], "2021-05-21").consequences}


def test_who_decided_does_not_sit_on_the_committee():
    people = (
        *COMMITTEE[1:],
        Member("committee_internal", "Rita", "rita", works_here=True, impartial=True),
        Member("decided", "Rita", "rita", works_here=True),
    )
    formed = event("committee", "2021-05-21")
    assert refused(CODE, [*EXCLUDED, APPEAL], formed, members=people) == ["decided"]
    assert refused(CODE, [*EXCLUDED, APPEAL], formed, members=COMMITTEE[:2]) == ["no_chair"]
    assert refused(CODE, [*EXCLUDED, APPEAL], formed, members=COMMITTEE[1:]) == ["no_parity"]
    assert refused(CODE, [*EXCLUDED, APPEAL], formed, members=COMMITTEE) == []


def test_a_decision_on_the_appeal_after_its_term_makes_the_exclusion_void():
    assert due(stands(CODE, HEARD, "2021-06-04", members=COMMITTEE), "appeal_decision") == day("2021-06-04")
    where = stands(CODE, HEARD, "2021-06-05", members=COMMITTEE)
    assert where.ended.code == "void"
    decided = event("appeal_decision", "2021-06-07", "proof_of_posting", result="confirmed", reasons="…")
    where = stands(CODE, [*HEARD, decided], "2021-06-08", members=COMMITTEE)
    assert (where.ended.code, [one.code for one in where.consequences]) == ("void", ["late"])


def test_in_time_the_committee_confirms_and_the_exclusion_takes_effect():
    decided = event("appeal_decision", "2021-06-04", "proof_of_posting", result="confirmed", reasons="…")
    assert refused(CODE, HEARD, decided, members=COMMITTEE) == []
    assert stands(CODE, [*HEARD, decided], "2021-06-06", members=COMMITTEE).ended is None
    assert stands(CODE, [*HEARD, decided], "2021-06-07", members=COMMITTEE).ended.code == "excluded"


def voted(inside: str, outside: str, chair: str = "") -> dict[str, object]:
    cast = {"committee_internal": inside, "committee_external": outside, "committee_chair": chair}
    members = tuple(one._replace(vote=cast.get(one.role, "")) for one in COMMITTEE)
    return {"members": members, **votes(members)}


@pytest.mark.parametrize(
    ("known", "result", "expected"),
    [
        (voted("against", "for", "for"), "annulled", []),
        (voted("against", "for", "for"), "confirmed", ["against_the_vote"]),
        (voted("against", "for"), "annulled", ["chair_has_not_voted"]),
        (voted("for", "for"), "annulled", []),
        (voted("for", "", "for"), "annulled", ["votes_incomplete"]),
        (voted("", ""), "confirmed", []),  # by consensus
    ],
)
def test_the_result_follows_the_votes_noted_with_the_members(known, result, expected):
    decided = event("appeal_decision", "2021-06-04", "proof_of_posting", result=result, reasons="…")
    assert refused(CODE, HEARD, decided, **known) == expected


def test_a_restorative_conference_suspends_the_procedure():
    paused = [COUNCIL, event("hergo", "2021-04-20")]
    where = stands(CODE, paused, "2021-05-20")
    assert (where.paused, can(where)) == (True, {"resume"})
    assert refused(CODE, paused, INVITE._replace(on=day("2021-05-20")), "2021-05-20") == ["paused"]
    assert "invite" in can(stands(CODE, [*paused, event("resume", "2021-05-03", outcome="…")], "2021-05-20"))


def test_correcting_the_day_of_the_letter_moves_every_day_after_it():
    corrected = DECIDE._replace(id="again", on=day("2021-05-05"), replaces=DECIDE.id)
    assert due(stands(CODE, [*EXCLUDED, corrected], "2021-05-14"), "appeal") == day("2021-05-18")
    taken_back = corrected._replace(withdrawn=True)
    assert due(stands(CODE, [*EXCLUDED, taken_back], "2021-05-01"), "decide") == day("2021-05-06")


def test_a_correction_that_makes_the_talk_too_early_is_shown():
    later = INVITE._replace(id="again", on=day("2021-04-26"), replaces=INVITE.id)
    where = stands(CODE, [*EXCLUDED, later], "2021-05-14")
    assert ("out_of_order", "talk") in {(one.code, one.step) for one in where.consequences}
