"""Flemish requests, certificate and complaint to their end in Chromium (ATT-4, 12 to 15, PRO-7, 13, 16)."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ASK, TALK, RESULT = "De ouders vragen een gesprek", "Het gesprek houden", "Het resultaat van het gesprek versturen"
APPEAL = {"posted": "2027-07-15", "dated": True, "signed": True, "registered": True}


def test_a_certificate_is_refused_talked_over_and_granted_on_appeal(walker, cast):
    walker.on("2027-06-24", cast.rita).opens("be.certificate", pupil=cast.adam)
    given = {"outcome": "refused", "reasons": "De leerplandoelen zijn niet bereikt."}
    walker.is_refused("De klassenraad beslist", "minutes", says="aandachtspunten", **given)
    walker.does("De klassenraad beslist", "minutes", attention="Rekenen.", **given)
    walker.on("2027-06-29", cast.rita).does("De getuigschriften uitreiken", present=True, declaration=True)
    (refusal,) = walker.writes("Beslissing om het getuigschrift basisonderwijs niet uit te reiken")
    assert (refusal.data["talk_request_due"], refusal.data["received_on"]) == ("2027-07-02", "2027-06-29")
    walker.writes("Verklaring gevolgde schooljaren en aandachtspunten", school_years="Zes jaar lager onderwijs")
    walker.is_not_offered(TALK, "Het beroep van de ouders noteren")
    walker.on("2027-07-01", cast.rita).does(ASK, asked_on="2027-06-30")
    walker.writes(
        "Uitnodiging voor het overleg over het getuigschrift",
        talk_on="2027-07-02",
        talk_time="10 uur",
        talk_place="op school",
    )
    walker.on("2027-07-02", cast.rita).does(TALK, "minutes", present="Dirk Nowak")
    walker.on("2027-07-07", cast.rita).does(RESULT, "proof_of_posting", reasons="Er is niets nieuws.")
    (result,) = walker.writes("Resultaat van het overleg over het getuigschrift")
    assert (result.data["talk_on"], result.data["appeal_due"]) == ("2027-07-02", "2027-07-15")
    assert result.data["talk_outcome"] == "no_new_meeting"
    walker.on("2027-07-16", cast.rita).hands_over(cast.oona).does(
        "Het beroep van de ouders noteren", "appeal_letter", **APPEAL
    )
    walker.names("committee_internal", "Rita Maes", user=str(cast.rita.pk), works_here=True)
    walker.names("committee_chair", "Rik")
    walker.is_refused("Beroepscommissie samenstellen", says="evenveel leden")
    walker.names("committee_external", "Piet")
    walker.does("Beroepscommissie samenstellen")
    walker.writes(
        "Uitnodiging van de beroepscommissie over het getuigschrift",
        hearing_on="2027-08-25",
        hearing_time="10 uur",
        hearing_place="op school",
    )
    walker.on("2027-08-25", cast.oona).does("Zitting van de beroepscommissie", "minutes", present="Dirk Nowak")
    decided = {"result": "granted", "reasons": "Rekenen volstaat."}
    walker.does("Beslissing van de commissie versturen", "proof_of_posting", **decided)
    walker.writes("Beslissing van de beroepscommissie over het getuigschrift")
    walker.ends("Het getuigschrift is toegekend.")


def test_a_complaint_goes_to_the_committee_of_the_network(walker, cast):
    walker.on("2026-11-23", cast.rita).opens("be.complaint", school=cast.lindeboom)
    walker.is_not_offered("Naar de klachtencommissie")
    walker.does(
        "Een klacht wordt voorgelegd aan de directeur of het bestuur",
        last_event="2026-06-01",
        complaint_summary="De pauze.",
    )
    walker.names("complainant", "Dirk Nowak", address="Molenstraat 12, 9000 Gent")
    (referral,) = walker.writes(
        "Doorverwijzing van een klacht",
        body="Ombudsdienst",
        body_contact="Kerkstraat 1",
        free_reasons="Het gaat over de gemeente.",
    )
    assert referral.recipient["address"] == "Molenstraat 12, 9000 Gent"
    walker.sees()
    walker.does("Naar de klachtencommissie", lodged="2026-11-23", put_to_board=True)
    walker.on("2026-12-14", cast.rita).does("Het advies van de commissie is er", advice="Deels gegrond.")
    walker.is_refused("Het bestuur beslist", says="verplicht")
    walker.does("Het bestuur beslist", reasons="We passen de pauze aan.")
    walker.writes("Antwoord op een klacht")
    walker.ends("Het bestuur besliste over het advies van de commissie.")


def test_permission_to_be_absent_never_stretches_a_holiday(walker, cast):
    walker.on("2026-11-23", cast.sam).opens("be.permission", pupil=cast.adam)
    days = {"first_day": "2026-12-17", "last_day": "2026-12-18"}
    walker.is_refused("De ouders vragen toestemming", says="verplicht", occasion="exceptional")
    walker.does("De ouders vragen toestemming", occasion="exceptional", **days)
    walker.is_not_offered("Beslissen en antwoorden")
    walker.on("2026-11-24", cast.rita)
    walker.is_refused("Beslissen en antwoorden", says="vakantie", decision="granted", reasons="…")
    walker.does("Beslissen en antwoorden", decision="refused", reasons="Het zou de vakantie verlengen.")
    (letter,) = walker.writes("Antwoord op een vraag om afwezig te zijn")
    assert letter.data["decision"] == "refused"
    walker.ends("De toestemming is geweigerd.")


def test_top_sport_beyond_six_lesson_hours_is_refused(walker, cast):
    walker.on("2026-11-23", cast.rita).opens("be.top_sport", pupil=cast.adam)
    walker.is_refused("De ouders vragen topsport", says="ontbreekt", sport="tennis", lesson_hours="7")
    walker.does("De ouders vragen topsport", "federation", sport="tennis", lesson_hours="7")
    walker.is_not_offered("Beslissen en antwoorden")
    walker.does("Weigeren wat over de grens gaat", reasons="Zeven lestijden is te veel.")
    (letter,) = walker.writes("Antwoord op een vraag om afwezig te zijn")
    assert (letter.data["occasion"], letter.data["decision"]) == ("tennis", "refused")
    assert (letter.data["first_day"], letter.data["last_day"]) == ("2026-11-23", "2027-06-30")
    walker.ends("De toestemming is geweigerd.")


def test_lessons_at_home_begin_after_twenty_one_days(walker, cast):
    given = {"illness": "other", "absent_from": "2026-11-02", "distance_km": "4", "education": "ordinary"}
    walker.on("2026-11-16", cast.rita).opens("be.home_education", pupil=cast.adam)
    walker.is_refused("De ouders vragen onderwijs aan huis", says="ontbreekt", certificate="none", **given)
    walker.does("De ouders vragen onderwijs aan huis", "request", certificate="none", **given)
    walker.is_not_offered("De ouders antwoorden", "Een leraar zoeken")
    walker.does("Uitleggen waarom nog niet", reasons="Er is nog geen attest.")
    walker.on("2026-11-24", cast.rita)
    walker.does("De ouders vragen onderwijs aan huis", "request", "certificate", certificate="general", **given)
    walker.does("De ouders antwoorden", organised=True, reasons="Vier lestijden per week.")
    (letter,) = walker.writes("Antwoord op een aanvraag voor tijdelijk onderwijs aan huis")
    assert (letter.data["first_day"], letter.data["decision"]) == ("2026-11-23", "granted")
    walker.does("Een leraar zoeken", teacher="Zoë Peeters")
    walker.on("2027-01-11", cast.rita).does("Het kind is weer op school")
    walker.ends("Het kind is weer op school.")


def test_rehabilitation_waits_for_its_documents_and_is_renewed_on_the_evaluation(walker, cast):
    ask, papers = "De ouders vragen revalidatie tijdens de lestijden", "Er kwam een document binnen"
    walker.on("2026-11-23", cast.rita).opens("be.rehabilitation", pupil=cast.adam)
    walker.does(ask, "parents_statement", situation="learning_need", minutes_per_week="100")
    walker.is_refused("Beslissen", says="ontbreekt", decision="granted", reasons="Logopedie.")
    walker.sees()
    walker.does(papers, "clb_advice", "cooperation_agreement")
    walker.does("Beslissen", decision="granted", reasons="Logopedie.")
    walker.writes("Beslissing over revalidatie tijdens de lestijden")
    walker.on("2027-06-25", cast.rita).is_refused("Evaluatie door de revalidatieverstrekker", says="ontbreekt")
    walker.does("Evaluatie door de revalidatieverstrekker", "provider_evaluation")
    walker.does("De toestemming eindigt")
    walker.ends("De toestemming is geëindigd.")
    first = walker.case
    walker.on("2027-09-01", cast.rita).page.get_by_role("link", name="Vernieuwen voor het volgende schooljaar").click()
    walker.renews()
    walker.sees("Gaat verder op")
    walker.page.get_by_role("link", name=ask, exact=True).click()
    expect(walker.page.locator("[name=minutes_per_week]")).to_have_value("100")
    walker.does(ask, "parents_statement", "clb_advice", "cooperation_agreement")
    walker.does("Beslissen", decision="granted", reasons="De evaluatie is goed.")
    walker.case = first
    walker.sees("Gaat verder in")


def test_swimming_once_needs_a_note_and_more_a_certificate(walker, cast):
    walker.on("2026-11-23", cast.kathleen).opens("be.exemption", pupil=cast.adam)
    walker.does("De ouders vragen vrijstelling", "parents_note", activity="swimming")
    walker.is_refused("Beslissen", says="medisch attest", decision="granted", reasons="…")
    walker.does("Beslissen", decision="refused", reasons="Er is geen attest.")
    walker.on("2026-11-23", cast.rita)
    walker.writes("Antwoord op een vraag om vrijstelling van bewegingsopvoeding of zwemmen")
    walker.ends("De vrijstelling is geweigerd: het kind doet mee.")


def test_parents_opt_out_of_a_trip_beforehand(walker, cast):
    opt_out = "De ouders schrijven dat hun kind niet meegaat"
    walker.on("2026-11-23", cast.kathleen).opens("be.trip", pupil=cast.adam)
    walker.does("De uitstap", trip="naar zee", first_day="2026-12-10", whole_day=True)
    walker.on("2026-12-11", cast.kathleen).is_not_offered(opt_out)
    walker.on("2026-12-08", cast.kathleen).is_refused(opt_out, says="briefje van de ouders")
    walker.does(opt_out, "note")
    walker.may_not(cast.tom, "at_school")
    walker.on("2026-12-08", cast.sam).is_not_offered("De dagen op school regelen")
    walker.on("2026-12-08", cast.rita).does("De dagen op school regelen", group="4B")
    walker.writes("Bevestiging: uw kind gaat niet mee op uitstap")
    walker.ends("Het kind is op school tijdens de uitstap.")


def test_repeating_a_year_is_decided_with_the_clb_and_explained(walker, cast):
    walker.on("2027-06-14", cast.rita).opens("be.group_decision", pupil=cast.adam)
    walker.is_not_offered("Beslissen, met redenen op papier", "Het mondeling uitleggen aan de ouders")
    walker.does("Overleggen met het CLB", present="Clara Baeten")
    given = {"group_outcome": "repeat", "reasons": "Lezen lukt nog niet."}
    walker.is_refused("Beslissen, met redenen op papier", says="verplicht", **given)
    walker.does("Beslissen, met redenen op papier", attention="Lezen.", **given)
    walker.writes("Beslissing over de leerlingengroep", new_group="3A")
    walker.does("Het mondeling uitleggen aan de ouders", present="Dirk Nowak")
    walker.ends("De beslissing is verstuurd en uitgelegd.")
