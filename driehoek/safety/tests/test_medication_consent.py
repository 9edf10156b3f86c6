"""The duties of a medication form rest on the parents' consent to health data, and follow it at once (SAF-15)."""

from datetime import date

import pytest

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.pupils.actions.rights import record_consent, withdraw_consent
from driehoek.pupils.models import Consent
from driehoek.safety.actions.medication import settle
from driehoek.safety.models import MedicationForm

pytestmark = pytest.mark.usefixtures("noon")


def due() -> set[str]:
    return set(Duty.objects.open().filter(code__contains="medic").values_list("code", flat=True))


def test_duties_of_a_form_close_when_the_consent_is_withdrawn_and_open_when_it_is_given_again(cast, form) -> None:
    zoe = actor_of(cast.zoe)
    settle(zoe, MedicationForm.objects.select_related("school", "pupil").get(pk=form.pk))
    assert due() == {"renew_medication_form", "replace_medicine"}
    withdraw_consent(zoe, Consent.objects.get(pupil=cast.adam, purpose="health"))
    assert due() == set()
    record_consent(zoe, Consent(pupil=cast.adam, purpose="health", given_on=date(2026, 11, 23), given_by="Dirk Nowak"))
    assert due() == {"renew_medication_form", "replace_medicine"}


def test_another_consent_changes_nothing(cast, form) -> None:
    zoe = actor_of(cast.zoe)
    settle(zoe, MedicationForm.objects.select_related("school", "pupil").get(pk=form.pk))
    photo = record_consent(
        zoe, Consent(pupil=cast.adam, purpose="photo", given_on=date(2026, 11, 23), given_by="Dirk Nowak")
    )
    withdraw_consent(zoe, photo)
    assert due() == {"renew_medication_form", "replace_medicine"}
