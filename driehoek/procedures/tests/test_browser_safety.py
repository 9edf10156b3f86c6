"""Safety in Chromium: aggression, bullying, the careful paths; with wrong turns, axe, a phone (SAF-9 to SAF-12)."""

import pytest
from playwright.sync_api import Page, expect

from driehoek.access.models import Appointment
from driehoek.procedures.models import Case
from driehoek.procedures.tests.telling import day
from driehoek.procedures.tests.test_in_browser import looks_well
from tests.browser import axe, fits, on_phone

pytestmark = pytest.mark.browser
REPORT, BAN, ENDED = (
    "Schrijf op wat er gebeurd is",
    "Ontzeg de persoon de toegang tot de school",
    "Vertel dat het verbod voorbij is",
)
MAP, TALK, CONSULT = (
    "1. Schrijf de signalen op",
    "3. Praat met de ouders en als het kan met het kind",
    "2. Overleg met een collega en met Veilig Thuis",
)
INSPECTOR, POLICE = "Het bestuur overlegt met de vertrouwensinspecteur", "Doe aangifte bij de politie"
ASSESS, BREAK = "Ga de vijf voorwaarden na", "Doorbreek het geheim"


@pytest.fixture(autouse=True)
def served_long(cast):
    Appointment.objects.update(first_day=day("2020-09-01"))


def starts(walker, user, path: str, school) -> None:
    """Open a careful path from its page."""
    walker.on("2026-11-23", user)
    walker.page.goto("/safety/careful/")
    walker.page.locator(f'form[action$="/{path}/"] button').click()
    expect(walker.page.get_by_text("loopt", exact=True)).to_be_visible()
    walker.case = Case.objects.get(definition=path)


def confides(walker, user) -> None:
    """Name a colleague on the case, who from then on reads it too."""
    walker.page.locator('a[href$="/people/"]').click()
    walker.page.get_by_label("Wie deze zaak mag lezen").select_option(str(user.pk))
    walker.page.locator("main form button").last.click()
    expect(walker.page.get_by_role("status")).to_contain_text("Bij de zaak gezet")


def ticks(page: Page, step: str, *labels: str) -> None:
    """Go to a step from the case, and tick what it asks; the rest is filled in afterwards."""
    page.get_by_role("link", name=step, exact=True).click()
    for label in labels:
        page.get_by_label(label, exact=True).check()


SCOLDED = {
    "who": "parent", "offender": "M. de Wit", "description": "Schold op het plein.", "place": "plein",
    "staff": "Fenna Visser",
}  # fmt: skip
BANNED = {
    "ban_ground": "threat_or_violence", "first_day": "2026-11-23", "last_day": "2026-12-23", "area": "het plein",
    "contact_person": "Bas Jansen", "staff_heard": True, "reasons": "Het team moet veilig werken.",
}  # fmt: skip


def test_a_ban_without_a_warning_is_refused_and_after_a_threat_it_stands_in_the_register(walker, cast):
    walker.on("2026-11-23", cast.bas).opens("nl.aggression", school=cast.beuk)
    looks_well(walker.page, "aggression")
    walker.sees()
    walker.does(REPORT, kind="verbal", **SCOLDED)
    walker.is_refused(BAN, says="volgt op een waarschuwing", **BANNED)
    walker.sees()
    walker.is_refused("Bel de politie (112)", says="twee keer om te vertrekken")
    walker.page.get_by_label("Er was gevaar: de politie is direct gebeld").check()
    walker.does("Bel de politie (112)")
    walker.page.locator("a", has_text="Verbeteren: Schrijf op wat er gebeurd is").click()
    walker.page.locator('[name="kind"]').select_option("threat")
    walker.page.locator('[name="reason"]').fill("Hij dreigde ook.")
    walker.page.get_by_role("button", name="Verbeteren").click()
    walker._says("Verbeterd")
    walker.does(BAN, **BANNED)
    walker.names("parents", "M. de Wit", address="Dorpsstraat 1, 5000 AA Tilburg")
    (letter,) = walker.writes("Ontzegging van de toegang tot de school")
    assert (letter.data["happened_on"], letter.data["last_day"]) == ("2026-11-23", "2026-12-23")
    walker.page.goto("/safety/bans/")
    expect(walker.page.get_by_role("table", name="Lopende toegangsverboden")).to_contain_text("M. de Wit")
    looks_well(walker.page, "bans")
    walker.page.get_by_role("link", name="Afdrukken voor de lerarenkamer").click()
    expect(walker.page.get_by_role("heading", name="Niet toegelaten op school")).to_be_visible()
    expect(walker.page.get_by_text("Het team moet veilig werken.")).to_have_count(0)
    axe(walker.page)


