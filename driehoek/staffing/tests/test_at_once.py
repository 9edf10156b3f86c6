"""Two centres act at the same moment: an agreement is accepted once, and two are not together over the limit."""

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import OperationalError, connection, transaction

from driehoek.access.actors import Actor
from driehoek.staffing.actions import transfers
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.models import Transfer
from driehoek.staffing.queries.plans import sheet

from .conftest import Centres, all_centres, build
from .test_transfers import copy_of, proposed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]


def together(*acts: Callable[[], object]) -> list[str]:
    """Do these in threads that start at once; what each ended in."""
    ready, ended = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        ready.wait(10)
        try:
            with transaction.atomic(), all_centres():
                act()
            ended.append("done")
        except CannotDo as why:
            ended.append(str(why))
        except OperationalError as why:
            ended.append(type(why).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ended)


@pytest.fixture
def at_once(transactional_db: None) -> Centres:
    """The centres, committed, so that every connection sees them."""
    with transaction.atomic(), all_centres():
        return build()


def offers(centres: Centres, *weights: str) -> list[Transfer]:
    """What Leieland offers, as Scheldeland reads it."""
    with transaction.atomic(), all_centres():
        return [copy_of(proposed(centres, weight=weight)) for weight in weights]


def actors(centres: Centres) -> tuple[Actor, Actor]:
    with transaction.atomic(), all_centres():
        return centres.director, centres.other


def stands(centres: Centres) -> tuple[list[str], Decimal, Decimal]:
    with transaction.atomic(), all_centres():
        states = sorted(str(one.state) for one in Transfer.objects.all())
        return states, sheet(centres.plan).answer.available, sheet(centres.theirs).answer.available


def test_an_agreement_that_two_people_accept_at_once_counts_once(at_once) -> None:
    (offer,), (_greet, omar) = offers(at_once, "0.5"), actors(at_once)
    ended = together(*(lambda: transfers.accept(omar, offer, "Omar Haddad", "nl") for _turn in range(4)))
    assert ended == ["done", "not_open", "not_open", "not_open"]
    assert stands(at_once) == (["accepted"] * 2, Decimal("19.5"), Decimal("20.5"))


def test_an_agreement_accepted_and_withdrawn_at_once_is_one_of_the_two_on_both_sides(at_once) -> None:
    (offer,), (greet, omar) = offers(at_once, "0.5"), actors(at_once)
    with transaction.atomic(), all_centres():
        own = copy_of(offer)
    ended = together(lambda: transfers.accept(omar, offer, "Omar Haddad", "nl"), lambda: transfers.withdraw(greet, own))
    assert ended == ["done", "not_open"]
    states, ours, theirs = stands(at_once)
    assert len(set(states)) == 1
    assert ours + theirs == 40


def test_two_agreements_accepted_at_once_do_not_go_over_the_limit_together(at_once) -> None:
    """CLB/2006/02, 1: 5% of 18 is 0,9; each half is within it, the two are not."""
    (first, second), (_greet, omar) = offers(at_once, "0.5", "0.5"), actors(at_once)
    ended = together(
        lambda: transfers.accept(omar, first, "Omar Haddad", "nl"),
        lambda: transfers.accept(omar, second, "Omar Haddad", "nl"),
    )
    assert ended == ["done", "not_possible_there"]
    assert stands(at_once)[1:] == (Decimal("19.5"), Decimal("20.5"))
