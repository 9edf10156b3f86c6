"""A child that is ill or hurt at school goes home with who may take it (SAF-14; Schoolreglement MLER_063, 13.4)."""

from datetime import date

import pytest
from django.urls import reverse

from driehoek.duties.models import Duty
from driehoek.people.models import Guardian, Guardianship, InformationAgreement
from driehoek.safety.models.firstaid import CareMoment
from tests.cast import LEIE, MONDAY


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to("2026-11-23T10:30:00+01:00", tick=False)


@pytest.fixture
def hurt(cast, client) -> CareMoment:
    """Adam fell on the playground; Kathleen noted it."""
    client.force_login(cast.kathleen)
    client.post(reverse("firstaid_new", args=[cast.adam.pk]), fallen())
    return CareMoment.objects.get()


def fallen(**changed):
    return {
        "kind": "hurt",
        "at": "2026-11-23T10:15",
        "place": "Speelplaats",
        "seen": "Viel van de muur",
        "first_aid": "Wonde gespoeld",
        "helper": "Kathleen Heylen",
        **changed,
    }


def rang(client, moment, whom, **changed):
    entered = {"whom": str(whom), "at": "2026-11-23T10:20", "reached": "on", "agreed": "Komt meteen", **changed}
    return client.post(reverse("firstaid_call", args=[moment.pk]), entered)


def goes(client, moment, **changed):
    entered = {"outcome": "collected", "ended_at": "2026-11-23T10:30", **changed}
    return client.post(reverse("firstaid_end", args=[moment.pk]), entered)


def around(cast, relation, **more) -> Guardian:
    found = Guardian.objects.create(board_id=LEIE, given_name="Ewa", family_name="Nowak")
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=found, relation=relation, **more)
    return found


def test_after_an_accident_the_papers_are_a_duty_of_the_secretariat_until_they_are_given(cast, client, hurt) -> None:
    duty = Duty.objects.get(code="give_insurance_papers")
    assert (duty.holder, duty.due) == ("secretariat", date(2026, 11, 24))
    client.force_login(cast.sam)
    assert client.get(reverse("firstaid_moment", args=[hurt.pk])).status_code == 200
    client.post(reverse("firstaid_papers", args=[hurt.pk]), {"on": "2026-11-23"})
    assert not Duty.objects.open().filter(code="give_insurance_papers").exists()


def test_an_illness_brings_no_papers_and_a_place_is_not_asked(cast, client) -> None:
    client.force_login(cast.kathleen)
    client.post(reverse("firstaid_new", args=[cast.adam.pk]), fallen(kind="ill", place="", first_aid=""))
    assert CareMoment.objects.get().kind == "ill"
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"), [({"place": ""}, "place"), ({"at": "2026-11-23T11:00"}, "at"), ({"seen": ""}, "seen")]
)
def test_bad_input_names_the_field_and_notes_nothing(cast, client, changed, field) -> None:
    client.force_login(cast.kathleen)
    answer = client.post(reverse("firstaid_new", args=[cast.adam.pk]), fallen(**changed))
    assert field in answer.context["form"].errors
    assert not CareMoment.objects.exists()


def test_the_steps_say_what_is_left_and_what_it_means_when_nobody_is_reached(cast, client, hurt) -> None:
    dirk = cast.adam.guardianships.get().guardian
    rang(client, hurt, dirk.pk, reached="", agreed="")
    shown = client.get(reverse("firstaid_moment", args=[hurt.pk]))
    assert [step.done for step in shown.context["steps"]] == [True, False, False, False]
    assert "de school handelt in plaats van de ouders" in shown.content.decode()
    rang(client, hurt, dirk.pk)
    shown = client.get(reverse("firstaid_moment", args=[hurt.pk]))
    assert [step.done for step in shown.context["steps"]] == [True, True, False, False]


def test_dirk_collects_adam_and_an_end_by_mistake_is_undone(cast, client, hurt) -> None:
    goes(client, hurt, collected_by=str(cast.adam.guardianships.get().guardian_id))
    hurt.refresh_from_db()
    assert (hurt.outcome, str(hurt.collected_by)) == ("collected", "Dirk Nowak")
    client.post(reverse("firstaid_reopen", args=[hurt.pk]))
    hurt.refresh_from_db()
    assert hurt.is_open
    assert hurt.collected_by is None


def test_somebody_else_collects_only_when_a_parent_named_them_on_the_phone(cast, client, hurt) -> None:
    assert goes(client, hurt, collected_name="Tante Ola").context["form"].errors["collected_name"]
    rang(client, hurt, cast.adam.guardianships.get().guardian_id, lets_collect="tante ola")
    goes(client, hurt, collected_name="Tante Ola")
    hurt.refresh_from_db()
    assert hurt.collected_name == "Tante Ola"


def test_a_parent_without_authority_does_not_take_the_child_on_their_own_word(cast, client, hurt) -> None:
    ewa = around(cast, "mother", has_authority=False)
    assert goes(client, hurt, collected_by=str(ewa.pk)).context["form"].errors["collected_by"]
    refused = rang(client, hurt, ewa.pk, lets_collect="Ewa Nowak")
    assert refused.context["form"].errors["lets_collect"]
    rang(client, hurt, cast.adam.guardianships.get(relation="father").guardian_id, lets_collect="Ewa Nowak")
    assert goes(client, hurt, collected_by=str(ewa.pk)).status_code == 302


def test_a_grandmother_on_the_list_may_collect_and_a_stranger_is_no_choice(cast, client, hurt) -> None:
    stranger = Guardian.objects.create(board_id=LEIE, family_name="Onbekend")
    assert goes(client, hurt, collected_by=str(stranger.pk)).context["form"].errors["collected_by"]
    assert goes(client, hurt).context["form"].errors["collected_by"]
    assert goes(client, hurt, collected_by=str(around(cast, "relative", has_authority=False).pk)).status_code == 302


def test_what_a_judge_ruled_is_read_first(cast, client, hurt) -> None:
    InformationAgreement.objects.create(board_id=LEIE, pupil=cast.adam, kind="judgment", dated=MONDAY, text="…")
    dirk = str(cast.adam.guardianships.get().guardian_id)
    assert goes(client, hurt, collected_by=dirk).context["form"].errors["read"]
    assert goes(client, hurt, collected_by=dirk, read="on").status_code == 302


def test_others_find_nothing(cast, client, hurt) -> None:
    for user in (cast.tom, cast.bas, cast.clara, cast.oona, cast.mallory):
        client.force_login(user)
        assert client.get(reverse("firstaid_moment", args=[hurt.pk])).status_code == 404, user
