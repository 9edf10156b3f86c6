"""People look at files, through the pages themselves, so that the journal of the demo holds real reads and refusals."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from driehoek.demo.staff import email

# Who looks at whose file. Tom does not teach Adam, Dirk is not Noor's father: refused, and in the journal.
READS = (
    ("Kathleen", "Heylen", "Adam"), ("Kathleen", "Heylen", "Noor"), ("Kathleen", "Heylen", "Lotte"),
    ("Zoë", "Peeters", "Adam"), ("Zoë", "Peeters", "Ilias"), ("Zoë", "Peeters", "Lotte"), ("Rita", "Maes", "Adam"),
    ("Tom", "Aerts", "Ilias"), ("Tom", "Aerts", "Adam"), ("Nele", "Wuyts", "Merel"), ("Dirk", "Nowak", "Noor"),
    ("Fenna", "Visser", "Daan"), ("Irene", "Smits", "Sem"), ("Bas", "Jansen", "Yara"),
)  # fmt: skip
STATED = (("Clara", "Baeten", "Adam", "absence"), ("An", "Verlinden", "Ilias", "clarifying"))


def visit(story: dict[str, UUID]) -> None:
    """Open files as a browser does. CLB workers state their purpose first."""
    for given, family, name in READS:
        with at_work(given, family) as client:
            client.get(reverse("pupil", args=[story[name]]))
    for given, family, name, purpose in STATED:
        with at_work(given, family) as client:
            client.post(reverse("state_purpose", args=[story[name]]), {"purpose": purpose})
            client.get(reverse("pupil", args=[story[name]]))


@contextmanager
def at_work(given: str, family: str) -> Iterator[Client]:
    client = Client(raise_request_exception=False, SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(get_user_model().objects.get(email=email(given, family)), settings.AUTHENTICATION_BACKENDS[0])
    yield client
    client.logout()
