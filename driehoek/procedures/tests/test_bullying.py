"""Bullying: signals of several people, a case of them, four steps, five phases, and who sees what (SAF-10)."""

import pytest
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.journal.models import Line
from driehoek.procedures import queries
from driehoek.procedures.models import Case
from driehoek.procedures.tests.telling import Teller, can, day, errors, event, refused, stands
from driehoek.safety.models import BullyingSignal
from tests.cast import MEIERIJ, appoint

CODE = "nl.bullying"
NEAR = ("class_teacher",)
SIGNALS = event("signals", "2026-11-02", signals="x")
CLARIFY = event("clarify", "2026-11-03", present="x", agreements="x")
CORRECT = event("correct", "2026-11-09", present="x", talk="x", parents_told=True, in_care_file=True)
STEPS = [SIGNALS, CLARIFY, CORRECT]


def phase(number, on, *measures):
    return event(f"phase_{number}", on, signal="x", measures=list(measures), report="x", present="x")


def look(on, *, stopped=False):
    return event("evaluate", on, stopped=stopped, how="x")


def nl(events, new, who=NEAR, follows="text"):
    return refused(CODE, events, new, who=who, land="nl", bullying_follows=follows)


def test_the_phases_come_after_the_four_steps_and_the_parents_are_told_in_the_fourth():
    first = phase(1, "2026-11-10", "time_out")
    assert nl([SIGNALS], first) == ["not_yet"]
    assert nl([SIGNALS, CLARIFY], first) == ["not_yet"]
    assert nl(STEPS, first) == []
    untold = event("correct", "2026-11-09", present="x", talk="x", parents_told=False, in_care_file=True)
    assert nl([SIGNALS, CLARIFY], untold) == ["must_be"]


def test_the_next_phase_comes_only_after_somebody_looked_and_it_had_not_stopped():
    before = [*STEPS, phase(1, "2026-11-10", "time_out")]
    second = phase(2, "2026-11-17", "parents_talk")
    assert nl(before, second) == ["not_yet"]
    assert nl([*before, look("2026-11-13")], second) == []
    assert nl([*before, look("2026-11-13", stopped=True)], second) != []
    third = phase(3, "2026-11-24", "social_work")
    assert "not_looked" in nl([*before, look("2026-11-13"), second], third, ("care_coordinator",))


def test_each_phase_has_its_own_people():
    before = [
        *STEPS,
        phase(1, "2026-11-10", "time_out"),
        look("2026-11-13"),
        phase(2, "2026-11-17", "parents_talk"),
        look("2026-11-20"),
    ]
    third = phase(3, "2026-11-23", "school_doctor")
    assert nl(before, third, ("class_teacher",)) == ["wrong_person"]
    assert nl(before, third, ("anti_bullying",)) == []
    last = phase(5, "2026-11-23", "removal")
    assert "wrong_person" in nl(before, last, ("care_coordinator",))


@pytest.mark.parametrize(
    ("number", "text", "form"),
    [(3, "social_work", "health_service"), (4, "other_group", "suspension"), (5, "suspension", None)],
)
def test_where_text_and_form_differ_the_school_follows_the_one_it_chose(number, text, form):
    events = list(STEPS)
    for one, measure in ((1, "time_out"), (2, None), (3, None), (4, None)):
        if one < number:
            events += [phase(one, f"2026-11-1{one}", measure or "x"), look(f"2026-11-1{one}")]
    new, who = phase(number, "2026-11-20", text), ("director",)
    assert nl(events, new, who, "text") == []
    assert nl(events, new, who, "form") == ["not_followed"]
    if form:
        assert nl(events, phase(number, "2026-11-20", form), who, "form") == []
        assert nl(events, phase(number, "2026-11-20", form), who, "text") == ["not_followed"]


