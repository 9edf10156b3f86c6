"""The access agreement of the Flemish schools with their CLB; all but one of its workers have read it (ACC-8)."""

from datetime import UTC, datetime, time

from driehoek.access.models import AccessAgreement, Acknowledgement, Appointment
from driehoek.access.policy import CLB_FUNCTIONS
from driehoek.access.texts import STANDARD
from driehoek.demo.schools import Built
from driehoek.schools.models import Jurisdiction


def save(built: Built, appointments: list[Appointment]) -> None:
    """One version a school, in force this school year. The last worker appointed still has to read it."""
    workers = [one for one in appointments if one.school == built.school and one.function in CLB_FUNCTIONS]
    if built.plan.jurisdiction != Jurisdiction.BE or not workers:
        return
    year = built.years.now
    first, last = year.first("be"), year.last("be")
    agreement = AccessAgreement.objects.create(
        board_id=built.board, school=built.school, version=year.as_text(), text=STANDARD.read_text(),
        title="Afspraken tussen school en CLB over toegang tot het leerlingendossier",
        audience="CLB-medewerkers van het schoolteam", distributed_on=first, expires_on=last,
    )  # fmt: skip
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            board_id=built.board, agreement=agreement, user=one.user, school_year=year.as_text(),
            at=datetime.combine(first, time(8), tzinfo=UTC),
        )
        for one in workers[:-1]
    )  # fmt: skip
