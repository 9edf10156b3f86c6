"""Dutch procedures from opening to end in Chromium, each with its wrong turns (PRO-8 to 10, 12, 17; ATT-10)."""

import pytest

from driehoek.letters.models import Letter

pytestmark = pytest.mark.browser
HEAR, IMPOSE = "Het personeelslid horen", "De sanctie opleggen"
LODGE, HEARING, DECIDE = "Er is een klacht binnengekomen", "Hoorzitting", "Het bestuur beslist"
WHOLE = {"has_name": True, "has_address": True, "is_dated": True, "is_described": True}
GIVEN = {"alternative": "Een gesprek hielp niet.", "reasons": "De veiligheid van de groep."}


def test_a_suspension_of_more_than_a_day_is_told_to_the_inspectorate(walker, cast):
    decide = "Schorsen, en het besluit overhandigen"
    walker.on("2026-11-23", cast.bas).opens("nl.suspension", pupil=cast.daan)
    walker.is_not_offered(decide)
    walker.does("De leerling en de ouders horen", description="Een vechtpartij.", present="Daan en zijn ouders")
    given = {"first_day": "2026-11-24", "handed_over": True, "explained": True, **GIVEN}
    walker.is_refused(decide, says="één week", last_day="2026-12-02", **given)
    walker.does(decide, last_day="2026-11-26", **given)
    walker.does("Het vervangende programma regelen", programme="Weektaak", programme_place="school")
    walker.names("parents", "Mevrouw de Wit", address="Dorpsstraat 1, 5000 AA Tilburg")
    (letter,) = walker.writes("Besluit tot schorsing")
    assert (letter.data["first_day"], letter.data["last_day"]) == ("2026-11-24", "2026-11-26")
    (told,) = walker.writes("Melding van een schorsing aan de inspectie", official_number="12AB")
    assert told.recipient["name"] == "Inspectie"
    walker.does("De inspectie berichten")
    walker.on("2026-11-27", cast.bas).does("De leerling is terug")
    walker.ends("De schorsing is voorbij en iedereen heeft bericht.")


def test_a_removal_waits_for_another_school_that_is_willing(walker, cast):
    decide = "Besluiten tot verwijdering, met redenen"
    walker.on("2026-11-23", cast.bas).opens("nl.removal", pupil=cast.daan)
    walker.names("parents", "Mevrouw de Wit", address="Dorpsstraat 1, 5000 AA Tilburg")
    walker.does("De ouders vertellen wat het plan is", description="Geweld.", reasons="De veiligheid van de groep.")
    walker.writes(
        "Voornemen tot verwijdering en uitnodiging om te worden gehoord",
        talk_on="2026-11-30",
        talk_time="10 uur",
        talk_place="op school",
        free_alternatives="Een schorsing.",
    )
    walker.on("2026-11-30", cast.bas).does("De leerling en de ouders horen", present="Daan en zijn moeder")
    walker.is_not_offered(decide)
    walker.does("De groepsleraar en de klager horen", present="Fenna Visser")
    walker.does("Een andere school zoeken", school="De Eik")
    walker.on("2027-02-08", cast.bas)
    given = {"decision": "remove", "objection_told": True, **GIVEN}
    walker.is_refused(decide, says="geen andere school is bereid", **given)
    walker.sees()
    walker.does("Een andere school is bereid", school="De Esdoorn")
    walker.does(decide, **given)
    walker.writes("Besluit tot verwijdering", removed_from="2027-02-15")
    walker.writes("Melding van een verwijdering aan de inspectie", removed_from="2027-02-15", official_number="12AB")
    walker.writes("Kopie van een besluit tot verwijdering voor de leerplichtambtenaar", removed_from="2027-02-15")
    for step in ("De inspectie berichten", "Een afschrift naar de leerplichtambtenaar", "Noteren en bekendmaken"):
        walker.does(step)
    walker.ends("De leerling is verwijderd en iedereen heeft bericht.")


