"""Appointments by mail with a calendar entry, and a person's deadlines as a calendar. Neither names anybody (ACC-7).

A mail passes servers and lock screens that are not ours: its subject, its text and its calendar entry say that there is
an appointment at the school, when, where and with which words of the product; who it is about stands in the letter.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event, vCalAddress

from driehoek.web.dates import spoken_date

SUMMARIES: dict[str, Promise] = {
    "talk": gettext_lazy("Talk at %(school)s"),
    "hearing": gettext_lazy("Hearing at %(school)s"),
    "committee": gettext_lazy("Meeting of a committee of %(school)s"),
    "class_council": gettext_lazy("Class council at %(school)s"),
    "care_meeting": gettext_lazy("Meeting about care at %(school)s"),
    "appointment": gettext_lazy("Appointment at %(school)s"),
}


class Appointment(NamedTuple):
    """An appointment as a mail tells it. `uid` stays the same through changes; `sequence` grows with each of them."""

    uid: UUID
    start: datetime
    end: datetime
    place: str
    school: str
    summary_code: str = "appointment"
    sequence: int = 0
    about: str = ""  # words of the person who invites, asked to name nobody


def invite(addresses: Sequence[str], appointment: Appointment, *, sender: str, language: str = "nl") -> int:
    """Mail the appointment to each address on its own, so that nobody sees another's. Returns how many were sent.

    The same `uid` with a higher `sequence` moves the appointment in the calendars. Raises ValueError for an appointment
    that ends before it starts, has no time zone, or has a summary that is none of SUMMARIES.
    """
    _checked(appointment)
    return _send(addresses, appointment, "REQUEST", sender, language)


def cancel(addresses: Sequence[str], appointment: Appointment, *, sender: str, language: str = "nl") -> int:
    """Take the appointment out of the calendars again; its `sequence` must be higher than that of the last mail."""
    _checked(appointment)
    return _send(addresses, appointment, "CANCEL", sender, language)


def _checked(appointment: Appointment) -> None:
    if appointment.start.tzinfo is None or appointment.end.tzinfo is None:
        raise ValueError("an appointment needs its time zone")
    if appointment.end <= appointment.start:
        raise ValueError("an appointment ends after it starts")
    if appointment.summary_code not in SUMMARIES:
        raise ValueError(f"no such summary: {appointment.summary_code}")


def _send(addresses: Sequence[str], appointment: Appointment, method: str, sender: str, language: str) -> int:
    with translation.override(language):
        mails = [_mail(address, appointment, method, sender) for address in dict.fromkeys(addresses)]
    return sum(mail.send() for mail in mails)


def _mail(address: str, appointment: Appointment, method: str, sender: str) -> EmailMessage:
    summary = summary_of(appointment)
    subject = _("Cancelled: %(summary)s") % {"summary": summary} if method == "CANCEL" else summary
    start = timezone.localtime(appointment.start)
    lines = [
        subject,
        _("%(day)s, %(from)s–%(until)s")
        % {
            "day": spoken_date(start.date()),
            "from": start.strftime("%H:%M"),
            "until": timezone.localtime(appointment.end).strftime("%H:%M"),
        },
        appointment.place,
        *([appointment.about] if appointment.about else []),
        _("What it is about stands in the letter you get from the school. Questions? Answer this mail or call us."),
    ]
    mail = EmailMessage(subject, "\n\n".join(lines), settings.DEFAULT_FROM_EMAIL, [address], reply_to=[sender])
    mail.attach("afspraak.ics", calendar_of(appointment, method, sender, address), f"text/calendar; method={method}")
    return mail


def summary_of(appointment: Appointment) -> str:
    return str(SUMMARIES[appointment.summary_code]) % {"school": appointment.school}


def calendar_of(appointment: Appointment, method: str, sender: str, address: str) -> bytes:
    """The calendar entry (RFC 5545, 5546): a request or a cancellation that programs understand."""
    event = Event()
    event.add("uid", f"{appointment.uid}@driehoek")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", appointment.start)
    event.add("dtend", appointment.end)
    event.add("summary", summary_of(appointment))
    event.add("location", appointment.place)
    if appointment.about:
        event.add("description", appointment.about)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("organizer", vCalAddress(f"mailto:{sender}"))
    event.add("attendee", vCalAddress(f"mailto:{address}"))
    calendar = _calendar()
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones()  # RFC 5545, 3.2.19: without it Outlook shows the hour of another place
    return _bytes(calendar)


class Deadline(NamedTuple):
    """A day something is due: an id that stays, the day, and words that name nobody."""

    uid: str
    due: date
    title: str


def deadlines_calendar(deadlines: Iterable[Deadline], at: datetime) -> bytes:
    """Deadlines as a calendar of whole days that a calendar program fetches again and again."""
    calendar = _calendar()
    calendar.add("x-wr-calname", _("Deadlines in Driehoek"))
    calendar.add("refresh-interval;value=duration", "PT6H")
    for one in deadlines:
        event = Event()
        event.add("uid", f"{one.uid}@driehoek")
        event.add("dtstamp", at)
        event.add("dtstart", one.due)
        event.add("summary", one.title)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return _bytes(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Driehoek//NL")
    calendar.add("version", "2.0")
    return calendar


def _bytes(calendar: Calendar) -> bytes:
    made: bytes = calendar.to_ical()
    return made