def test_it_is_over_when_it_stopped_and_bullied_bully_and_group_got_help():
    helped = [event(code, "2026-11-10", help="x") for code in ("support_bullied", "support_bully", "support_group")]
    assert stands(CODE, [*STEPS, look("2026-11-13", stopped=True), *helped[:2]], "2026-11-13", land="nl").ended is None
    assert stands(CODE, [*STEPS, look("2026-11-13", stopped=True), *helped], "2026-11-13", land="nl").ended
    asked = event("ask_child", "2026-11-03", confirmed="other", said="x")
    assert stands(CODE, [SIGNALS, asked], "2026-11-13", land="nl").ended.code == "other"


def test_a_flemish_school_talks_with_both_before_it_agrees_on_steps():
    both = ("be.bullying", [SIGNALS, event("talk_bullied", "2026-11-03", confirmed="yes", said="x")])
    plan = event("plan", "2026-11-04", agreements="x")
    assert refused(*both, plan, who=NEAR) == ["not_yet"]
    talked = [*both[1], event("talk_bully", "2026-11-03", present="x", said="x")]
    assert refused("be.bullying", talked, plan, who=NEAR) == []
    assert "direction" not in can(stands("be.bullying", talked, "2026-11-04"))


@pytest.fixture
def tells(client, time_machine, cast) -> Teller:
    Appointment.objects.update(first_day=day("2020-09-01"))
    return Teller(client, time_machine, cast.fenna, "2026-11-23")


def signals(client, pupil, text="Stond weer alleen.", **more):
    given = {"seen_on": "2026-11-23", "text": text, "signs": ["left_out"], **more}
    return client.post(reverse("signal_new", args=[pupil.pk]), given)


def test_signals_of_several_people_gather_into_one_case_as_its_first_facts(tells, cast, client):
    assert signals(client, cast.daan, who="Mila Bakker").status_code == 302
    tells.on("2026-11-23", cast.petra)
    assert signals(client, cast.daan, "Zijn tas lag in de sloot.", signs=["taken"]).status_code == 302
    tells.on("2026-11-23", cast.ivo)
    page = client.get("/safety/bullying/").text
    assert "2 signalen" in page
    assert "van 2 mensen" in page
    assert client.get(reverse("bullying_open", args=[cast.daan.pk])).status_code == 200
    answer = client.post(reverse("bullying_open", args=[cast.daan.pk]))
    tells.case = Case.objects.get()
    assert answer.headers["Location"] == reverse("case", args=[tells.case.pk])
    facts = queries.standing(tells.case, day("2026-11-23")).done[0].facts
    assert "Zijn tas lag in de sloot." in facts["signals"]
    assert "Fenna Visser" in facts["signals"]
    assert facts["bullies"] == "Mila Bakker"
    assert "Geen signalen" in client.get("/safety/bullying/").text
    assert reverse("case_new", args=[cast.mila.pk]) in tells.page()
    assert client.post(reverse("bullying_open", args=[cast.daan.pk])).status_code == 404  # nothing waits any more
    first = {"signal": "x", "measures": ["time_out"], "report": "x", "present": "x"}
    assert "Eerst is dit nodig: Stap 4" in tells.is_refused("phase_1", **first)


def test_a_signal_names_whole_names_or_nobody_and_no_day_to_come(tells, cast, client):
    for who, said in (
        ("Mila", "Er is niet precies"),
        ("Niemand Bekend", "Er is niet precies"),
        ("Daan de Wit", "het kind over wie"),
    ):
        answer = signals(client, cast.daan, who=who)
        assert answer.status_code == 422
        assert said in answer.text
    assert "Deze dag moet nog komen" in errors(signals(client, cast.daan, seen_on="2026-11-30"))
    assert not BullyingSignal.objects.exists()


def test_anybody_of_the_staff_gives_a_signal_about_any_child_and_sees_the_own_alone(tells, cast, client):
    helper = cast.petra  # reads no bullying cases by function
    tells.on("2026-11-23", helper)
    signals(client, cast.mila, "Gezien op het plein.")
    tells.on("2026-11-23", cast.fenna)
    signals(client, cast.mila, "Gezien in de klas.")
    assert "Gezien op het plein." in client.get("/safety/bullying/").text  # of the own group
    tells.on("2026-11-23", helper)
    page = client.get("/safety/bullying/").text
    assert "Gezien op het plein." in page
    assert "Gezien in de klas." not in page
    assert client.get(reverse("bullying_open", args=[cast.mila.pk])).status_code == 404
    signal = BullyingSignal.objects.get(text="Gezien in de klas.")
    assert client.get(reverse("signal_set_aside", args=[signal.pk])).status_code == 404


