"""What may go to a new school (PRI-6; decreet basisonderwijs art. 31)."""

from datetime import date

import pytest

from lawbook.core import Law, NotInForce
from lawbook.flanders.transfer import may_send

ON = date(2020, 10, 26)


@pytest.mark.parametrize("objection", [True, False])
def test_a_report_always_goes_and_breaches_never(objection):
    assert may_send(Law(), "report", ON, objection).value == "always"
    assert may_send(Law(), "sanction", ON, objection).value == "never"


@pytest.mark.parametrize(("objection", "answer"), [(True, "never"), (False, "allowed")])
def test_other_data_go_unless_the_parents_oppose(objection, answer):
    assert may_send(Law(), "tests", ON, objection).value == answer


def test_the_report_was_not_mandatory_before_september_2015():
    with pytest.raises(NotInForce):
        may_send(Law(), "report", date(2015, 8, 31))
