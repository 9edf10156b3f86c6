"""What safety keeps, a file per subject. What other apps may lean on is named here."""

from .accidents import Accident, RegisterReview
from .care import AftercareTalk, Discussion, PlanAction
from .incidents import Incident, IncidentDraft, IncidentFile, IncidentVersion, Kind, Place, Thread

__all__ = [
    "Accident", "AftercareTalk", "Discussion", "Incident", "IncidentDraft", "IncidentFile", "IncidentVersion", "Kind",
    "Place", "PlanAction", "RegisterReview", "Thread",
]  # fmt: skip
