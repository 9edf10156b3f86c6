"""Leieland hands weight to Scheldeland: one proposes, the other accepts, both plans change or neither (STA-4)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.urls import reverse

from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.staffing.actions import plans, transfers
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.actions.transfers import Proposal
from driehoek.staffing.models import Centre, Plan, Transfer
from driehoek.staffing.queries.plans import sheet

from .conftest import LEIELAND, SCHELDELAND, YEAR, all_centres

LATER, PAST = date(2099, 1, 1), date(2020, 1, 1)


def proposal(other: Centre, weight: str = "0.9", direction: str = "out", answer_by: date = LATER) -> Proposal:
    return Proposal(other, direction, YEAR, Decimal(weight), answer_by, "Greet Lambert")


def proposed(centres, **asked) -> Transfer:
    return transfers.propose(centres.director, centres.leieland, proposal(centres.scheldeland, **asked), "nl")


def copy_of(transfer: Transfer) -> Transfer:
    return Transfer.objects.exclude(pk=transfer.pk).get(agreement=transfer.agreement)


def available(centres) -> tuple[Decimal, Decimal]:
    return sheet(centres.plan).answer.available, sheet(centres.theirs).answer.available


def test_a_proposal_counts_nowhere_until_the_other_centre_signs(centres) -> None:
    transfer = proposed(centres)
    assert available(centres) == (20, 20)
    transfers.accept(centres.other, copy_of(transfer), "Omar Haddad", "nl")
    assert available(centres) == (Decimal("19.1"), Decimal("20.9"))


def test_both_copies_say_the_same_and_bear_both_signatures(centres) -> None:
    transfer = proposed(centres)
    transfers.accept(centres.other, copy_of(transfer), "Omar Haddad", "nl")
    ours, theirs = Transfer.objects.get(pk=transfer.pk), copy_of(transfer)
    assert (ours.our_name, ours.their_name) == ("Greet Lambert", "Omar Haddad")
    assert (theirs.our_name, theirs.their_name) == ("Omar Haddad", "Greet Lambert")
    assert (ours.direction, theirs.direction) == ("out", "in")
    assert set(Line.objects.filter(act="staffing.transfer_accepted").values_list("stream", flat=True)) == {
        LEIELAND,
        SCHELDELAND,
    }


def test_nobody_accepts_or_refuses_the_own_proposal(centres) -> None:
    transfer = proposed(centres)
    for act in (
        lambda: transfers.accept(centres.director, transfer, "Greet Lambert", "nl"),
        lambda: transfers.refuse(centres.director, transfer, "toch niet"),
    ):
        with pytest.raises(CannotDo, match="own_proposal"):
            act()
    assert available(centres) == (20, 20)


def test_more_than_five_percent_of_the_linear_weight_is_refused(centres) -> None:
    """CLB/2006/02, 1: 5% of 18 is 0,9."""
    with pytest.raises(CannotDo):
        proposed(centres, weight="0.9001")
    assert not Transfer.objects.exists()


def test_two_proposals_that_together_go_over_five_percent_are_not_both_accepted(centres) -> None:
    first, second = proposed(centres, weight="0.5"), proposed(centres, weight="0.5")
    transfers.accept(centres.other, copy_of(first), "Omar Haddad", "nl")
    with pytest.raises(CannotDo, match="not_possible_there"):
        transfers.accept(centres.other, copy_of(second), "Omar Haddad", "nl")
    assert available(centres) == (Decimal("19.5"), Decimal("20.5"))


def test_the_receiver_may_ask_and_the_giver_is_checked_when_it_accepts(centres) -> None:
    asked = proposed(centres, weight="2", direction="in")
    with pytest.raises(CannotDo) as why:
        transfers.accept(centres.other, copy_of(asked), "Omar Haddad", "nl")
    assert str(why.value) != "not_possible_there"
    assert available(centres) == (20, 20)


def test_an_agreement_without_a_formation_at_the_giver_is_refused(centres) -> None:
    Plan.objects.filter(pk=centres.plan.pk).update(is_chosen=False)
    with pytest.raises(CannotDo, match="no_formation"):
        proposed(centres)


def test_refused_withdrawn_answered_and_expired_agreements_take_no_answer_more(centres) -> None:
    refused, withdrawn, expired = proposed(centres), proposed(centres), proposed(centres, answer_by=PAST)
    transfers.refuse(centres.other, copy_of(refused), "Geen plaats")
    transfers.withdraw(centres.director, withdrawn)
    for transfer in (refused, withdrawn, expired):
        with pytest.raises(CannotDo, match="not_open"):
            transfers.accept(centres.other, copy_of(transfer), "Omar Haddad", "nl")
    with pytest.raises(CannotDo, match="not_open"):
        transfers.withdraw(centres.director, refused)
    assert Transfer.objects.get(pk=refused.pk).reason == "Geen plaats"
    assert available(centres) == (20, 20)


def test_a_signature_has_a_name(centres) -> None:
    transfer = proposed(centres)
    with pytest.raises(CannotDo, match="not_signed"):
        transfers.accept(centres.other, copy_of(transfer), "  ", "nl")


def test_the_support_cell_takes_at_most_one_weight(centres) -> None:
    """CLB/2006/02, 1: at most 1 weight of the linear weight to the permanent support cell."""
    with pytest.raises(CannotDo):
        transfers.propose(centres.director, centres.leieland, proposal(centres.poc, "1.0001"), "nl")
    transfer = transfers.propose(centres.director, centres.leieland, proposal(centres.poc, "1"), "nl")
    assert transfer.party == Centre.Kind.SUPPORT_CELL


def test_a_scenario_counts_with_the_same_agreements_as_the_formation(centres) -> None:
    scenario = plans.copy(centres.director, centres.plan, YEAR, "zuinig")
    transfers.accept(centres.other, copy_of(proposed(centres)), "Omar Haddad", "nl")
    assert sheet(scenario).answer.available == Decimal("19.1")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
def test_beyond_the_act_each_centre_reads_its_own_copy_and_nothing_of_the_other(centres) -> None:
    transfer = proposed(centres)
    with within(LEIELAND):
        assert [row.pk for row in Transfer.objects.all()] == [transfer.pk]
        assert {row.board_id for row in Plan.objects.all()} == {LEIELAND}
        with transaction.atomic():
            proposed(centres)
        assert {row.board_id for row in Transfer.objects.all()} == {LEIELAND}
    with within(SCHELDELAND):
        theirs = Transfer.objects.earliest("created_at")
        transfers.accept(centres.other, theirs, "Omar Haddad", "nl")
        assert {row.board_id for row in Plan.objects.all()} == {SCHELDELAND}
    with within(LEIELAND):
        assert Transfer.objects.get(pk=transfer.pk).state == Transfer.State.ACCEPTED


def test_greet_proposes_and_omar_accepts_on_their_own_pages(centres, client) -> None:
    client.force_login(centres.greet)
    sent = {
        "other": SCHELDELAND,
        "direction": "out",
        "school_year": YEAR,
        "weight": "0,5",
        "answer_by": "2099-01-01",
        "signed_by": "Greet Lambert",
    }
    wrong = client.post(reverse("staffing_transfer_new", args=[LEIELAND]), {**sent, "weight": "5"})
    assert wrong.context["form"].non_field_errors()
    client.post(reverse("staffing_transfer_new", args=[LEIELAND]), sent)
    with all_centres():
        ours = Transfer.objects.get(board=LEIELAND)
        theirs = copy_of(ours)
    assert client.get(reverse("staffing_transfer", args=[theirs.pk])).status_code == 404
    client.post(reverse("staffing_transfer", args=[ours.pk]), {"answer": "accept", "signed_by": "Greet Lambert"})
    ours.refresh_from_db()
    assert ours.state == Transfer.State.PROPOSED
    client.force_login(centres.omar)
    client.post(reverse("staffing_transfer", args=[theirs.pk]), {"answer": "accept", "signed_by": "Omar Haddad"})
    with all_centres():
        ours.refresh_from_db()
    assert ours.state == Transfer.State.ACCEPTED
