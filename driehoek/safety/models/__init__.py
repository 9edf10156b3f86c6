"""What safety keeps, a file per subject. What other apps may lean on is named here."""

from .accidents import Accident, RegisterReview
from .bereavement import Bereavement, MemorialDay, Task
from .bullying import BullyingSignal, GroupProtocol, ProtocolSignature, SignalBully
from .care import AftercareTalk, Discussion, PlanAction
from .firstaid import Call, CareMoment
from .incidents import Incident, IncidentDraft, IncidentFile, IncidentVersion, Kind, Place, Thread
from .medication import Dose, MedicationForm, MedicationScan

__all__ = [
    "Accident", "AftercareTalk", "Bereavement", "BullyingSignal", "Call", "CareMoment", "Discussion", "Dose",
    "GroupProtocol", "Incident", "IncidentDraft", "IncidentFile", "IncidentVersion", "Kind", "MedicationForm",
    "MedicationScan", "MemorialDay", "Place", "PlanAction", "ProtocolSignature", "RegisterReview", "SignalBully",
    "Task", "Thread",
]  # fmt: skip
