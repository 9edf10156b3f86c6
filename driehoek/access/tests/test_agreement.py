"""The access agreement: shown each school year, acknowledged before first use (ACC-8)."""

import pytest
from django.urls import reverse

from driehoek.access.models import AccessAgreement, Acknowledgement
from driehoek.access.queries import actor_of
from driehoek.journal.models import Line


@pytest.fixture
def unread(cast) -> AccessAgreement:
    Acknowledgement.objects.all().delete()
    return AccessAgreement.objects.get()


def test_until_clara_acknowledges_nothing_of_the_school_opens(cast, client, unread) -> None:
    client.force_login(cast.clara)
    assert client.get(reverse("clb")).headers["Location"] == reverse("agreements")
    assert client.get(reverse("state_purpose", args=[cast.adam.pk])).headers["Location"] == reverse("agreements")
    assert actor_of(cast.clara).reach("pupil.find").schools == frozenset()
    client.post(reverse("agreement", args=[unread.pk]))
    assert client.get(reverse("clb")).status_code == 200
    assert Line.objects.filter(act="agreement.acknowledge", actor_id=cast.clara.pk).count() == 1


def test_the_next_school_year_asks_again(cast, time_machine_to) -> None:
    time_machine_to("2027-06-30 09:00")
    assert actor_of(cast.clara).roles
    AccessAgreement.objects.update(expires_on="2028-08-31")
    time_machine_to("2027-09-01 09:00")
    assert not actor_of(cast.clara).roles
    assert actor_of(cast.clara).waiting


def test_an_expired_agreement_closes_the_files_until_there_is_a_new_one(cast, time_machine_to) -> None:
    AccessAgreement.objects.update(expires_on="2026-11-30")
    time_machine_to("2026-11-30 09:00")
    assert actor_of(cast.clara).roles
    time_machine_to("2026-12-01 09:00")
    assert not actor_of(cast.clara).roles


def test_a_new_version_is_read_before_anything_opens_again(cast, client) -> None:
    client.force_login(cast.rita)
    page = client.post(reverse("distribute_agreement"), new(cast, expires_on="2027-06-30"))
    assert page.status_code == 302
    assert not actor_of(cast.clara).roles
    assert "Clara Baeten" in client.get(reverse("school_agreements")).content.decode()


def new(cast, **changed: str) -> dict[str, str]:
    return {
        "school": str(cast.lindeboom.pk),
        "version": "2",
        "title": "Afspraken",
        "audience": "CLB",
        "text": "Lees.",
        "distributed_on": "2026-11-01",
        "expires_on": "2027-08-31",
        **changed,
    }


def test_the_printed_expiry_of_31_september_2021_does_not_exist_and_is_refused_by_name(cast, client) -> None:
    client.force_login(cast.rita)
    page = client.post(reverse("distribute_agreement"), new(cast, expires_on="31.09.2021"))
    (message,) = page.context["form"].errors["expires_on"]
    assert message == "Vervaldatum: 31 september bestaat niet; september heeft 30 dagen."
    assert AccessAgreement.objects.count() == 1


def test_an_agreement_that_expires_before_it_starts_and_a_version_given_twice_are_refused(cast, client) -> None:
    client.force_login(cast.rita)
    page = client.post(reverse("distribute_agreement"), new(cast, version="1", expires_on="2026-10-01"))
    assert {"expires_on", "version"} <= set(page.context["form"].errors)


def test_clara_cannot_acknowledge_for_a_school_that_is_not_hers(cast, client) -> None:
    other = AccessAgreement.objects.create(
        board_id=cast.elsewhere.board_id,
        school=cast.elsewhere,
        version="1",
        title="x",
        text="x",
        audience="x",
        distributed_on="2026-09-01",
        expires_on="2027-08-31",
    )
    client.force_login(cast.clara)
    assert client.post(reverse("agreement", args=[other.pk])).status_code == 404


def test_the_school_sees_who_acknowledged_when(cast, client) -> None:
    client.force_login(cast.rita)
    assert "Clara Baeten: 2026-2027" in client.get(reverse("school_agreements")).content.decode()