def test_a_dismissal_is_not_the_heads_and_hears_others(walker, cast):
    walker.on("2026-11-23", cast.bas).opens("nl.staff_sanction", school=cast.beuk, person=str(cast.fenna.pk))
    walker.does(HEAR, description="Een incident.", present="Fenna Visser")
    given = {"consequences": "Een zwaardere sanctie.", "handed_over": True, "explained": True, **GIVEN}
    walker.is_refused(IMPOSE, says="algemene directie", sanction="dismissal", **given)
    walker.is_refused(IMPOSE, says="wie klaagde", sanction="dismissal", by_direction=True, **given)
    walker.does(IMPOSE, sanction="reprimand", **given)
    (letter,) = walker.writes("Berisping van een personeelslid", happened_on="2026-11-20")
    assert (letter.recipient["name"], letter.restricted) == ("Fenna Visser", True)
    walker.does("Noteren, en berichten wie het moet weten", told="algemene directie")
    walker.may_not(cast.fenna, "hear")
    walker.on("2026-11-24", cast.bas).ends("De sanctie is opgelegd en geregistreerd.")


def test_a_ban_follows_a_warning(walker, cast):
    measure = "Een maatregel nemen"
    walker.on("2026-11-23", cast.bas).opens("nl.parent_sanction", pupil=cast.daan)
    walker.does(
        "Praten met de ouder", parent="Mevrouw de Wit", description="Schelden op het plein.", present="mevrouw De Wit"
    )
    ban = {
        "measure": "ban",
        "ban_ground": "after_warning",
        "valid_until": "2027-01-11",
        "area": "school en plein",
        "contact_person": "Bas Jansen",
        **GIVEN,
    }
    walker.is_refused(measure, says="waarschuwing", **ban)
    walker.sees()
    walker.does("De ouder schriftelijk waarschuwen", reasons="Dit kan niet.")
    (warning,) = walker.writes("Waarschuwing aan een ouder")
    assert warning.recipient["name"] == "Mevrouw de Wit"
    walker.on("2026-11-30", cast.bas).does(measure, again_on="2026-11-27", **ban)
    (letter,) = walker.writes("Ontzegging van de toegang tot de school")
    assert (letter.data["warned_on"], letter.data["last_day"]) == ("2026-11-23", "2027-01-11")
    walker.on("2027-01-11", cast.bas).does("De ontzegging beëindigen")
    walker.writes("De toegangsontzegging is voorbij")
    walker.ends("De ontzegging is geëindigd.")


def test_rehabilitation_needs_the_consent_of_who_was_accused(walker, cast):
    agree = "Het traject afspreken"
    walker.on("2026-11-23", cast.bas).opens("nl.rehabilitation", school=cast.beuk, person=str(cast.fenna.pk))
    walker.is_refused("De beschuldiging bleek vals", says="moet kloppen", description="Vrijspraak.")
    walker.does("De beschuldiging bleek vals", description="Vrijspraak.", inquiry_ended=True)
    walker.does("Een rehabilitatietraject aanbieden", accepted=True)
    walker.is_refused(agree, says="moet kloppen", agreements="Een brief.")
    walker.does(agree, agreements="Een brief.", consent=True)
    walker.writes("Brief na een valse beschuldiging")
    walker.does("Brief aan de ouders")
    walker.on("2026-12-14", cast.bas).does("Het traject is afgerond")
    walker.ends("Het traject is afgerond.")


def test_leave_the_act_forbids_is_refused_and_above_ten_days_the_officer_decides(walker, cast):
    ask, answer = "De ouders vragen verlof", "Beslissen en schriftelijk antwoorden"
    given = {"first_day": "2027-02-01"}
    walker.on("2026-11-23", cast.bas).opens("nl.leave", pupil=cast.daan)
    holiday = {"leave_kind": "holiday", "last_day": "2027-02-05", **given}
    walker.is_refused(ask, says="aanvraag van de ouders", **holiday)
    walker.does(ask, "request", **holiday)
    walker.is_refused(answer, says="beroep", decision="granted", reasons="…")
    walker.does(answer, decision="refused", reasons="De aard van het beroep vraagt dit niet.")
    walker.names("parents", "Mevrouw de Wit", address="Dorpsstraat 1, 5000 AA Tilburg")
    walker.writes("Beslissing op een verlofaanvraag")
    walker.ends("Het verlof is geweigerd.")
    walker.opens("nl.leave", pupil=cast.daan)
    walker.does(
        ask,
        "request",
        leave_kind="weighty",
        first_day="2027-01-11",
        last_day="2027-01-27",
        note="Een huwelijk in de familie.",
    )
    walker.is_not_offered(answer)
    walker.does("Doorsturen naar de leerplichtambtenaar", opinion="Ik steun de aanvraag.")
    (letter,) = walker.writes("Verlofaanvraag voor de leerplichtambtenaar")
    assert letter.recipient["name"] == "Leerplichtambtenaar"
    walker.on("2026-12-01", cast.bas).does("De leerplichtambtenaar besliste", decision="granted")
    walker.ends("Het verlof is toegekend.")


