"""What a registered letter proves moves the term of its case (PRO-14, DAY-3)."""

from datetime import date

import pytest

from driehoek.access.queries import actor_of
from driehoek.letters import actions
from driehoek.letters.recipients import Recipient
from driehoek.procedures import opening, queries
from driehoek.procedures.tests.telling import due
from driehoek.procedures.tests.test_exclusion_engine import EXCLUDED
from driehoek.procedures.tests.test_in_browser import told

FACTS = {"heard_on": "2021-04-29", "council_on": "2021-04-19", "effective_on": "2021-06-06", "sent_on": "2021-05-06",
         "deemed_received": "2021-05-11", "appeal_due": "2021-05-19", "care": "school"}  # fmt: skip
FREE = {"reasons": "…", "alternatives": "…"}


@pytest.mark.parametrize(
    ("how", "postmark", "last"),
    [
        ("registered", date(2021, 5, 7), date(2021, 5, 20)),  # a day later in the post: a day later to appeal
        ("registered", None, date(2021, 5, 19)),
    ],
)
def test_the_term_of_appeal_counts_from_the_postmark(cast, how, postmark, last):
    case, rita = told(cast, "be.exclusion", EXCLUDED, pupil=cast.adam), actor_of(cast.rita)
    (letter,) = actions.draft(
        rita,
        board_id=case.board_id,
        school=case.school,
        pupil=case.pupil,
        kind="be.exclusion_definitive",
        recipients=[Recipient("Dirk Nowak")],
        data=FACTS,
        free=FREE,
        origin=f"case:{case.pk}:decide",
        case_ref=case.pk,
        dated=date(2021, 5, 6),
    )
    sent = actions.dispatch(
        rita, actions.finalise(rita, letter), how, date(2021, 5, 6), postmark=postmark, another_day=True
    )
    for read in (case, opening.filled([case])[0]):
        assert due(queries.standing(read, date(2021, 5, 14)), "appeal") == last
    actions.withdraw_dispatch(rita, sent, "vergissing")
    assert due(queries.standing(opening.filled([case])[0], date(2021, 5, 14)), "appeal") == date(2021, 5, 19)
