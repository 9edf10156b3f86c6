"""A medication form that counts, at the hour of its dose."""

from datetime import date

import pytest

from driehoek.pupils.models import Consent
from driehoek.safety.models.medication import MedicationForm
from tests.cast import LEIE


@pytest.fixture
def noon(time_machine):
    time_machine.move_to("2026-11-23T12:05:00+01:00", tick=False)


@pytest.fixture
def form(cast) -> MedicationForm:
    """Adam takes 5 ml of a syrup at noon; both signed."""
    Consent.objects.create(
        board_id=LEIE,
        pupil=cast.adam,
        purpose="health",
        given_on=date(2026, 9, 1),
        given_by="Dirk Nowak",
        recorded_by=cast.zoe,
    )
    return MedicationForm.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        medicine="Siroop",
        dose="5 ml",
        times=["12:00"],
        first_day=date(2026, 11, 16),
        last_day=date(2026, 12, 18),
        storage="Koelkast zorglokaal",
        expires_on=date(2027, 5, 1),
        physician="Dr. Wouters",
        physician_phone="050 00 00 00",
        parent=cast.adam.guardianships.get().guardian,
        parent_signed_on=date(2026, 11, 13),
        physician_signed_on=date(2026, 11, 12),
        recorded_by=cast.zoe,
    )
