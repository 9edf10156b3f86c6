"""What the stories about files have in common: an entry, a consent, bytes to attach."""

import io
import zipfile
from datetime import date
from typing import Any

from django.utils import timezone

from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.people.models import Pupil
from driehoek.pupils.actions import entries, rights
from driehoek.pupils.models import Consent, Entry

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
EXE = b"MZ\x90\x00" + b"\0" * 100
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DAY = date(2026, 10, 2)


def note(writer: User, pupil: Pupil, kind: str = "observation", readers: tuple[User, ...] = (), **fields: Any) -> Entry:
    """An entry in the file, written by somebody."""
    entry = Entry(pupil=pupil, kind=kind, **{"day": DAY, "title": "Adam slaapt slecht", **fields})
    return entries.add(actor_of(writer), entry, readers)


def consent(recorder: User, pupil: Pupil, purpose: str = "health", given_on: date = DAY) -> Consent:
    made = Consent(pupil=pupil, purpose=purpose, given_on=given_on, given_by="Dirk Nowak")
    return rights.record_consent(actor_of(recorder), made)


def document(**parts: str) -> bytes:
    """A ZIP with these parts, as office documents are."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return held.getvalue()


def titles(user: User, pupil: Pupil, act: str = "file.read") -> set[str]:
    return set(Entry.objects.visible_to(actor_of(user), act).filter(pupil=pupil).values_list("title", flat=True))


def entered(**fields: Any) -> dict[str, Any]:
    """What the form of an entry sends when nothing special is filled in."""
    usual = {
        "day": "2026-10-02",
        "title": "Adam slaapt slecht",
        "text": "Sinds de verhuizing.",
        "about": "pupil",
        "source": "observed",
        "visibility": "function",
    }
    return usual | fields


def rows(*steps: tuple[str, str]) -> dict[str, str]:
    """The goals or follow-ups of a new entry, as its form sends them."""
    sent = {"step-TOTAL_FORMS": str(len(steps)), "step-INITIAL_FORMS": "0"}
    for place, (text, due) in enumerate(steps):
        sent |= {f"step-{place}-text": text, f"step-{place}-due": due, f"step-{place}-holder": "care_coordinator"}
    return sent


def a_year_from_now() -> str:
    today = timezone.localdate()
    return today.replace(year=today.year + 1, day=1).isoformat()
