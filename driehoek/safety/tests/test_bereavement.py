"""When somebody died: who does what, no name on a list by mistake, and days that travel along (SAF-13; annex 9)."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.duties.actions import Wanted, settle_many
from driehoek.duties.models import Duty
from driehoek.letters.models import Letter
from driehoek.people.models import Membership
from driehoek.safety.actions.bereavement import settle
from driehoek.safety.models.bereavement import Bereavement, MemorialDay
from driehoek.safety.queries.bereavement import in_year
from driehoek.schools.models import Group
from tests.cast import LEIE, MONDAY, appoint, person


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to("2026-11-23T09:00:00+01:00", tick=False)


def begin(client, pupil, **changed):
    entered = {"kind": "pupil", "died_on": "2026-11-23", "sure": "on"}
    return client.post(reverse("bereavement_new", args=[pupil.pk]), {**entered, **changed})


def of_parent(client, pupil):
    guardian = pupil.guardianships.get().guardian_id
    begin(client, pupil, kind="parent", guardian=str(guardian), died_on="2026-11-20", sure="")
    return Bereavement.objects.get()


def task(one, code):
    return one.tasks.get(code=code)


def test_a_pupil_who_died_stands_on_no_list_of_today_and_nothing_about_the_child_is_due(cast, client) -> None:
    settle_many(
        LEIE,
        ["x"],
        [
            Wanted(
                origin="x",
                key="x",
                code="problematic_contact_parents",
                holder="director",
                rule="be.absence.problematic",
                due=MONDAY,
                board=LEIE,
                school=cast.lindeboom.pk,
                group=cast.class_3a.pk,
                pupil=cast.adam.pk,
            )
        ],
    )
    client.force_login(cast.rita)
    begin(client, cast.adam)
    enrolment = cast.adam.enrolments.get()
    assert (enrolment.end, enrolment.last_day) == ("deceased", MONDAY)
    assert not Duty.objects.open().filter(pupil=cast.adam).exists()
    assert b"Adam" not in client.get(reverse("pupils") + "?q=adam").content.split(b"</form>")[-1]
    client.force_login(cast.kathleen)
    page = client.get(reverse("class_day", args=[cast.class_3a.pk, MONDAY])).content
    assert b"Noor" in page
    assert b"Adam" not in page


def test_without_checking_the_message_nothing_is_opened(cast, client) -> None:
    client.force_login(cast.rita)
    assert begin(client, cast.adam, sure="").context["form"].errors["sure"]
    assert begin(client, cast.adam, died_on="2026-11-24").context["form"].errors["died_on"]
    assert begin(client, cast.adam, kind="parent", guardian="").context["form"].errors["guardian"]
    assert not Bereavement.objects.exists()
    assert cast.adam.enrolments.get().last_day is None


def test_opened_for_the_wrong_child_everything_is_put_back(cast, client) -> None:
    client.force_login(cast.rita)
    begin(client, cast.adam)
    client.post(reverse("bereavement_take_back", args=[Bereavement.objects.get().pk]), {"why": "verkeerd kind"})
    cast.adam.refresh_from_db()
    enrolment = cast.adam.enrolments.get()
    assert (cast.adam.left_on, enrolment.last_day, enrolment.end) == (None, None, "")
    assert Membership.objects.on(MONDAY).filter(pupil=cast.adam).exists()
    assert not Duty.objects.open().exists()
    assert client.get(reverse("bereavement", args=[Bereavement.objects.get().pk])).status_code == 404
    begin(client, cast.adam)
    assert Bereavement.objects.filter(withdrawn_at=None).count() == 1


def test_every_step_is_a_duty_of_its_owner_with_a_day_opens_for_that_owner_and_names_no_child(cast, client) -> None:
    secretary = appoint(person("Nele", "Claes"), Function.SECRETARIAT, LEIE, school=cast.lindeboom)
    Authenticator.objects.create(user=secretary.user, type="totp", data={})
    client.force_login(cast.rita)
    begin(client, cast.adam)
    tasks = list(Bereavement.objects.get().tasks.all())
    duties = {duty.key: duty for duty in Duty.objects.open().filter(code="bereavement_task")}
    assert {str(one.pk): one.holder for one in tasks} == {key: duty.holder for key, duty in duties.items()}
    assert {duty.pupil_id for duty in duties.values()} == {None}
    assert all(one.due and one.due >= MONDAY for one in tasks)
    owners = {"director": cast.rita, "class_teacher": cast.kathleen, "secretariat": secretary.user}
    for one in tasks:
        if one.holder in owners:
            client.force_login(owners[one.holder])
            assert client.get(reverse("bereavement_task", args=[one.pk])).status_code == 200, one.code
    Bereavement.objects.get().tasks.update(due=None)  # as those of an earlier version stand
    settle(Bereavement.objects.get())
    assert Duty.objects.open().filter(code="bereavement_task").count() == len(tasks)


def test_kathleen_does_the_step_that_is_hers_and_sees_no_other(cast, client) -> None:
    client.force_login(cast.rita)
    begin(client, cast.adam)
    one = Bereavement.objects.get()
    hers, other = task(one, "tell_class"), task(one, "call")
    client.force_login(cast.kathleen)
    assert client.get(reverse("bereavement_task", args=[hers.pk])).status_code == 200
    assert client.get(reverse("bereavement_task", args=[other.pk])).status_code == 404
    assert client.get(reverse("bereavement", args=[one.pk])).status_code == 404
    assert client.post(reverse("bereavement_task_done", args=[hers.pk]), {"note": ""}).headers["Location"] == "/today/"
    hers.refresh_from_db()
    assert (hers.done_by, hers.done_on) == (cast.kathleen, MONDAY)
    assert not Duty.objects.open().filter(key=str(hers.pk)).exists()
    client.force_login(cast.tom)
    assert client.get(reverse("bereavement_task", args=[hers.pk])).status_code == 404


def test_an_item_without_an_owner_is_refused_and_one_given_by_name_is_that_persons_duty(cast, client) -> None:
    client.force_login(cast.rita)
    begin(client, cast.adam)
    item = task(Bereavement.objects.get(), "notice")
    address = reverse("bereavement_task_give", args=[item.pk])
    assert client.post(address, {"due": "2026-11-25"}).context["give"].errors["holder"]
    client.post(address, {"due": "2026-11-25", "person": str(cast.tom.pk)})
    assert Duty.objects.open().get(key=str(item.pk)).person == cast.tom
    client.force_login(cast.tom)
    assert client.get(reverse("bereavement_task", args=[item.pk])).status_code == 200


def test_not_needed_asks_why_and_can_be_undone(cast, client) -> None:
    client.force_login(cast.rita)
    begin(client, cast.adam)
    item = task(Bereavement.objects.get(), "call")
    address = reverse("bereavement_task_not_needed", args=[item.pk])
    assert client.post(address, {"not_needed": ""}).context["not_needed"].errors
    client.post(address, {"not_needed": "De familie belde zelf"})
    assert not Duty.objects.open().filter(key=str(item.pk)).exists()
    client.post(reverse("bereavement_task_reopen", args=[item.pk]))
    assert Duty.objects.open().filter(key=str(item.pk)).exists()


def test_each_country_has_its_own_list(cast, client) -> None:
    client.force_login(cast.rita)
    begin(client, cast.adam)
    flemish = Bereavement.objects.get(pupil=cast.adam)
    assert not flemish.tasks.filter(code="permission").exists()
    client.force_login(cast.bas)
    begin(client, cast.daan)
    dutch = Bereavement.objects.get(pupil=cast.daan)
    assert dutch.tasks.filter(code="permission").exists()
    assert b"leerplichtambtenaar" in client.get(reverse("bereavement", args=[dutch.pk])).content


def test_the_day_of_death_of_a_parent_reaches_the_teacher_of_the_next_year(cast, client, time_machine) -> None:
    client.force_login(cast.zoe)
    of_parent(client, cast.adam)
    day = MemorialDay.objects.get(kind="death")
    assert not Duty.objects.filter(code="remember_day").exists()  # 20 November comes back in the next school year
    next_class = Group.objects.create(board_id=LEIE, school=cast.lindeboom, school_year="2027-2028", name="4A", year=4)
    Membership.objects.filter(pupil=cast.adam).update(last_day=date(2027, 8, 31))
    Membership.objects.create(board_id=LEIE, pupil=cast.adam, group=next_class, first_day=date(2027, 9, 1))
    appoint(cast.tom, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=next_class, first_day=date(2027, 9, 1))
    time_machine.move_to("2027-09-02T08:00:00+02:00", tick=False)
    call_command("remember")
    duty = Duty.objects.open().get(code="remember_day")
    assert (duty.group, duty.due, duty.pupil_id) == (next_class, date(2027, 11, 20), None)
    client.force_login(cast.kathleen)
    assert client.get(reverse("memorial", args=[day.pk])).status_code == 404
    client.force_login(cast.tom)
    assert "Dirk Nowak, ouder van Adam Nowak" in client.get(reverse("memorial", args=[day.pk])).content.decode()
    client.post(reverse("memorial_thought_of", args=[day.pk]))
    call_command("remember")
    assert not Duty.objects.open().filter(code="remember_day").exists()


def test_of_a_pupil_the_birthday_goes_to_the_class_of_its_classmates(cast, client) -> None:
    client.force_login(cast.zoe)
    begin(client, cast.adam)
    duty = Duty.objects.open().get(code="remember_day")
    assert (duty.group, duty.due) == (cast.class_3a, date(2027, 4, 9))  # Adam's birthday, this school year


@pytest.mark.parametrize(
    ("kind", "land", "day"),
    [
        ("mothers_day", "be", date(2027, 5, 9)),
        ("fathers_day", "be", date(2027, 6, 13)),
        ("fathers_day", "nl", date(2027, 6, 20)),
    ],
)
def test_the_days_that_move_are_found_each_year(kind, land, day) -> None:
    assert in_year(MemorialDay(kind=kind), 2027, land) == day


def test_a_birthday_on_29_february_is_remembered_on_the_28th() -> None:
    assert in_year(MemorialDay(kind="birthday", day=date(2016, 2, 29)), 2027, "be") == date(2027, 2, 28)


def test_a_parent_who_died_is_called_and_written_to_no_more_until_a_mistake_is_put_right(cast, client) -> None:
    client.force_login(cast.rita)
    one = of_parent(client, cast.adam)
    tie = cast.adam.guardianships.get()
    assert (tie.is_informed, tie.has_authority) == (False, False)
    client.post(
        reverse("firstaid_new", args=[cast.adam.pk]), {"kind": "ill", "at": "2026-11-23T08:30", "seen": "Misselijk"}
    )
    moment = cast.adam.care_moments.get()
    assert client.get(reverse("firstaid_moment", args=[moment.pk])).context["around"] == []
    client.post(reverse("bereavement_take_back", args=[one.pk]), {"why": "vergissing"})
    tie.refresh_from_db()
    assert (tie.is_informed, tie.has_authority) == (True, True)


def test_the_letters_are_drafts_with_the_name_and_the_day(cast, client) -> None:
    client.force_login(cast.bas)
    begin(client, cast.daan, farewell_on="2026-11-28")
    one = Bereavement.objects.get()
    client.post(reverse("bereavement_letter", args=[one.pk, "bereavement_parents"]))
    made = Letter.objects.get()
    assert (made.kind, made.data["deceased"], made.pupil) == ("nl.bereavement_parents", "Daan de Wit", None)
    assert made.data["farewell_on"] == "2026-11-28"
    client.post(reverse("bereavement_letter", args=[one.pk, "condolence"]))
    assert Letter.objects.filter(kind="nl.condolence").count() == 1
    assert client.post(reverse("bereavement_letter", args=[one.pk, "other"])).status_code == 404


def test_others_find_nothing(cast, client) -> None:
    client.force_login(cast.rita)
    begin(client, cast.adam)
    one = Bereavement.objects.get()
    for user in (cast.sam, cast.kathleen, cast.bas, cast.clara, cast.mallory):
        client.force_login(user)
        assert client.get(reverse("bereavement", args=[one.pk])).status_code == 404, user
