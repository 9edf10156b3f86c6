"""What the safety plan keeps. `plan`: chapters and signed papers; `checks`: turns and measures; `risks`; `surveys`."""

from .checks import Measure, MeasureNote, Turn
from .plan import ChapterText, Paper, Signature
from .risks import Risk
from .surveys import Answer, Survey, SurveyCode

__all__ = [
    "Answer", "ChapterText", "Measure", "MeasureNote", "Paper", "Risk", "Signature", "Survey", "SurveyCode", "Turn",
]  # fmt: skip
