"""What the tests of incidents start from: the cast works today, and something happened two hours ago."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driehoek.access.models import Appointment
from driehoek.access.queries import actor_of
from driehoek.safety.actions import incidents
from driehoek.safety.models import Incident

from .test_incidents import thread


@pytest.fixture(autouse=True)
def long_served(cast):
    """The cast works there today, whatever day the test runs."""
    Appointment.objects.update(first_day=timezone.localdate() - timedelta(days=400))


def now_at(school, by, people=(), kinds=("physical",), serious=True) -> Incident:
    incident = Incident(school=school, happened_at=timezone.now() - timedelta(hours=2), place="playground")
    incident.kinds, incident.serious = kinds, serious
    return incidents.report(actor_of(by), incident, [thread(*one) for one in people])