def test_the_protocol_of_aggression_from_the_first_talk_to_the_end(walker, cast):
    walker.on("2026-11-23", cast.petra).opens("nl.aggression", school=cast.beuk)
    walker.does(
        REPORT, who="parent", offender="M. de Wit", kind="verbal", description="Schold.", place="plein", staff="Fenna"
    )
    said = {"with_whom": "Fenna", "said": "Het gaat.", "enough": "yes"}
    walker.does("Eerste gesprek, dezelfde dag", **said)
    walker.is_not_offered("Meld het bij de politie", BAN)  # for the head of school
    walker.does("Bespreek het in het team", signals="Niet alleen op het plein.")
    walker.on("2026-11-23", cast.bas).does("Meld het bij de politie", police_form="notification")
    walker.does("Zeg dat dit niet kan", present="M. de Wit")
    walker.does("Bevestig de waarschuwing met een brief", staff_heard=True, reasons="Dit kan niet.")
    for on, talk in (
        ("2026-11-27", "Tweede gesprek, na 3 tot 4 dagen"),
        ("2026-12-23", "Derde gesprek, na 4 tot 5 weken"),
        ("2027-05-21", "Na een half jaar: terugkijken"),
    ):
        walker.on(on, cast.petra).does(talk, **said)
    walker.ends("Alles wat het protocol vraagt, is gedaan.")
    walker.page.goto("/safety/bans/review/2027/")
    expect(walker.page.get_by_text("1 geval van agressie")).to_be_visible()
    looks_well(walker.page, "aggression-review")


def test_signals_on_a_phone_become_a_case_and_no_phase_comes_before_its_step(walker, cast):
    page = walker.page
    walker.on("2026-11-23", cast.fenna)
    on_phone(page)
    page.goto("/safety/bullying/")
    page.get_by_role("link", name="Een signaal geven").click()
    page.get_by_label("Welk kind?").fill("daan")
    page.get_by_role("button", name="Zoeken").click()
    page.locator("ul.rows a", has_text="Daan de Wit").click()
    page.get_by_label("wordt buitengesloten of staat alleen").check()
    page.get_by_label("wat u zag of hoorde").fill("Stond drie pauzes alleen.")
    page.get_by_label("Wie het doet, voor zover u weet").fill("Mila")
    page.get_by_role("button", name="Het signaal geven").click()
    expect(page.get_by_role("alert").first).to_contain_text("Er is niet precies een leerling")
    walker._as_expected()
    page.get_by_label("Wie het doet, voor zover u weet").fill("Mila Bakker")
    fits(page)
    page.get_by_role("button", name="Het signaal geven").click()
    expect(page.get_by_role("heading", name="Daan de Wit")).to_be_visible()
    fits(page)
    axe(page)
    page.set_viewport_size({"width": 1200, "height": 900})
    page.get_by_role("link", name="Een zaak openen met deze signalen").click()
    page.get_by_role("button", name="De zaak openen").click()
    expect(page.get_by_text("Kinderen die in de signalen genoemd zijn")).to_be_visible()
    walker.case = Case.objects.get()
    looks_well(page, "bullying-case")
    walker.is_not_offered("Fase 1: door de leerkracht")
    walker.does("Stap 3: een gesprek dat het duidelijk maakt", present="Daan en Mila", agreements="Samen spelen.")
    talked = {"present": "Mila", "talk": "Dit stopt.", "in_care_file": True}
    walker.is_refused("Stap 4: neem duidelijk stelling", says="De ouders zijn ingelicht", **talked)
    walker.does("Stap 4: neem duidelijk stelling", parents_told=True, **talked)
    ticks(page, "Fase 1: door de leerkracht", "een gesprek over wat pesten doet")
    walker.does("Fase 1: door de leerkracht", signal="Weer alleen.", report="Mila begrijpt het.", present="Mila")
    walker.is_not_offered("Fase 2: een gesprek met de ouders")
    walker.on("2026-11-27", cast.fenna).does("Kijk of het gestopt is", stopped=True, how="Zij spelen samen.")
    for step in ("Hulp voor het kind dat gepest wordt", "Begeleiding voor wie pest", "Praat met de groep"):
        walker.does(step, help="Gedaan.")
    walker.ends("Het pesten is gestopt, en iedereen kreeg hulp.")


