"""What a CLB centre keeps of its staff, a file per subject (STA)."""

from .cell import Cell
from .centre import Centre, OwnWeight
from .formation import Formation
from .member import Leave, Member
from .paper import Paper
from .plan import Job, JobKind, Office, Plan, Step
from .transfer import Transfer

__all__ = [
    "Cell", "Centre", "Formation", "Job", "JobKind", "Leave", "Member", "Office", "OwnWeight", "Paper", "Plan", "Step",
    "Transfer",
]  # fmt: skip
