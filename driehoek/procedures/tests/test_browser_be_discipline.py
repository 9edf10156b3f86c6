"""Flemish discipline from opening to end in Chromium, each story with its wrong turns (PRO-1 to PRO-6, PRO-15)."""

import pytest

from driehoek.letters.models import Letter

pytestmark = pytest.mark.browser
COUNCIL, INVITE, TALK, DECIDE = (
    "Advies van de klassenraad", "Uitnodiging voor het gesprek versturen", "Ouders en leerling horen",
    "Beslissing versturen",
)  # fmt: skip
OUTCOME = "Beslissing van de commissie versturen"
WHAT = "Op 18 november gooide Adam een stoel."
WHERE = {"talk_time": "16 uur", "talk_place": "op school", "inspection": "elke dag op het secretariaat"}
DECISION = {"alternative": "Een ordemaatregel volstaat niet.", "reasons": "De veiligheid van de klas."}
APPEAL = {"dated": True, "signed": True, "registered": True}


def advised(walker, cast, considered: str, **facts) -> None:
    walker.on("2026-11-23", cast.rita).opens("be.exclusion", pupil=cast.adam)
    walker.is_not_offered(INVITE, TALK, DECIDE)
    given = {"considered": considered, "description": WHAT, "advice": "Uitsluiten."}
    if considered == "definitive":
        walker.is_refused(COUNCIL, "minutes", says="vertegenwoordiger van het CLB", **given)
    walker.does(COUNCIL, "minutes", **given, **facts)


def invited_and_heard(walker, cast) -> None:
    """The invitation, and the days in which the parents read the file: 24, 25, 26; on the fourth the talk."""
    walker.is_refused(INVITE, says="bewijs dat de aangetekende brief", talk_on="2026-11-27")
    walker.is_refused(INVITE, "proof_of_posting", says="te vroeg", talk_on="2026-11-26")
    walker.does(INVITE, "proof_of_posting", talk_on="2026-11-27")
    walker.writes("Opstart tuchtprocedure en uitnodiging voor een gesprek", **WHERE, free_reasons=WHAT)
    walker.on("2026-11-26", cast.rita).sees("Kan vanaf vrijdag 27 november 2026")
    walker.is_not_offered(TALK)
    walker.on("2026-11-27", cast.rita).does(TALK, "minutes", present="Dirk Nowak en Adam")


def excluded(walker, cast) -> None:
    advised(walker, cast, "definitive", clb_present=True)
    walker.writes("Advies van de klassenraad in een tuchtprocedure", members="Kathleen Heylen\nTom Aerts")
    invited_and_heard(walker, cast)
    walker.on("2026-11-30", cast.rita)
    walker.is_refused(
        DECIDE, "proof_of_posting", says="hoe ze beroep kunnen instellen", measure="definitive", **DECISION
    )
    walker.does(DECIDE, "proof_of_posting", measure="definitive", appeal_mentioned=True, **DECISION)
    (letter,) = walker.writes("Beslissing tot definitieve uitsluiting", care="school")
    assert letter.data["appeal_due"] == "2026-12-10"  # received 1, 2, 3; then 4, 7, 8, 9, 10
    assert letter.data["effective_on"] == "2027-01-13"  # a month, with the Christmas holiday in between


def sits(walker) -> None:
    """The committee: without a chair it cannot be composed, and who decided never sits on it."""
    walker.is_refused("Beroepscommissie samenstellen", says="heeft geen voorzitter")
    for role, name in (
        ("committee_internal", "Sam Claes"),
        ("committee_external", "Piet"),
        ("committee_chair", "Rik"),
    ):
        walker.names(role, name)
    walker.does("Beroepscommissie samenstellen")
    walker.does("De ouders uitnodigen bij de beroepscommissie", hearing_on="2026-12-17")
    walker.writes(
        "Uitnodiging van de beroepscommissie", hearing_time="17 uur", hearing_place="op school", inspection="elke dag"
    )


def test_a_definitive_exclusion_is_annulled_by_the_appeal_committee(walker, cast):
    excluded(walker, cast)
    walker.may_not(cast.tom, "decide")
    walker.on("2026-12-11", cast.rita).is_not_offered("Het beroep van de ouders noteren")  # who decided hands over
    walker.hands_over(cast.oona)
    walker.does("Het beroep van de ouders noteren", "appeal_letter", posted="2026-12-10", **APPEAL)
    walker.writes("Ontvangst van een beroep tegen een definitieve uitsluiting")
    sits(walker)
    walker.on("2026-12-17", cast.oona)
    walker.is_refused("Zitting van de beroepscommissie", "minutes", says="moet kloppen", present="Dirk Nowak")
    walker.does("Zitting van de beroepscommissie", "minutes", present="Dirk Nowak, Rita Maes", decider_heard=True)
    walker.is_refused(OUTCOME, "proof_of_posting", says="onontvankelijk", result="inadmissible", reasons="…")
    walker.does(OUTCOME, "proof_of_posting", result="annulled", reasons="Er werd niets geprobeerd.")
    walker.writes("Beslissing van de beroepscommissie over een definitieve uitsluiting")
    walker.ends("De beroepscommissie vernietigde de uitsluiting.")


