"""The hard things of two schools: a ban that runs, bullying in its second phase, a case that only two people read."""

from collections.abc import Iterable

from driehoek.access.models import User
from driehoek.demo.cases import Clerk, Who
from driehoek.demo.children import Child
from driehoek.demo.schools import Built
from driehoek.demo.staff import email
from driehoek.demo.told import CARE, TEACHER
from driehoek.kit.days import shifted
from driehoek.people.models import Pupil
from driehoek.procedures import actions, bullying
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.models import Case, Party
from driehoek.safety.actions import bullying as signals
from driehoek.safety.models import BullyingSignal
from driehoek.safety.queries import bullying as signed

FENNA, IRENE, OFFICER = TEACHER["Groep 5"], CARE["De Beuk"], ("Corrie", "Vos")
KATHLEEN, TOM = TEACHER["3A"], TEACHER["4B"]
WEEKS = 42  # days that the ban of the demo still runs


class Witness(Clerk):
    """A clerk who also gives signals."""

    def pupil(self, given: str) -> Pupil:
        return Pupil.objects.select_related("school").get(pk=self.ids[given])

    def sees(self, who: Who, number: int, given: str, text: str, signs: list[str], *bullies: str) -> None:
        made = BullyingSignal(pupil=self.pupil(given), seen_on=self.ago(number), text=text, signs=signs)
        signals.signal(self.actor(who, number), made, [self.pupil(one) for one in bullies])


def aggression(clerk: Witness) -> None:
    """A parent threatened a teacher: banned, reported, and the second talk is still to come."""
    case = clerk.opens("nl.aggression", 3, by=OFFICER)
    clerk.does(
        case,
        "report",
        3,
        by=OFFICER,
        who="parent",
        offender="De heer Van Vliet (verzonnen)",
        kind="threat",
        description="Dreigde op het plein dat de leerkracht nog wat zou beleven.",
        place="plein",
        staff="Fenna Visser",
        injury=False,
        earlier_warning=False,
    )
    clerk.does(case, "police", 3, by=OFFICER, danger=True)
    clerk.does(
        case,
        "talk_1",
        3,
        by=OFFICER,
        with_whom="Fenna Visser",
        said="Geschrokken, gaat vroeger naar huis.",
        enough="yes",
    )
    clerk.does(case, "police_report", 3, police_form="notification", police_number="DEMO-1")
    _ban(clerk, case)
    clerk.does(case, "team", 2, by=OFFICER, signals="Bij het hek staan we voortaan met twee.")


def _ban(clerk: Witness, case: Case) -> None:
    first = clerk.ago(3)
    clerk.does(
        case,
        "ban",
        3,
        ban_ground="threat_or_violence",
        first_day=first.isoformat(),
        staff_heard=True,
        last_day=shifted(first, WEEKS).isoformat(),
        area="het gebouw en het plein",
        contact_person="Bas Jansen",
        reasons="Het team moet veilig kunnen werken.",
    )


def bullied(clerk: Witness) -> None:
    """Signals of three people became a case, now in its second phase; two more signals about another child wait."""
    clerk.sees(FENNA, 20, "Saar", "Stond drie pauzes alleen.", ["left_out"])
    clerk.sees(IRENE, 19, "Saar", "Vertelde dat haar tas in de sloot lag.", ["taken"], "Sem")
    clerk.sees(OFFICER, 18, "Saar", "Werd bij het hek uitgescholden.", ["insulted"], "Sem")
    child, waiting = bullying.child(clerk.actor(IRENE, 17), clerk.ids["Saar"])
    case = bullying.opened(clerk.actor(IRENE, 17), child, waiting)
    clerk.does(case, "ask_child", 17, by=IRENE, confirmed="yes", said="Het is elke dag zo.")
    clerk.does(
        case, "clarify", 16, by=FENNA, present="Saar en Sem", agreements="Samen spelen, of elkaar met rust laten."
    )
    clerk.does(case, "support_bullied", 15, by=IRENE, help="Oefent met duidelijk nee zeggen; zit bij toneel.")
    clerk.does(
        case, "correct", 12, by=FENNA, present="Sem", talk="Dit stopt vandaag.", parents_told=True, in_care_file=True
    )
    clerk.does(
        case,
        "phase_1",
        11,
        by=FENNA,
        signal="De etui was weg.",
        report="Sem schrijft op wat hij deed.",
        measures=["written_assignment", "awareness_talk"],
        present="Sem",
        agreements="Elke vrijdag praten.",
    )
    clerk.does(case, "support_group", 10, by=FENNA, help="Kring over zwijgen en helpen.")
    clerk.does(case, "evaluate", 7, by=FENNA, stopped=False, how="Minder, maar het gebeurt nog bij het hek.")
    clerk.does(
        case,
        "phase_2",
        5,
        by=FENNA,
        signal="Weer gescholden bij het hek.",
        measures=["parents_talk"],
        report="De ouders van Sem helpen mee.",
        present="De ouders van Sem",
        agreements="Ophalen binnen het hek.",
    )
    clerk.sees(OFFICER, 2, "Yara", "Twee kinderen liepen haar achterna.", ["followed"])
    clerk.sees(FENNA, 1, "Yara", "Kreeg nare berichten in de groepsapp.", ["online"])


def worried(clerk: Witness) -> None:
    """A case of the reporting code that Fenna opened and Irene was named on; nobody else knows of it."""
    fenna = clerk.actor(FENNA, 6)
    case = actions.open_case(fenna, clerk.built.school, definition=DEFINITIONS["nl.reporting_code"])
    clerk.does(
        case,
        "map",
        6,
        by=FENNA,
        about="een kind uit groep 5 (verzonnen)",
        signals="Drie keer een blauwe plek, telkens na een weekend. Wil niet naar huis.",
    )
    irene = User.objects.get(email=email(*IRENE))
    actions.name_party(fenna, case, Party(role="colleague", name=str(irene), user=irene, opens=True))
    clerk.does(
        case,
        "consult",
        4,
        by=IRENE,
        consulted="Fenna en Irene, samen doorgenomen.",
        centre_asked=True,
        advice="Praat eerst met de ouders, open en zonder verwijt.",
    )


def promised(clerk: Witness) -> None:
    """Everybody of a group signed the protocol but one."""
    actor = clerk.actor(FENNA, 50)
    told = signed.protocols(actor)[0]
    rules = "Wij vragen of iemand mee wil doen.\nWij sturen geen nare berichten."
    signals.sign(actor, told.group, told.pupils[:-1], actor.on, rules, teacher=True)


def waiting(clerk: Witness) -> None:
    clerk.sees(KATHLEEN, 4, "Noor", "Speelt al een week alleen.", ["left_out"])
    clerk.sees(TOM, 3, "Noor", "Werd uitgelachen om haar jas.", ["remarks"], "Juna")


HAPPENED = {"De Beuk": (aggression, bullied, worried, promised), "De Lindeboom": (waiting,)}


def tell(built: Built, many: Iterable[Child]) -> None:
    """What happened at a school, for who opens the rooms of safety."""
    if built.plan.name in HAPPENED:
        clerk = Witness(built, many)
        for story in HAPPENED[built.plan.name]:
            story(clerk)
