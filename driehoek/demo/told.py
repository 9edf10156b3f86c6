"""A child's file while it is written: who writes, on which day, and how an entry, a goal or an attachment gets in."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.demo.acts import acting
from driehoek.demo.children import Child
from driehoek.demo.staff import email
from driehoek.people.models import Pupil
from driehoek.pupils.actions import attachments, entries
from driehoek.pupils.kinds import Kind
from driehoek.pupils.models import Entry, Step

CARE = {"De Lindeboom": ("Zoë", "Peeters"), "De Beuk": ("Irene", "Smits")}
DIRECTION = {"De Lindeboom": ("Rita", "Maes"), "De Beuk": ("Bas", "Jansen")}
TEACHER = {"3A": ("Kathleen", "Heylen"), "4B": ("Tom", "Aerts"), "Groep 5": ("Fenna", "Visser")}


@dataclass
class Told:
    """A child's file while it is written. `ago(n)` is the n-th school day before the demo's day."""

    child: Child
    pupil: Pupil
    days: list[date]

    def ago(self, number: int) -> date:
        return self.days[max(0, len(self.days) - 1 - number)]

    @property
    def school(self) -> str:
        return self.child.built.plan.name

    @property
    def care(self) -> tuple[str, str]:
        return CARE[self.school]

    @property
    def direction(self) -> tuple[str, str]:
        return DIRECTION[self.school]

    @property
    def teacher(self) -> tuple[str, str]:
        years = self.child.built.years
        return TEACHER[self.child.built.groups[years.now.start, self.child.step, self.child.letter].name]

    def actor(self, who: tuple[str, str], day: date) -> Actor:
        return acting(*who, day)

    def write(self, who: tuple[str, str], kind: Kind, ago: int, title: str, text: str = "", **more: object) -> Entry:
        """An entry of somebody. `more`: details, readers, steps, or columns of the entry."""
        readers = [User.objects.get(email=email(*one)) for one in more.pop("readers", ())]  # type: ignore[attr-defined]  # names, see the stories
        agreed: list[Step] = more.pop("steps", [])  # type: ignore[assignment]  # steps, see the stories
        day = self.ago(ago)
        entry = Entry(pupil=self.pupil, kind=kind, day=day, title=title, text=text, **more)
        return entries.add(self.actor(who, day), entry, readers, agreed)

    @property
    def to_come(self) -> date:
        """A day still to come, before the Christmas holiday."""
        return date(self.child.built.years.now.start, 12, 18)

    def attach(self, who: tuple[str, str], entry: Entry, name: str, content: bytes, content_type: str) -> None:
        attachments.attach(self.actor(who, entry.day), entry, ContentFile(content), name, content_type)