def test_the_five_steps_of_the_reporting_code_are_taken_in_order_by_who_is_named(walker, cast):
    walker.on("2026-11-23", cast.fenna)
    walker.page.goto("/safety/careful/")
    looks_well(walker.page, "careful")
    starts(walker, cast.fenna, "nl.reporting_code", cast.beuk)
    walker.is_not_offered(TALK)
    walker.does(MAP, about="Daan", signals="Blauwe plekken, drie keer.")
    walker.may_not(cast.bas, "consult")
    walker.may_not(cast.ivo, "consult")
    walker.on("2026-11-23", cast.fenna)
    confides(walker, cast.ivo)
    walker.on("2026-11-23", cast.ivo).does(
        CONSULT, consulted="Fenna en ik.", centre_asked=True, advice="Praat met de ouders."
    )
    looks_well(walker.page, "reporting-code")
    walker.sees()
    ticks(walker.page, TALK, "de ouders")
    walker.does(TALK, said="Hij viel van de trap.")
    weigh = {"weight": "doubt", "safe_today": "yes", "weighing": "Ivo en Fenna."}
    walker.is_refused("4. Weeg het", says="Veilig Thuis", **weigh)
    walker.does("4. Weeg het", centre_asked=True, advice="Meld het.", **weigh)
    decide = "5. Beslis: hulp organiseren of melden"
    walker.is_refused(decide, says="zonder hulp of melding", outcome="nothing", decision_why="…")
    walker.does(decide, outcome="report", decision_why="Twijfel blijft.", parents_told=True)
    walker.ends("Het is gemeld bij Veilig Thuis.")


def test_an_offence_is_consulted_about_by_the_board_and_the_police_come_after_the_parents(walker, cast):
    starts(walker, cast.fenna, "nl.sexual_offence", cast.beuk)
    walker.does("Vertel het direct aan het bestuur", about="…", known="…", told_whom="Bas Jansen")
    walker.is_not_offered(INSPECTOR)  # not hers to do
    confides(walker, cast.bas)
    walker.on("2026-11-23", cast.bas).does(INSPECTOR, inspector="Mevrouw X", suspicion="reasonable", advice="Aangifte.")
    walker.is_not_offered(POLICE)
    walker.is_refused("Er is geen redelijk vermoeden: geen aangifte", says="moet aangifte doen", why="…")
    walker.sees()
    told = {"pupil_told": True, "by_whom": "Bas"}
    walker.is_refused("Vertel het de leerling en de ouders, voor de politie", says="moet kloppen", **told)
    walker.does("Vertel het de leerling en de ouders, voor de politie", parents_told=True, **told)
    walker.does(POLICE, police_number="Politie Tilburg, 123")
    walker.does("Vertel de vertrouwensinspecteur dat er aangifte is gedaan")
    walker.does("Regel hulp", help="Slachtofferhulp.")
    walker.ends("Er is aangifte gedaan, en de inspecteur weet het.")


def test_a_confidence_is_kept_with_four_of_the_five_conditions(walker, cast):
    starts(walker, cast.fenna, "nl.confidentiality", cast.beuk)
    walker.does("Wat u is verteld, en waarom het weegt", about="maandag", told="…", tell_whom="de huisarts")
    four = {"consent_sought": True, "conscience": True, "no_other_way": True, "certain_harm": True}
    walker.does(ASSESS, **four)
    walker.is_not_offered(BREAK)
    expert = {"expert": "de schoolarts", "advice": "Het mag."}
    consult = "Overleg met een deskundige van buiten"
    walker.is_refused(consult, says="alle vijf voorwaarden", from_outside=True, **expert)
    looks_well(walker.page, "confidence-kept")
    walker.sees()
    walker.does(ASSESS, prevents_harm=True, **four)
    walker.is_refused(consult, says="moet kloppen", **expert)
    walker.does(consult, from_outside=True, **expert)
    tell = "Zeg tegen wie het u vertelde wat u van plan bent"
    walker.does(tell, informed=True)
    walker.does(BREAK, whom="de huisarts", what="…", only_needed=True)
    walker.ends("Het geheim is doorbroken, voor zover dat nodig was.")
