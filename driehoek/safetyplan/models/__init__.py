"""What the safety plan keeps. `plan`: chapters and signed papers; `checks`: turns and measures; `risks`; `surveys`."""

from .checks import Measure, MeasureNote, PlanStart, Turn
from .council import Goal, NearMiss, Say
from .plan import ChapterText, Paper, Signature
from .risks import Risk
from .supervision import Away, Post, Replacement
from .surveys import Answer, Survey, SurveyCode
from .training import Certificate, CertificateScan, Start, StartStep, Talk

__all__ = [
    "Answer", "Away", "Certificate", "CertificateScan", "ChapterText", "Goal", "Measure", "MeasureNote", "NearMiss",
    "Paper", "PlanStart", "Post", "Replacement", "Risk", "Say", "Signature", "Start", "StartStep", "Survey",
    "SurveyCode", "Talk", "Turn",
]  # fmt: skip
