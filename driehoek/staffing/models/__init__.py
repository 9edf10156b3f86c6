"""What a CLB centre keeps of its staff, a file per subject (STA)."""

from .cell import Cell
from .centre import Centre, OwnWeight
from .formation import Formation
from .paper import Paper
from .plan import Job, JobKind, Office, Plan, Step
from .transfer import Transfer

__all__ = ["Cell", "Centre", "Formation", "Job", "JobKind", "Office", "OwnWeight", "Paper", "Plan", "Step", "Transfer"]
