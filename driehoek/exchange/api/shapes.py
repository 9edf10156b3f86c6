"""What the API gives and takes. Never a personal number (ACC-13), never text of a file."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

Text = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
Part = Literal["am", "pm"]
State = Literal["present", "absent", "late"]


class Problem(Schema):
    """Why there is no answer: no valid token, or not there or not yours, which is the same answer."""

    detail: str


class Refused(Schema):
    """What is wrong with the request."""

    code: str
    message: str
    fact: str | None = None


Answers = dict[Any, Any]


def answers(shape: Any) -> Answers:
    """The documented answers of an operation that needs a token."""
    return {200: shape, 404: Problem, frozenset({400, 401, 409, 422, 429}): Refused}


class SchoolShape(Schema):
    id: UUID
    name: str
    jurisdiction: Literal["be", "nl"]
    official_number: str


class GroupShape(Schema):
    id: UUID
    name: str
    school_year: str
    level: str
    year: int | None
    composite: bool


class PupilShape(Schema):
    id: UUID
    key: str
    given_name: str
    prefix: str
    family_name: str
    birth_date: date | None
    sex: str
    year: int | None


class HalfDay(Schema):
    """One half day of one pupil; version 0: nothing was recorded, the pupil is present."""

    part: Part
    state: State
    reason: str
    arrived_at: time | None
    version: int


class PupilDay(Schema):
    pupil: UUID
    name: str
    half_days: list[HalfDay]


class ClassDay(Schema):
    """A class on one day; without lessons `parts` is empty and `closed` says why."""

    group: UUID
    day: date
    parts: list[Part]
    closed: str | None
    taken: list[Part]
    pupils: list[PupilDay]


class Record(Schema):
    """A half day as it should stand. `seen`: the version that was looked at; another one there now is a conflict.

    `sure`: otherwise than was settled beforehand (leave, suspension) is meant; without it that is refused as "settled".
    """

    state: State
    reason: Text | None = None
    arrived_at: time | None = None
    seen: Annotated[int, "a version"] = 0
    sure: bool = False


class DutyShape(Schema):
    id: UUID
    code: str
    rule: str
    text: str
    holder: str
    school: UUID
    pupil: UUID | None
    earliest: date | None
    due: date


class Evidence(Schema):
    """How it was done: who was spoken to, how, and what came of it."""

    who: Text
    how: Text = ""
    outcome: Text = ""


class Discharged(Schema):
    id: UUID
    discharged_at: datetime
