"""Files in which more is at stake than learning: consent, objection, parents apart, sanctions, a newcomer's path."""

from driehoek.access.functions import Function
from driehoek.demo.papers import png
from driehoek.demo.told import Told
from driehoek.people.models import InformationAgreement
from driehoek.pupils.actions import entries, rights
from driehoek.pupils.kinds import Kind
from driehoek.pupils.models import Consent, Entry, ObjectionToKeeping, Step


def health(file: Told) -> None:
    """Health with the parents' written consent, for who is named; a correction; something the parents told."""
    consent = Consent(
        pupil=file.pupil,
        purpose=Consent.Purpose.HEALTH,
        scope="Astma: puffer en wat te doen",
        given_on=file.ago(45),
        given_by=file.child.adults[0].name,
    )
    rights.record_consent(file.actor(file.direction, file.ago(45)), consent)
    file.write(
        file.care,
        Kind.HEALTH,
        44,
        "Astma",
        "Puffer in de boekentas; bij benauwdheid twee pufjes en de ouders bellen.",
        readers=(file.teacher, file.direction),
    )
    entry = file.write(
        file.teacher,
        Kind.PARENT_CONTACT,
        25,
        "Oudercontact",
        "Slaapt slecht sinds de verhuis in august.",
        details={"present": file.child.adults[0].name},
        source=Entry.Source.PARENTS,
        volunteered=True,
    )
    before = entries.content_of(entry)
    entry.text = "Slaapt slecht sinds de verhuis in augustus."
    entries.correct(file.actor(file.teacher, file.ago(24)), entry, before, "Tikfout", [])


def health_without_consent(file: Told) -> None:
    """Consent that was withdrawn: what rests on it is closed to everyone from then on."""
    consent = Consent(
        pupil=file.pupil,
        purpose=Consent.Purpose.HEALTH,
        scope="Allergie voor noten",
        given_on=file.ago(50),
        given_by=file.child.adults[0].name,
    )
    rights.record_consent(file.actor(file.direction, file.ago(50)), consent)
    file.write(file.care, Kind.HEALTH, 49, "Allergie voor noten", "Geen traktaties met noten.", readers=(file.teacher,))
    rights.withdraw_consent(file.actor(file.direction, file.ago(5)), consent)


def talks(file: Told) -> None:
    """Talks about being late or absent, and an objection to keeping what the parents had told."""
    who = {"present": " en ".join(adult.name for adult in file.child.adults)}
    file.write(
        file.teacher,
        Kind.PARENT_CONTACT,
        18,
        "Gesprek over te laat komen",
        "Fiets of auto? Ouders proberen de rij.",
        details=who,
    )
    file.write(
        file.teacher,
        Kind.PARENT_CONTACT,
        4,
        "Telefoon over de afwezigheid",
        "Briefje volgt niet.",
        details=who,
        steps=[
            Step(
                kind=Step.Kind.FOLLOW_UP,
                text="Volgende week opnieuw bellen",
                due=file.ago(0),
                holder=Function.CLASS_TEACHER,
            )
        ],
    )
    rights.record_objection(
        file.actor(file.direction, file.ago(2)),
        ObjectionToKeeping(pupil=file.pupil, dated=file.ago(2), lodged_by=file.child.adults[0].name),
    )


def judgment(file: Told) -> None:
    """Parents apart, with a judgment on who is told what."""
    InformationAgreement.objects.create(
        board_id=file.pupil.board_id,
        pupil=file.pupil,
        kind=InformationAgreement.Kind.JUDGMENT,
        dated=file.days[0],
        text="Vonnis van de familierechtbank: week om week; beide ouders krijgen alle informatie.",
    )
    for place, adult in enumerate(file.child.adults):
        file.write(
            file.teacher,
            Kind.PARENT_CONTACT,
            14 - place,
            f"Oudercontact met {(adult.relation == 'mother' and 'moeder') or 'vader'}",
            "Dezelfde punten als met de andere ouder.",
            details={"present": adult.name},
        )


def sanction(file: Told) -> None:
    """An order measure with its remediation, and an agreement of parents who live apart."""
    InformationAgreement.objects.create(
        board_id=file.pupil.board_id,
        pupil=file.pupil,
        kind=InformationAgreement.Kind.AGREEMENT,
        dated=file.days[0],
        text="Moeder is het eerste aanspreekpunt; het adres van moeder gaat naar niemand.",
    )
    file.write(
        file.direction,
        Kind.SANCTION,
        22,
        "Ordemaatregel na duwen in de rij",
        "",
        details={"measure": "Herstelgesprek en een middag binnen"},
    )
    entry = file.write(
        file.teacher,
        Kind.REMEDIATION,
        21,
        "Herstel: samen het spel heropbouwen",
        "Beiden tevreden.",
        last_day=file.ago(18),
    )
    file.attach(file.teacher, entry, "tekening.png", png(), "image/png")


def newcomer(file: Told) -> None:
    """A newcomer's own path in place of the screening, with measures that belong to it."""
    file.write(
        file.care,
        Kind.LANGUAGE_SCREENING,
        48,
        "Beginsituatie anderstalige nieuwkomer",
        "",
        details={
            "instrument": "Gesprek en observatie",
            "result": "Begrijpt eenvoudige opdrachten met beeld.",
            "path_needed": True,
            "path": "Taalbad, vier keer per week in kleine groep.",
        },
    )
    file.write(
        file.care, Kind.MEASURE, 40, "Woordkaarten met beeld", "Wijst zelf aan wat nodig is.", details={"works": "yes"}
    )
    file.write(
        file.teacher, Kind.RESULT, 8, "Rekenen: getallen tot 100", "", details={"subject": "Rekenen", "mark": "18/20"}
    )
