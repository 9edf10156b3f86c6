"""Rita excludes Adam definitively; his father appeals; the committee decides (PRO-4 to PRO-6, PRO-15)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.letters.models import Letter
from driehoek.procedures.models import Event, Party
from tests.cast import LEIE

from .telling import Teller, errors

COUNCIL = {"considered": "definitive", "description": "…", "advice": "…", "clb_present": True}
FORM = {"dated": True, "signed": True, "registered": True}


@pytest.fixture
def rita(cast, client, time_machine) -> Teller:
    return Teller(client, time_machine, cast.rita)


def until_the_talk(rita, cast):
    case = rita.opens("be.exclusion", cast.adam)
    rita.does("council", "minutes", **COUNCIL)
    rita.does("invite", "proof_of_posting", talk_on="2026-11-27")
    rita.on("2026-11-27").does("talk", "minutes", present="Dirk Nowak")
    return case


def until_the_decision(rita, cast):
    case = until_the_talk(rita, cast)
    rita.on("2026-11-30").does(
        "decide",
        "proof_of_posting",
        measure="definitive",
        alternative="herstelgesprek",
        reasons="…",
        appeal_mentioned=True,
    )
    return case


def test_a_case_is_opened_from_the_file_and_shows_what_can_be_done(cast, rita):
    case = rita.opens("be.exclusion", cast.adam)
    page = rita.page()
    assert "Advies van de klassenraad" in page
    assert "Adam Nowak" in page
    assert [one.name for one in case.parties.all()] == ["Dirk Nowak"]
    assert Line.objects.filter(act="case.open", pupil_id=cast.adam.pk).exists()


def test_a_step_too_early_is_refused_with_its_source(cast, rita):
    rita.opens("be.exclusion", cast.adam)
    rita.does("council", "minutes", **COUNCIL)
    rita.does("invite", "proof_of_posting", talk_on="2026-11-27")
    told = rita.on("2026-11-26").is_refused("talk", "minutes", present="…")
    assert "27 november 2026" in told
    assert "9.4.3, punt 2" in told
    assert not Event.objects.filter(step="talk").exists()


def test_a_missing_document_is_named(cast, rita):
    rita.opens("be.exclusion", cast.adam)
    assert "verslag" in rita.is_refused("council", **COUNCIL)
    assert not Event.objects.exists()


def test_a_document_is_told_by_its_content(cast, rita):
    case = rita.opens("be.exclusion", cast.adam)
    assert "a.pdf" in rita.is_refused("council", file_minutes=SimpleUploadedFile("a.pdf", b"MZ not a pdf"), **COUNCIL)
    real = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    rita.does("council", file_minutes=real, **COUNCIL)
    paper = Event.objects.get().documents.get()
    answer = rita.client.get(reverse("case_document", args=[case.pk, paper.pk]))
    assert answer.content.startswith(b"%PDF-1.7")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_last_days_of_a_case_are_duties_and_are_done_with_the_step(cast, rita):
    case = until_the_talk(rita, cast)
    duty = Duty.objects.get(origin=f"case:{case.pk}", key="decide")
    assert (duty.due, duty.holder, duty.code) == (date(2026, 12, 4), "director", "post_discipline_decision")
    rita.on("2026-11-30").does("decide", "proof_of_posting", measure="none", alternative="…", reasons="…")
    duty.refresh_from_db()
    assert duty.discharged_by == cast.rita
    mistake = Event.objects.get(step="decide")
    rita.client.post(reverse("case_withdraw", args=[case.pk, mistake.pk]), {"reason": "vergissing"})
    duty.refresh_from_db()
    assert duty.is_open


def test_the_whole_story_with_appeal(cast, rita):
    case = until_the_decision(rita, cast)
    page = rita.page()
    assert "10 december 2026" in page  # 30/11 and three days = 3/12; then 4, 7, 8, 9, 10/12
    assert "<svg" in page
    assert "nam de beslissing" in rita.on("2026-12-11").is_refused(
        "appeal", "appeal_letter", posted="2026-12-10", **FORM
    )
    rita.hands_over(cast.oona).does("appeal", "appeal_letter", posted="2026-12-10", **FORM)
    assert "geen voorzitter" in rita.is_refused("committee")
    rita.names("committee_internal", "Sam Claes")
    rita.names("committee_external", "Piet")
    rita.names("committee_chair", "Rik")
    rita.does("committee")
    rita.does("invite_hearing", hearing_on="2026-12-17")
    rita.on("2026-12-17").does("hearing", "minutes", present="…", decider_heard=True)
    rita.on("2026-12-23").does("appeal_decision", "proof_of_posting", result="annulled", reasons="…")
    assert "De beroepscommissie vernietigde de uitsluiting." in rita.page()
    assert not Duty.objects.open().filter(origin=f"case:{case.pk}").exists()
    rita.on("2026-12-23", cast.rita)
    assert "Inhoud" in rita.client.get(reverse("case_print", args=[case.pk])).text
    assert Line.objects.filter(act="case.print", subject_id=case.pk).exists()


def test_an_appeal_too_late_is_recorded_with_what_that_means(cast, rita):
    until_the_decision(rita, cast)
    rita.on("2026-12-11").hands_over(cast.oona).does("appeal", "appeal_letter", posted="2026-12-11", **FORM)
    assert "Het beroep is onontvankelijk." in rita.page()


def test_a_teacher_the_clb_a_parent_and_a_stranger_do_not_see_the_case(cast, rita):
    case = rita.opens("be.exclusion", cast.adam)
    for user in (cast.kathleen, cast.clara, cast.mallory, cast.dirk):
        rita.on("2026-11-23", user)
        assert rita.client.get(reverse("case", args=[case.pk])).status_code == 404
        assert rita.tries("council").status_code == 404


def test_who_is_named_on_a_case_sees_that_one_only(cast, rita):
    other = rita.opens("be.preventive_suspension", cast.ilias)
    case = rita.opens("be.exclusion", cast.adam)
    Party.objects.create(
        board_id=LEIE, case=case, role="clb_adviser", name="Clara", user=cast.clara, opens=True, added_by=cast.rita
    )
    rita.on("2026-11-23", cast.clara)
    assert rita.client.get(reverse("case", args=[case.pk])).status_code == 200
    assert rita.client.get(reverse("case", args=[other.pk])).status_code == 404
    assert "directeur" in rita.is_refused("council", "minutes", **COUNCIL)  # the CLB advises, the director records


def test_correcting_keeps_the_history_with_its_reason(cast, rita):
    case = rita.opens("be.exclusion", cast.adam)
    rita.does("council", "minutes", on="2026-11-20", **COUNCIL)
    where = reverse("case_correct", args=[case.pk, Event.objects.get().pk])
    given = {"on": "2026-11-19", **COUNCIL, "clb_present": "on"}
    assert rita.client.post(where, given).status_code == 422  # no reason
    assert rita.client.post(where, {**given, "reason": "verkeerde dag"}).status_code == 302
    assert "verkeerde dag" in rita.page()
    assert rita.client.get(where).status_code == 404  # what no longer stands is not corrected again


def test_the_list_tells_what_is_due_and_what_being_late_means(cast, rita):
    until_the_talk(rita, cast)
    assert "Beslissing versturen" in rita.client.get(reverse("cases")).text
    late = rita.on("2026-12-07").client.get(reverse("cases")).text
    assert "Er is nog geen beslissing, en de laatste dag is voorbij" in late
    assert "Nowak" not in rita.client.get(reverse("cases"), {"name": "peeters"}).text


def test_a_case_without_any_last_day_stands_on_the_list_too(cast, rita):
    rita.opens("be.guidance", cast.adam)
    assert "geen laatste dag" in rita.client.get(reverse("cases")).text


def test_the_case_fills_in_the_letter_and_each_parent_gets_one(cast, rita):
    case = until_the_talk(rita, cast)
    rita.on("2026-11-30")
    where = f"{reverse('case_letter', args=[case.pk, 'decide'])}?kind=be.exclusion_definitive"
    page = rita.client.get(where)
    assert page.status_code == 200
    known = page.context["form"].initial
    assert (known["heard_on"], known["appeal_due"]) == (date(2026, 11, 27), date(2026, 12, 10))
    given = {name: value for name, value in known.items() if value not in (None, "")}
    answer = rita.client.post(where, {**given, "care": "school", "free_reasons": "…", "free_alternatives": "…"})
    assert answer.status_code == 302, errors(answer)
    assert "Dirk Nowak" in rita.page()
    assert Letter.objects.filter(case_ref=case.pk).count() == 1


def test_a_case_of_years_ago_still_has_its_picture(cast, rita):
    case = until_the_decision(rita, cast)
    rita.on("2028-11-27")
    page = rita.page()
    assert "tl-event" in page
    assert "tl-today" not in page
    assert case.pk
