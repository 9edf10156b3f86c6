"""Writing in a file (DOS-1, DOS-2, DOS-4, DOS-5): through the pages, as people do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.pupils.actions import rights
from driehoek.pupils.kinds import CURRICULUM_DECISIONS, Kind
from driehoek.pupils.models import Entry, EntryVersion, ObjectionToKeeping

from .story import DAY, a_year_from_now, consent, entered, note, rows


def send(client, cast, kind: str = "observation", **fields: object):
    return client.post(reverse("entry_add", args=[cast.adam.pk, kind]), entered(**fields))


def test_kathleen_notes_what_she_saw(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert send(client, cast).headers["Location"] == reverse("pupil", args=[cast.adam.pk])
    entry = Entry.objects.get()
    assert (entry.author, entry.category, entry.text) == (cast.kathleen, "timeline", "Sinds de verhuizing.")
    assert Line.objects.filter(act="entry.add", pupil_id=cast.adam.pk, category="timeline").count() == 1


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_has_a_form(cast, client, kind) -> None:
    client.force_login(cast.rita)
    assert client.get(reverse("entry_add", args=[cast.adam.pk, kind])).status_code == 200


@pytest.mark.parametrize("kind", ["sanction", "mdo", "report", "nonsense"])
def test_kathleen_cannot_write_what_the_table_does_not_give_her(cast, client, kind) -> None:
    client.force_login(cast.kathleen)
    assert send(client, cast, kind).status_code == 404
    assert not Entry.objects.exists()


def test_tom_cannot_write_about_a_child_of_another_class(cast, client) -> None:
    client.force_login(cast.tom)
    assert send(client, cast).status_code == 404


def test_clara_of_the_clb_cannot_write_or_correct(cast, client) -> None:
    entry = note(cast.zoe, cast.adam)
    client.force_login(cast.clara)
    assert client.post(reverse("entry_correct", args=[entry.pk]), entered(reason="x")).status_code == 404
    assert client.post(reverse("entry_withdraw", args=[entry.pk])).status_code == 404


def test_a_day_that_is_still_to_come_is_refused_with_what_to_do_instead(cast, client) -> None:
    client.force_login(cast.kathleen)
    answer = send(client, cast, day=a_year_from_now())
    assert "Plan" in answer.context["form"].errors["day"][0] or answer.context["form"].errors["day"]
    assert not Entry.objects.exists()


def test_a_correction_keeps_what_was_there_and_why(cast, client) -> None:
    """DOS-2: nothing is overwritten."""
    entry = note(cast.kathleen, cast.adam, text="Slaapt 4 uur.")
    client.force_login(cast.kathleen)
    sent = entered(text="Slaapt 7 uur.", reason="verkeerd gehoord", opened_at="1")
    assert client.post(reverse("entry_correct", args=[entry.pk]), sent).status_code == 302
    entry.refresh_from_db()
    version = EntryVersion.objects.get()
    assert (entry.text, entry.version) == ("Slaapt 7 uur.", 2)
    assert (version.content["text"], version.reason) == ("Slaapt 4 uur.", "verkeerd gehoord")
    page = client.get(reverse("entry", args=[entry.pk])).content.decode()
    assert "Slaapt 4 uur." in page
    assert "verkeerd gehoord" in page


def test_a_correction_without_a_reason_is_refused(cast, client) -> None:
    entry = note(cast.kathleen, cast.adam, text="Slaapt 4 uur.")
    client.force_login(cast.kathleen)
    client.post(reverse("entry_correct", args=[entry.pk]), entered(text="Anders", opened_at="1"))
    entry.refresh_from_db()
    assert entry.text == "Slaapt 4 uur."


def test_two_colleagues_do_not_overwrite_each_other(cast, client) -> None:
    entry = note(cast.kathleen, cast.adam)
    client.force_login(cast.kathleen)
    client.post(reverse("entry_correct", args=[entry.pk]), entered(text="eerst", reason="a", opened_at="1"))
    late = client.post(reverse("entry_correct", args=[entry.pk]), entered(text="dan", reason="b", opened_at="1"))
    assert late.status_code == 200
    assert Entry.objects.get().text == "eerst"


def test_an_entry_taken_back_leaves_the_file_and_comes_back_on_undo(cast, client) -> None:
    entry = note(cast.kathleen, cast.adam)
    client.force_login(cast.kathleen)
    client.post(reverse("entry_withdraw", args=[entry.pk]))
    assert client.get(reverse("entry", args=[entry.pk])).status_code == 404
    client.post(reverse("entry_restore", args=[entry.pk]))
    assert client.get(reverse("entry", args=[entry.pk])).status_code == 200


def test_what_the_parents_volunteered_is_kept_only_when_it_matters(cast, client) -> None:
    """Schoolveiligheidsplan 3.6: what is not relevant for guiding the pupil is not kept."""
    client.force_login(cast.kathleen)
    answer = send(client, cast, source="parents", volunteered="on")
    assert "relevant" in answer.context["form"].errors
    send(client, cast, source="parents", volunteered="on", relevant="on")
    assert Entry.objects.get().volunteered


def test_the_parents_written_objection_blocks_what_they_volunteered(cast, client) -> None:
    """Schoolveiligheidsplan 3.6."""
    objection = ObjectionToKeeping(pupil=cast.adam, dated=DAY, lodged_by="Dirk Nowak")
    rights.record_objection(actor_of(cast.zoe), objection)
    client.force_login(cast.kathleen)
    answer = send(client, cast, source="parents", volunteered="on", relevant="on")
    assert "volunteered" in answer.context["form"].errors
    assert not Entry.objects.exists()
    send(client, cast)
    assert Entry.objects.count() == 1


def test_an_objection_removes_what_was_kept_before_it(cast, client) -> None:
    note(cast.kathleen, cast.adam, source="parents", volunteered=True, title="Thuis is er ruzie")
    note(cast.kathleen, cast.adam, title="Eigen waarneming")
    client.force_login(cast.zoe)
    sent = {"what": "objection", "dated": "2026-10-03", "lodged_by": "Dirk Nowak", "sure": "on"}
    client.post(reverse("pupil_consents", args=[cast.adam.pk]), sent)
    assert [entry.title for entry in Entry.objects.all()] == ["Eigen waarneming"]
    assert Line.objects.get(act="objection.record").facts == {"erased": 1}


def test_health_is_not_noted_without_the_parents_written_consent(cast, client) -> None:
    client.force_login(cast.zoe)
    answer = send(client, cast, "health")
    assert answer.context["form"].non_field_errors()
    consent(cast.zoe, cast.adam)
    send(client, cast, "health", readers=[str(cast.kathleen.pk)])
    assert {reader.user for reader in Entry.objects.get().readers.all()} == {cast.zoe, cast.kathleen}


def test_a_plan_puts_each_goal_on_the_list_of_duties(cast, client) -> None:
    client.force_login(cast.zoe)
    due = a_year_from_now()
    sent = entered(title="Rekenen tot 100", starting_point="Telt op de vingers") | rows(("Splitsen tot 10", due))
    assert client.post(reverse("entry_add", args=[cast.adam.pk, "action_plan"]), sent).status_code == 302
    duty = Duty.objects.get()
    assert (duty.due.isoformat(), duty.pupil, duty.holder) == (due, cast.adam, "care_coordinator")
    assert "Splitsen" not in str(duty.facts) + str(duty.words)


def test_evaluating_a_goal_discharges_its_duty(cast, client) -> None:
    client.force_login(cast.zoe)
    sent = entered(starting_point="Telt op de vingers") | rows(("Splitsen", "2026-12-18"))
    client.post(reverse("entry_add", args=[cast.adam.pk, "action_plan"]), sent)
    step = Entry.objects.get().steps.get()
    client.post(reverse("step", args=[step.pk]), {"outcome": "reached", "note": "Vlot."})
    step.refresh_from_db()
    assert (step.outcome, step.evaluated_by) == ("reached", cast.zoe)
    assert not Duty.objects.open().exists()
    assert Duty.objects.get().evidence == {"outcome": "reached"}


def test_taking_a_meeting_back_withdraws_what_followed_from_it_and_undo_brings_it_again(cast, client) -> None:
    client.force_login(cast.zoe)
    sent = entered(agenda="Lezen", attendees="ouders, CLB") | rows(("Tutor zoeken", "2026-12-18"))
    client.post(reverse("entry_add", args=[cast.adam.pk, "mdo"]), sent)
    entry = Entry.objects.get()
    client.post(reverse("entry_withdraw", args=[entry.pk]))
    assert not Duty.objects.open().exists()
    client.post(reverse("entry_restore", args=[entry.pk]))
    assert Duty.objects.open().count() == 1


def test_a_follow_up_added_later_is_a_duty_too(cast, client) -> None:
    entry = note(cast.zoe, cast.adam, "mdo", details={"agenda": "Lezen", "attendees": "ouders"})
    client.force_login(cast.zoe)
    sent = {"text": "Tutor zoeken", "due": "2026-12-18", "holder": "care_coordinator"}
    assert client.post(reverse("step_add", args=[entry.pk]), sent).status_code == 302
    assert Duty.objects.open().count() == 1


def test_a_test_gets_its_title_from_its_name_and_score(cast, client) -> None:
    client.force_login(cast.kathleen)
    sent = {"title": "", "domain": "maths", "test": "LVS M3", "score": "64", "norm_low": "48", "norm_high": "72"}
    send(client, cast, "tracking_test", **sent)
    assert (Entry.objects.get().title, Entry.objects.get().details["score"]) == ("LVS M3 · 64", "64")


def test_a_norm_that_ends_below_its_start_is_refused(cast, client) -> None:
    client.force_login(cast.kathleen)
    answer = send(client, cast, "tracking_test", domain="maths", test="M3", score="6", norm_low="9", norm_high="2")
    assert "norm_high" in answer.context["form"].errors


def test_what_was_taken_back_stands_on_a_page_that_may_be_reloaded(cast, client) -> None:
    entry = note(cast.zoe, cast.adam)
    client.force_login(cast.zoe)
    answer = client.post(reverse("entry_withdraw", args=[entry.pk]))
    for _each in range(2):
        assert reverse("entry_restore", args=[entry.pk]) in client.get(answer.headers["Location"]).content.decode()


def test_whoever_holds_a_follow_up_says_what_came_of_it_without_writing_meetings(cast, client) -> None:
    """Kathleen reads meetings and writes none; the follow-up is hers, and its duty leads to the page of its outcome."""
    entry = note(cast.zoe, cast.adam, "mdo", details={"agenda": "Lezen", "attendees": "ouders"})
    client.force_login(cast.zoe)
    for holder in ("class_teacher", "director"):
        sent = {"text": "Tutor zoeken", "due": "2026-12-18", "holder": holder}
        client.post(reverse("step_add", args=[entry.pk]), sent)
    hers, ritas = (entry.steps.get(holder=holder) for holder in ("class_teacher", "director"))
    client.force_login(cast.kathleen)
    page = client.get(reverse("duty", args=[Duty.objects.get(key=str(hers.pk)).pk])).content.decode()
    assert reverse("step", args=[hers.pk]) in page
    assert client.post(reverse("step", args=[hers.pk]), {"outcome": "done"}).status_code == 302
    assert client.post(reverse("step", args=[ritas.pk]), {"outcome": "done"}).status_code == 404
    assert Duty.objects.open().count() == 1


def test_a_follow_up_in_a_dutch_school_names_no_flemish_regulations(cast, client) -> None:
    daan = cast.adam.__class__.objects.filter(school=cast.beuk).first()
    entry = note(cast.bas, daan, "mdo", details={"agenda": "Lezen", "attendees": "ouders"})
    client.force_login(cast.bas)
    sent = {"text": "Tutor zoeken", "due": "2026-12-18", "holder": "director"}
    assert client.post(reverse("step_add", args=[entry.pk]), sent).status_code == 302
    assert Duty.objects.get().source == {}
    assert "afgesproken op school" in client.get(reverse("today")).content.decode()


@pytest.mark.parametrize("kind", ["report", "motivated_report"])
@pytest.mark.parametrize("decision", sorted(CURRICULUM_DECISIONS))
def test_a_curriculum_is_decided_after_a_meeting_that_was_held(cast, client, kind, decision):
    """F20 (DOS-4): without the day of the meeting, or with one to come, nothing is decided."""
    client.force_login(cast.zoe)
    told = {"issued_by": "CLB", "decision": decision}
    for wrong in ("", (timezone.localdate() + timedelta(1)).isoformat()):
        answer = send(client, cast, kind, **told, consulted_on=wrong)
        assert "consulted_on" in answer.context["form"].errors, wrong
    assert not Entry.objects.exists()
    assert send(client, cast, kind, **told, consulted_on="2026-11-19").status_code == 302
    assert send(client, cast, kind, issued_by="CLB", decision="none", consulted_on="").status_code == 302


@pytest.mark.parametrize("score", ["-5", "99999.99", "1000"])
def test_a_score_that_no_test_gives_is_refused(cast, client, score):
    client.force_login(cast.zoe)
    answer = send(client, cast, "tracking_test", domain="maths", test="LVS M3", score=score)
    assert "score" in answer.context["form"].errors
