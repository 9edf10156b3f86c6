"""The page of a file: who opens it, what it asks the database, what it writes in the journal (ACC-5, ACC-11)."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from driehoek.journal.models import Line
from driehoek.people.models import Guardianship, Pupil
from driehoek.people.personal_number import is_doubtful, reveal, seal

from .story import note

PAGES = ["pupil", "pupil_people", "pupil_tests", "pupil_print", "pupil_consents", "pupil_enrolment"]
FRAME = ("SAVEPOINT", "RELEASE", "set_config", "current_setting", "django_session", "access_user", "BEGIN", "COMMIT")


def page(client, name: str, pupil: Pupil, **query: str):
    return client.get(reverse(name, args=[pupil.pk]), query)


@pytest.mark.parametrize("name", PAGES)
def test_rita_opens_every_page_of_a_file(cast, client, name) -> None:
    client.force_login(cast.rita)
    assert page(client, name, cast.adam).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["tom", "mallory", "oona", "dirk", "bas"])
def test_whom_the_file_is_not_for_gets_the_answer_of_a_file_that_is_not_there(cast, client, name, who) -> None:
    client.force_login(getattr(cast, who))
    assert page(client, name, cast.adam).status_code == 404
    assert Line.objects.filter(allowed=False, actor_id=getattr(cast, who).pk).count() == 1


def test_one_line_in_the_journal_names_the_categories_that_were_shown(cast, client) -> None:
    note(cast.zoe, cast.adam)
    note(cast.zoe, cast.adam, "mdo")
    client.force_login(cast.kathleen)
    page(client, "pupil", cast.adam)
    line = Line.objects.get(act="file.read", actor_id=cast.kathleen.pk)
    assert line.facts["categories"] == "identity meeting timeline"
    assert line.pupil_id == cast.adam.pk


def test_a_filter_shows_one_kind_and_says_so_in_the_journal(cast, client) -> None:
    note(cast.zoe, cast.adam, title="Gezien")
    note(cast.zoe, cast.adam, "measure", title="Meer tijd")
    client.force_login(cast.kathleen)
    shown = page(client, "pupil", cast.adam, show="care").content.decode()
    assert "Meer tijd" in shown
    assert "Gezien" not in shown


def test_the_file_asks_the_database_at_most_twelve_times(cast, client) -> None:
    """Besides the frame every page pays for: session, account, and the wall of PostgreSQL."""
    for _each in range(35):
        note(cast.zoe, cast.adam, "action_plan", details={"starting_point": "x"})
    client.force_login(cast.zoe)
    page(client, "pupil", cast.adam)
    with CaptureQueriesContext(connection) as asked:
        page(client, "pupil", cast.adam)
    own = [query["sql"] for query in asked if not any(word in query["sql"] for word in FRAME)]
    assert len(own) <= 12, "\n".join(own)


def test_earlier_entries_come_on_asking(cast, client) -> None:
    for number in range(35):
        note(cast.zoe, cast.adam, title=f"Notitie {number}.")
    client.force_login(cast.zoe)
    assert "from=30" in page(client, "pupil", cast.adam).content.decode()
    part = client.get(
        reverse("pupil", args=[cast.adam.pk]), {"from": "30"}, headers={"HX-Request": "true", "HX-Target": "more"}
    ).content.decode()
    assert part.count("Notitie") == 5
    assert "<html" not in part


def test_clara_states_a_purpose_before_the_file_opens(cast, client) -> None:
    client.force_login(cast.clara)
    answer = page(client, "pupil", cast.adam)
    assert answer.status_code == 302
    assert str(cast.adam.pk) in answer.headers["Location"]
    assert not Line.objects.filter(act="file.read").exists()


def test_a_secret_address_is_shown_to_direction_and_secretariat_alone(cast, client) -> None:
    guardian = Guardianship.objects.get(pupil=cast.adam).guardian
    guardian.address, guardian.secret_address = "Geheimstraat 1", True
    guardian.save()
    for who, shown in ((cast.sam, True), (cast.rita, True), (cast.kathleen, False), (cast.zoe, False)):
        client.force_login(who)
        assert ("Geheimstraat" in page(client, "pupil_people", cast.adam).content.decode()) is shown


def test_the_print_says_who_and_stands_in_the_journal(cast, client) -> None:
    note(cast.zoe, cast.adam)
    client.force_login(cast.rita)
    assert "Rita Maes" in page(client, "pupil_print", cast.adam).content.decode()
    assert Line.objects.filter(act="file.print", pupil_id=cast.adam.pk).count() == 1


def test_one_entry_is_printed_alone_by_who_may_print_the_file(cast, client) -> None:
    wanted, other = note(cast.zoe, cast.adam, title="Plan voor lezen"), note(cast.zoe, cast.adam, title="Iets anders")
    client.force_login(cast.rita)
    address = reverse("entry_print", args=[cast.adam.pk, wanted.pk])
    assert address in client.get(reverse("entry", args=[wanted.pk])).content.decode()
    paper = client.get(address).content.decode()
    assert "Plan voor lezen" in paper
    assert "Iets anders" not in paper
    assert client.get(reverse("entry_print", args=[cast.noor.pk, other.pk])).status_code == 404
    client.force_login(cast.kathleen)
    assert client.get(address).status_code == 404


def test_a_teacher_prints_no_file(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert page(client, "pupil_print", cast.adam).status_code == 404


def test_the_growth_curve_is_drawn_with_its_norm_and_a_table_says_the_same(cast, client) -> None:
    for day, score in (("2026-09-10", "40"), ("2026-10-10", "44")):
        details = {"domain": "maths", "test": "M3", "score": score, "norm_low": "42", "norm_high": "60"}
        note(cast.zoe, cast.adam, "tracking_test", day=day, details=details)
    client.force_login(cast.kathleen)
    table = page(client, "pupil_tests", cast.adam).content.decode()
    assert "40" in table
    picture = client.get(reverse("pupil_curve", args=[cast.adam.pk, "maths"]))
    assert picture.content.startswith(b"<svg")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert client.get(reverse("pupil_curve", args=[cast.adam.pk, "spelling"])).status_code == 404


def test_two_tests_of_a_domain_are_two_curves_and_the_moments_of_one_are_one(cast, client) -> None:
    """F35: LVS and AVI, each with its own scale, were joined in one line."""
    for day, test, score in (
        ("2026-09-10", "LVS M3", "40"),
        ("2026-09-12", "AVI M3", "3"),
        ("2026-10-10", "LVS E3", "44"),
    ):
        note(cast.zoe, cast.adam, "tracking_test", day=day, details={"domain": "reading", "test": test, "score": score})
    client.force_login(cast.kathleen)
    ((_domain, _name, points, series),) = page(client, "pupil_tests", cast.adam).context["domains"]
    assert [(test, [point.score for point in of_it]) for test, of_it in series] == [("LVS", [40, 44]), ("AVI", [3])]
    assert len(points) == 3
    url = reverse("pupil_curve", args=[cast.adam.pk, "reading"])
    assert all(client.get(f"{url}?curve={number}").content.startswith(b"<svg") for number in (0, 1))
    assert {client.get(f"{url}?curve={wrong}").status_code for wrong in ("2", "x", "-1")} == {404}


def test_six_year_olds_without_a_screening_are_pointed_out_newcomers_not(cast, client) -> None:
    """DOS-6; school regulations part II, 2."""
    cast.class_3a.year = 1
    cast.class_3a.save()
    client.force_login(cast.zoe)
    assert page(client, "pupil", cast.adam).context["language_missing"]
    Pupil.objects.filter(pk=cast.adam.pk).update(newcomer=True)
    assert not page(client, "pupil", cast.adam).context["language_missing"]
    Pupil.objects.filter(pk=cast.adam.pk).update(newcomer=False)
    note(cast.zoe, cast.adam, "language_screening", details={"instrument": "KOALA", "result": "groen"})
    assert not page(client, "pupil", cast.adam).context["language_missing"]


def test_the_personal_number_is_sealed_and_shown_on_asking_to_who_may(cast, client) -> None:
    """ACC-13."""
    sealed = seal("93.05.18-223.61", cast.adam.pk)
    assert b"93051822361" not in sealed
    Pupil.objects.filter(pk=cast.adam.pk).update(personal_number=sealed)
    client.force_login(cast.sam)
    assert "93051822361" not in page(client, "pupil", cast.adam).content.decode()
    shown = client.post(reverse("pupil_number", args=[cast.adam.pk]))
    assert "93051822361" in shown.content.decode()
    assert Line.objects.filter(act="number.reveal", pupil_id=cast.adam.pk).count() == 1
    client.force_login(cast.kathleen)
    assert client.post(reverse("pupil_number", args=[cast.adam.pk])).status_code == 404


def test_a_sealed_number_opens_for_its_own_pupil_alone(cast) -> None:
    sealed = seal("93051822361", cast.adam.pk)
    assert reveal(sealed, cast.adam.pk) == "93051822361"
    with pytest.raises(InvalidTag):
        reveal(sealed, cast.noor.pk)


@pytest.mark.parametrize(
    ("number", "country", "doubtful"),
    [
        ("111222333", "nl", False),
        ("123456789", "nl", True),
        ("000000000", "nl", True),
        ("12345678", "nl", True),
        ("93051822361", "be", False),
        ("93051822362", "be", True),
        ("17073003384", "be", False),
        ("930518", "be", True),
    ],
)
def test_check_digits_warn(number, country, doubtful) -> None:
    assert is_doubtful(number, country) is doubtful


def test_dirk_sees_his_own_child_and_which_functions_looked(cast, client) -> None:
    """ACC-11."""
    client.force_login(cast.zoe)
    page(client, "pupil", cast.adam)
    client.force_login(cast.dirk)
    shown = client.get(reverse("my_child")).content.decode()
    assert "Adam" in shown
    assert "3A" in shown
    assert "Noor" not in shown
    assert "Zoe" not in shown
    assert "0470 00 00 01" in shown


def test_staff_have_no_parents_page(cast, client) -> None:
    client.force_login(cast.kathleen)
    assert client.get(reverse("my_child")).status_code == 404
