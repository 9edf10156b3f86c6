"""The people around a child and what was agreed or ruled on who is told what (ORG-11)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.access.models import Appointment
from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.people.models import Guardian, Guardianship, InformationAgreement
from tests.cast import LEIE, child

MOTHER = {
    "given_name": "Agnieszka", "family_name": "Nowak", "relation": "mother", "phone": "+32 470 12 34 56",
    "has_authority": "on", "is_informed": "on", "call_order": "2", "address": "Veldstraat 5",
}  # fmt: skip
JUDGMENT = {"kind": "judgment", "dated": "2026-09-01", "text": "Week om week; beide ouders krijgen alles."}


def post(client, name, pk, data=None):
    return client.post(reverse(name, args=[pk]), data or {})


def father(cast) -> Guardianship:
    return Guardianship.objects.select_related("guardian").get(pupil=cast.adam)


def test_sam_adds_a_mother_who_lives_apart_and_the_journal_names_no_names(cast, client) -> None:
    client.force_login(cast.sam)
    assert post(client, "guardian_add", cast.adam.pk, MOTHER).status_code == 302
    tie = Guardianship.objects.get(guardian__given_name="Agnieszka")
    assert (tie.relation, tie.lives_with, tie.call_order, tie.board_id) == ("mother", False, 2, cast.adam.board_id)
    line = Line.objects.get(act="guardian.add")
    assert (line.pupil_id, line.category, line.facts) == (cast.adam.pk, "contacts", {})
    assert "Agnieszka" in client.get(reverse("pupil_people", args=[cast.adam.pk])).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"family_name": ""}, "family_name"),
        ({"phone": "bel mama"}, "phone"),
        ({"email": "geen"}, "email"),
        ({"call_order": "0"}, "call_order"),
        ({"given_name": "Dirk"}, "family_name"),  # stands there already: sending twice adds nobody
        ({"relation": "koning"}, "relation"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(cast, client, wrong, field) -> None:
    client.force_login(cast.sam)
    answer = post(client, "guardian_add", cast.adam.pk, MOTHER | wrong)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert Guardian.objects.filter(guardianships__pupil=cast.adam).count() == 1


def test_a_parent_of_a_sibling_is_chosen_not_typed_again(cast, client) -> None:
    known = father(cast).guardian
    lotte = cast.adam.__class__.objects.exclude(pk=cast.adam.pk).filter(school=cast.adam.school).first()
    lotte.family_name = "Nowak"
    lotte.save()
    lotte.guardianships.all().delete()
    client.force_login(cast.sam)
    assert post(client, "guardian_add", lotte.pk, {"known": known.pk, "relation": "father", "call_order": "1"})
    assert Guardianship.objects.get(pupil=lotte).guardian == known


def test_a_change_says_in_the_journal_which_fields_and_never_what_stood_there(cast, client) -> None:
    tie = father(cast)
    client.force_login(cast.sam)
    data = {
        "given_name": "Dirk",
        "family_name": "Nowak",
        "relation": "father",
        "phone": "0470 99 99 99",
        "has_authority": "on",
        "is_informed": "on",
        "call_order": "1",
    }
    assert post(client, "guardian", tie.pk, data).status_code == 302
    tie.refresh_from_db()
    assert (tie.guardian.phone, tie.lives_with) == ("0470 99 99 99", False)
    assert Line.objects.get(act="guardian.change").facts == {"fields": "lives_with phone"}


def test_who_is_no_longer_informed_reads_no_parents_page_either(cast, client) -> None:
    tie = father(cast)
    Guardian.objects.filter(pk=tie.guardian_id).update(email=cast.dirk.email)
    client.force_login(cast.sam)
    data = {"family_name": "Nowak", "relation": "father", "email": cast.dirk.email, "call_order": "1"}
    assert post(client, "guardian", tie.pk, data).status_code == 302
    assert Appointment.objects.get(user=cast.dirk, function="parent").until
    client.force_login(cast.dirk)
    assert client.get(reverse("my_child")).status_code != 200


def test_zoe_may_change_people_but_neither_sees_nor_overwrites_a_secret_address(cast, client) -> None:
    tie = father(cast)
    Guardian.objects.filter(pk=tie.guardian_id).update(address="Geheimstraat 1", secret_address=True)
    client.force_login(cast.zoe)
    assert "Geheimstraat" not in client.get(reverse("guardian", args=[tie.pk])).content.decode()
    data = {"family_name": "Nowak", "relation": "father", "is_informed": "on", "call_order": "1", "address": "Elders 2"}
    assert post(client, "guardian", tie.pk, data).status_code == 302
    kept = Guardian.objects.get(pk=tie.guardian_id)
    assert (kept.address, kept.secret_address) == ("Geheimstraat 1", True)


def test_who_stands_around_no_child_any_more_is_forgotten(cast, client) -> None:
    tie = father(cast)
    client.force_login(cast.sam)
    assert post(client, "guardian_remove", tie.pk).status_code == 302
    assert not Guardian.objects.filter(pk=tie.guardian_id).exists()
    assert Line.objects.get(act="guardian.remove").subject_id == tie.pk
    assert post(client, "guardian_remove", tie.pk).status_code == 404  # a second click finds nothing to remove


@pytest.mark.parametrize("who", ["kathleen", "clara", "fenna", "dirk"])
def test_whose_function_writes_no_contacts_changes_nothing(cast, client, who) -> None:
    tie = father(cast)
    client.force_login(getattr(cast, who))
    for name, pk in (("guardian", tie.pk), ("guardian_remove", tie.pk), ("guardian_add", cast.adam.pk)):
        assert post(client, name, pk, MOTHER).status_code == 404
    with within(LEIE):
        assert Guardianship.objects.filter(pupil=cast.adam).count() == 1


def test_a_judgment_stands_where_somebody_is_informed_the_parents_page_too(cast, client) -> None:
    client.force_login(cast.sam)
    assert post(client, "information_add", cast.adam.pk, JUDGMENT).status_code == 302
    kept = InformationAgreement.objects.get(pupil=cast.adam)
    assert Line.objects.get(act="information.record").facts == {"kind": "judgment"}
    for who, page in ((cast.kathleen, reverse("pupil_people", args=[cast.adam.pk])), (cast.dirk, reverse("my_child"))):
        client.force_login(who)
        assert "Week om week" in client.get(page).content.decode()
    client.force_login(cast.sam)
    assert post(client, "information", kept.pk, JUDGMENT | {"last_day": "2026-09-30"}).status_code == 302
    client.force_login(cast.dirk)
    assert "Week om week" not in client.get(reverse("my_child")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"dated": "2099-01-01"}, "dated"),
        ({"dated": "2026-02-30"}, "dated"),
        ({"last_day": "2026-08-01"}, "last_day"),
        ({"text": ""}, "text"),
        ({"kind": ""}, "kind"),
    ],
)
def test_an_impossible_judgment_is_refused_at_its_field(cast, client, wrong, field) -> None:
    client.force_login(cast.sam)
    answer = post(client, "information_add", cast.adam.pk, JUDGMENT | wrong)
    assert list(answer.context["form"].errors) == [field]
    assert not InformationAgreement.objects.filter(pupil=cast.adam).exists()


def test_a_judgment_recorded_by_mistake_goes_and_the_journal_keeps_that_it_was_there(cast, client) -> None:
    client.force_login(cast.sam)
    post(client, "information_add", cast.adam.pk, JUDGMENT)
    assert post(client, "information_remove", InformationAgreement.objects.get().pk).status_code == 302
    assert not InformationAgreement.objects.exists()
    assert Line.objects.filter(act__startswith="information.").count() == 2


def test_the_page_says_with_whom_the_child_is_this_week(cast, client) -> None:
    """Co-parenting by even and odd weeks: who is called first may change with the week."""
    tie = cast.adam.guardianships.get()
    today = timezone.localdate()
    even = today.isocalendar().week % 2 == 0
    client.force_login(cast.sam)
    for weeks, here in (("even", even), ("odd", not even), ("", False)):
        type(tie).objects.filter(pk=tie.pk).update(weeks=weeks)
        page = client.get(reverse("pupil_people", args=[cast.adam.pk]))
        assert (tie.pk in page.context["this_week"]) is here


def test_the_parents_of_a_brother_with_another_name_come_first_and_namesakes_say_whose_they_are(cast, client) -> None:
    """F37: all twenty parents of one family name were offered, and a brother with another name was not found."""
    mother = Guardian.objects.create(board_id=LEIE, given_name="Ewa", family_name="Kowalska")
    step = Guardian.objects.create(board_id=LEIE, given_name="Piet", family_name="Goossens")
    brother = child(cast.class_4b, "Jan", "Goossens", date(2017, 5, 5))
    namesake = child(cast.class_4b, "Kamil", "Nowak", date(2017, 6, 6))
    other = Guardian.objects.create(board_id=LEIE, given_name="Adam", family_name="Nowak")
    for pupil, adult in ((cast.adam, mother), (brother, mother), (brother, step), (namesake, other)):
        Guardianship.objects.create(board_id=LEIE, pupil=pupil, guardian=adult, relation="parent")
    client.force_login(cast.sam)
    form = client.get(reverse("guardian_add", args=[cast.adam.pk])).context["form"]
    said = [text for value, text in form.fields["known"].choices if value]
    assert said == ["Piet Goossens: Jan Goossens (4B)", "Adam Nowak: Kamil Nowak (4B)"]