@pytest.mark.parametrize("name", ["mallory", "rita", "clara", "dirk", "oona"])
def test_for_others_there_is_no_child_and_no_signal(tells, cast, client, name):
    signals(client, cast.daan)
    signal = BullyingSignal.objects.get()
    client.force_login(getattr(cast, name))
    for path in (
        reverse("signal_new", args=[cast.daan.pk]),
        reverse("signal_set_aside", args=[signal.pk]),
        reverse("bullying_open", args=[cast.daan.pk]),
    ):
        assert client.get(path).status_code == 404
    assert "Stond weer alleen" not in client.get("/safety/bullying/").text


def test_a_teacher_of_another_group_reads_no_case_of_this_child(tells, cast, client):
    signals(client, cast.daan)
    tells.on("2026-11-23", cast.fenna)
    client.post(reverse("bullying_open", args=[cast.daan.pk]))
    case = Case.objects.get()
    assert client.get(reverse("case", args=[case.pk])).status_code == 200
    Appointment.objects.filter(user=cast.fenna).delete()
    appoint(cast.fenna, Function.FIRST_AIDER, MEIERIJ, school=cast.beuk)
    assert client.get(reverse("case", args=[case.pk])).status_code == 404


def test_a_signal_that_was_something_else_is_put_aside_with_the_reason(tells, cast, client):
    signals(client, cast.daan)
    signal = BullyingSignal.objects.get()
    answer = client.post(reverse("signal_set_aside", args=[signal.pk]), {"why": "Zijn hond is dood."})
    assert answer.status_code == 302
    assert "Geen signalen" in client.get("/safety/bullying/").text
    signal.refresh_from_db()
    assert (signal.set_aside_why, signal.set_aside_by) == ("Zijn hond is dood.", cast.fenna)
    assert set(Line.objects.filter(subject_id=signal.pk).values_list("act", flat=True)) >= {
        "bullying.signal",
        "bullying.set_aside",
    }


def test_the_school_says_which_of_the_two_it_follows(tells, cast, client):
    tells.on("2026-11-23", cast.bas)
    assert 'name="bullying_follows"' in client.get(reverse("school_settings", args=[cast.beuk.pk])).text
    tells.on("2026-11-23", cast.rita)
    assert 'name="bullying_follows"' not in client.get(reverse("school_settings", args=[cast.lindeboom.pk])).text


def test_after_any_phase_that_it_stopped_is_no_reason_against_the_phases_before():
    measures = ("time_out", "parents_talk", "social_work", "other_group", "suspension")
    events = list(STEPS)
    for number, measure in enumerate(measures, start=1):
        events.append(phase(number, f"2026-11-{8 + 2 * number}", measure))
        stopped = [*events, look(f"2026-11-{9 + 2 * number}", stopped=True)]
        where = stands(CODE, stopped, "2026-11-30", land="nl", bullying_follows="text")
        assert [str(one.text) for one in where.consequences] == []
        events.append(look(f"2026-11-{9 + 2 * number}"))
    again = [*STEPS, look("2026-11-09", stopped=True), look("2026-11-10"), phase(1, "2026-11-10", "time_out")]
    assert stands(CODE, again, "2026-11-30", land="nl", bullying_follows="text").consequences == ()


def test_a_case_of_old_signals_takes_what_was_done_since_the_first_one(tells, cast, client):
    signals(client, cast.daan, seen_on="2026-10-01")
    signals(client, cast.daan, seen_on="2026-11-02")
    client.post(reverse("bullying_open", args=[cast.daan.pk]))
    tells.case = Case.objects.get(pupil=cast.daan)
    answer = tells.tries("ask_child", on="2026-10-02", confirmed="yes", said="Ja.")
    assert answer.status_code == 302, errors(answer)