def test_a_temporary_exclusion_is_served(walker, cast):
    advised(walker, cast, "temporary")
    invited_and_heard(walker, cast)
    walker.on("2026-11-30", cast.rita)
    given = {"measure": "temporary", "first_day": "2026-12-01", **DECISION}
    walker.is_refused(DECIDE, "proof_of_posting", says="één tot vijftien", school_days="16", **given)
    walker.does(DECIDE, "proof_of_posting", school_days="3", **given)
    (letter,) = walker.writes("Beslissing tot tijdelijke uitsluiting", care="school")
    assert letter.data["last_day"] == "2026-12-03"
    walker.does("Opvang op school regelen, of uitleggen waarom niet", arranged=True)
    walker.on("2026-12-04", cast.rita).ends("De tijdelijke uitsluiting is voorbij.")


def test_a_restorative_conference_stops_the_procedure(walker, cast):
    advised(walker, cast, "temporary")
    walker.does("Uitstellen voor een herstelgericht groepsoverleg (HERGO)")
    walker.writes("Uitstel van de tuchtprocedure voor een herstelgericht groepsoverleg")
    walker.is_not_offered(INVITE)
    walker.on("2026-11-30", cast.rita).does("De procedure hervatten", outcome="Afspraken met de klas.")
    walker.does("Stoppen: samen opgelost", outcome="Adam herstelt de stoel.")
    walker.ends("Het is samen opgelost; er kwam geen uitsluiting.")


def test_a_preventive_suspension_is_prolonged_and_goes_on_in_the_procedure(walker, cast):
    walker.on("2026-11-23", cast.rita).opens("be.preventive_suspension", pupil=cast.adam)
    given = {"first_day": "2026-11-23", **DECISION}
    walker.is_refused("Preventief schorsen", says="waarom is het niet haalbaar", **given)
    walker.does("Preventief schorsen", cared_for=True, **given)
    (letter,) = walker.writes("Preventieve schorsing")
    assert (letter.data["last_day"], letter.data["care"]) == ("2026-11-27", "school")
    walker.on("2026-11-27", cast.rita)
    walker.does("De preventieve schorsing eenmaal verlengen", external_factors="Het parket onderzoekt nog.")
    (letter,) = walker.writes("Verlenging van de preventieve schorsing")
    assert (letter.data["first_day"], letter.data["last_day"]) == ("2026-11-30", "2026-12-04")
    walker.is_not_offered("De preventieve schorsing eenmaal verlengen")
    walker.is_refused("De tuchtprocedure is geopend", says="moet kloppen")
    walker.does("De tuchtprocedure is geopend", confirmed=True)
    walker.ends("Het gaat verder in de tuchtprocedure.")


def test_guidance_comes_first(walker, cast):
    walker.on("2026-11-23", cast.kathleen).opens("be.guidance", pupil=cast.adam)
    walker.is_not_offered("Kijken hoe het gaat", "Afronden")
    walker.is_refused("Begeleiden: gesprek, time-out, begeleidingsplan", says="verplicht", kind="talk")
    walker.does(
        "Begeleiden: gesprek, time-out, begeleidingsplan", kind="talk", description=WHAT, agreements="Rustplek."
    )
    walker.on("2026-11-23", cast.rita).writes("Verslag van een gesprek", present="Adam, juf Kathleen", occasion="ruzie")
    walker.may_not(cast.tom, "follow")
    walker.on("2026-11-30", cast.kathleen).does("Kijken hoe het gaat", works="yes")
    walker.does("Afronden")
    walker.ends("De begeleiding is afgerond.")


def test_an_order_measure_keeps_the_pupil_at_school(walker, cast):
    walker.on("2026-11-23", cast.kathleen).opens("be.order_measure", pupil=cast.adam)
    walker.is_refused("Een ordemaatregel nemen", says="blijft op school", kind="task", description=WHAT)
    walker.does("Een ordemaatregel nemen", kind="task", description=WHAT, stays=True)
    walker.on("2026-11-23", cast.rita).writes("Melding van een ordemaatregel", free_reasons=WHAT)
    assert Letter.objects.get().data["measure"] == "specifieke opdracht"
    walker.ends("Er is geen beroep tegen mogelijk.")
