"""The address of a teacher in a pupil list: it stands ready for the direction, and opens nothing by itself."""

import pytest
from django.core import mail
from django.urls import reverse

from driehoek.access.knowing import login_accounts_like
from driehoek.access.models import Appointment, User
from driehoek.access.queries import actor_of
from driehoek.exchange import actions
from driehoek.exchange.readers import columns

from .importing import FILES, imported, planned

HEADER = "leerlingnummer;voornaam;achternaam;geboortedatum;klas;leerkracht;E-mailadres leerkracht;e-mail ouder 1\n"


@pytest.fixture
def listed(tmp_path):
    def write(*rows: str):
        path = tmp_path / "lijst.csv"
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
        return path

    return write


def line(number: int, teacher: str, address: str) -> str:
    return f"{number};Kind {number};Bos;1/9/2017;3A;{teacher};{address};"


def waiting(family: str) -> Appointment:
    return Appointment.objects.filter(user__family_name=family, user__email=None).get()


def test_every_way_to_write_the_column_is_known_and_none_is_taken_for_a_parent_s() -> None:
    for title in ("e-mail leerkracht", "E-mailadres leerkracht", "mail titularis", "Mailadres juf", "teacher email"):
        assert columns.guess(["e-mail", title]) == {"teacher_email": title, "guardian1_email": "e-mail"}
    for title in ("e-mailadres ouder 1", "mail ouder 1", "Mailadres moeder"):
        assert columns.guess(["mail leerkracht", title])["guardian1_email"] == title


def test_the_address_of_a_list_is_nobody_s_login_until_the_direction_invites(cast, client, listed) -> None:
    people = User.objects.exclude(email=None).count()
    imported(cast.lindeboom, listed(line(1, "Jan Vermeer", "Jan.Vermeer@deschool.example")), by=cast.sam)
    row = waiting("Vermeer")
    assert row.proposed_email == "jan.vermeer@deschool.example"
    assert (User.objects.exclude(email=None).count(), len(mail.outbox)) == (people, 0)
    client.force_login(cast.rita)
    assert row.proposed_email in client.get(reverse("appointment", args=[row.pk])).content.decode()
    for name, args in (("give_address", [row.pk]), ("invite_all", [])):
        assert f'value="{row.proposed_email}"' in client.get(reverse(name, args=args)).content.decode()
    client.post(reverse("invite_all"), {f"{row.pk}-email": row.proposed_email})
    assert User.objects.get(pk=row.user_id).email == row.proposed_email


def test_the_address_of_somebody_who_logs_in_is_recognised_and_gives_no_function(cast, client, listed) -> None:
    before = set(Appointment.objects.filter(user=cast.tom).values_list("pk", flat=True))
    imported(cast.lindeboom, listed(line(1, "T. Aerts-Bos", cast.tom.email.upper())), by=cast.sam)
    row = waiting("Aerts-Bos")
    assert set(Appointment.objects.filter(user=cast.tom).values_list("pk", flat=True)) == before
    assert login_accounts_like(actor_of(cast.rita), row) == [cast.tom]
    client.force_login(cast.rita)
    client.post(reverse("same_person", args=[row.pk]), {"account": str(cast.tom.pk)})
    assert Appointment.objects.get(pk=row.pk).user == cast.tom


def test_the_same_list_again_changes_nothing_and_another_address_is_shown_and_undone(cast, listed) -> None:
    one = listed(line(1, "Jan Vermeer", "jan@deschool.example"), line(2, "Jan Vermeer", ""))
    imported(cast.lindeboom, one, by=cast.sam)
    assert planned(cast.lindeboom, one).plan == []
    run = imported(cast.lindeboom, listed(line(1, "Jan Vermeer", "j@deschool.example"), line(2, "Jan Vermeer", "")))
    assert waiting("Vermeer").proposed_email == "j@deschool.example"
    actions.undo(actor_of(cast.sam), run)
    assert waiting("Vermeer").proposed_email == "jan@deschool.example"


def test_an_address_of_an_office_one_that_cannot_be_and_two_for_one_name_are_told(cast, listed) -> None:
    run = planned(
        cast.lindeboom,
        listed(
            line(1, "Jan Vermeer", "directie@deschool.example"),
            line(2, "Lia Bos", "geen"),
            line(3, "Els Pauwels", "els@deschool.example"),
            line(4, "Els Pauwels", "elsje@deschool.example"),
        ),
    )
    told = [note[1] for note in run.notes["warnings"] if note[2] in {"email", "teacher_email"}]
    assert sorted(told) == [2, 3, 5]
    kept = {one["after"]["proposed_email"] for one in run.plan if one["model"] == "access.appointment"}
    assert kept == {"", "els@deschool.example"}


def test_oneroster_brings_the_addresses_of_its_teachers_along(cast, tmp_path) -> None:
    for path in (FILES / "oneroster").iterdir():
        text = path.read_text().replace("Fenna,Visser,,,,", "Fenna,Vermeer,,,fenna.v@beuk.example,")
        (tmp_path / path.name).write_text(text)
    imported(cast.beuk, tmp_path, by=cast.bas)
    assert waiting("Vermeer").proposed_email == "fenna.v@beuk.example"