def heard(walker, cast) -> None:
    walker.on("2026-11-23", cast.bas).opens("nl.complaint", school=cast.beuk)
    given = {"lodged_with": "committee", "event_on": "2026-09-01", "complaint_summary": "Pesten.", "oral": True}
    walker.does(LODGE, **given, **WHOLE)
    for role, name in (
        ("complainant", "Mevrouw de Wit"),
        ("accused", "Fenna Visser"),
        ("committee_chair", "Van Dam"),
        ("committee", "Smit"),
    ):
        walker.names(role, name, address="Dorpsstraat 1, 5000 AA Tilburg")
    walker.writes("Verslag van een mondelinge klacht")
    walker.does("De mondelinge klacht noteren", "record", signed=True, copied=True)
    walker.does("Iedereen vertellen dat de klacht onderzocht wordt")
    walker.writes("Bericht dat een klacht wordt onderzocht", 3)
    parties = Letter.objects.filter(kind="nl.complaint_receipt").values_list("data__party", flat=True)
    assert set(parties) == {"board", "complainant", "accused"}
    walker.is_refused("De commissie samenstellen", says="twee leden")
    walker.names("committee", "Bos")
    walker.does("De commissie samenstellen")
    walker.on("2026-12-21", cast.bas)
    sitting = {"present": "iedereen", "complainant_heard": True, "accused_heard": True, "chair_present": True}
    walker.is_refused(HEARING, "minutes", says="ten minste twee leden", members_present="1", **sitting)
    walker.does(HEARING, "minutes", members_present="2", **sitting)


def test_a_complaint_with_every_term_to_the_decision_of_the_board(walker, cast):
    heard(walker, cast)
    walker.on("2027-01-18", cast.bas).does("De termijn van het advies verlengen", reasons="Een extra getuige.")
    (letter, *_others) = walker.writes("Verlenging van de termijn voor het advies over een klacht", 3)
    assert (letter.data["advice_due"], letter.data["advice_prolonged_due"]) == ("2027-01-18", "2027-02-15")
    walker.on("2027-02-15", cast.bas).does("Het advies", "advice", complaint_outcome="partly", reasons="Zie verslag.")
    walker.writes("Advies van de klachtencommissie", 4)
    walker.is_not_offered(DECIDE)
    walker.does("De aangeklaagde kan reageren op de voorgenomen beslissing", intention="De pauze verandert.")
    walker.writes("Voorgenomen beslissing: de aangeklaagde kan zich verweren", respond_until="2027-03-01")
    walker.on("2027-03-15", cast.bas)
    walker.is_refused(DECIDE, says="zwaarwegend belang", shares_judgement=True, reasons="We delen het oordeel.")
    walker.does(DECIDE, shares_judgement=True, reasons="We delen het oordeel.", enclosed=True)
    walker.writes("Beslissing van het bestuur over een klacht", 4)
    walker.ends("Het bestuur besliste over het advies van de commissie.")
    walker.page.goto("/cases/complaints/?year=2026")
    assert "Er is 1 klacht ingediend" in walker.page.locator("main").inner_text()


def test_a_complaint_that_stays_incomplete_is_declared_inadmissible(walker, cast):
    walker.on("2026-11-23", cast.bas).opens("nl.complaint", school=cast.beuk)
    given = {"lodged_with": "board", "event_on": "2026-09-01", "complaint_summary": "Pesten."}
    walker.does(LODGE, **given, **{**WHOLE, "has_address": False})
    walker.names("complainant", "Mevrouw de Wit")
    walker.writes("Verzoek om een klacht aan te vullen", missing="Uw adres")
    walker.sees("7 december 2026")
    walker.on("2026-12-08", cast.bas)
    walker.is_refused("De klacht niet-ontvankelijk verklaren", says="verplicht")
    walker.does("De klacht niet-ontvankelijk verklaren", reasons="Het adres ontbreekt nog steeds.")
    walker.writes("Een klacht is niet-ontvankelijk", 3)
    walker.ends("De klacht is niet-ontvankelijk verklaard.")
