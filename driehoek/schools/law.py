"""The one way from the product to the lawbook: a rule is asked as it holds for a school, and explains itself.

Where the law leaves a value to the board, the board's own stands in its place (ALL-3); "Why?" is worked out from the
same facts and the same values as the number beside it (ALL-2).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from driehoek.ready import Ready
from driehoek.web.why import explain
from lawbook import catalogue
from lawbook.core import BadFact, Law, NotInForce, Outcome, Override, Source, UnknownParameter
from lawbook.plain import plain

from .models import ParameterOverride, School


class Answer(NamedTuple):
    """What a rule says of facts. There is no outcome on a day before its first value."""

    rule: str
    facts: Mapping[str, Any]
    own: Iterable[Override]
    outcome: Outcome | None
    school: UUID | None = None

    def __bool__(self) -> bool:
        return self.outcome is not None

    @property
    def value(self) -> Any:
        return self.outcome.value if self.outcome else None

    @property
    def why(self) -> dict[str, Any]:
        """As `web/_why.html` shows it."""
        return explain(self.rule, plain(self.facts), self.own)

    @property
    def link(self) -> str:
        """The rule's page with these facts, which asks it as it holds for this school."""
        asked = plain(self.facts) | ({"school": self.school} if self.school else {})
        return f"{reverse('rule', args=[self.rule])}?{urlencode(asked)}"


def ask(school: School | Law | None, rule: str, facts: Mapping[str, Any]) -> Answer:
    """A rule's answer to typed facts as it holds for a school, or by a `law_of` that was read before; none: as the law
    has it for everybody. Raises BadFact.
    """
    held = school if isinstance(school, Law) else law_of(school)
    try:
        outcome = catalogue.get(rule).function(held, **facts)
    except NotInForce:
        outcome = None
    return Answer(rule, facts, held.overrides, outcome, school.pk if isinstance(school, School) else None)


def why(school: School | None, rule: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """Why a rule says what it says of facts that were kept as text. Raises UnknownRule."""
    return explain(rule, facts, own_values(school) if school else ())


def law_of(school: School | None) -> Law:
    """The lawbook as it holds for a school, for who asks many rules; it serves one thread and is never shared."""
    return Law(own_values(school) if school else ())


def own_values(school: School) -> tuple[Override, ...]:
    """What the board put in place of values that the law leaves to it."""
    found = (override(*row) for row in _overrides(school.pk))
    return tuple(one for one in found if one)


def laws_of(schools: Collection[UUID]) -> dict[UUID, Law]:
    """The lawbook of each of these schools, in one statement."""
    own: dict[UUID, list[Override]] = defaultdict(list)
    rows = ParameterOverride.objects.filter(school__in=schools)
    for school, name, day, amount, source in rows.values_list("school", "parameter", "valid_from", "amount", "source"):
        made = override(name, day, amount, source)
        own[school] += [made] if made else []
    return {school: Law(tuple(own[school])) for school in schools}


@Ready
def _overrides(school: UUID) -> QuerySet[ParameterOverride, Any]:
    return ParameterOverride.objects.filter(school=school).values_list("parameter", "valid_from", "amount", "source")


def override(parameter: str, valid_from: date, amount: str, source: str) -> Override | None:
    """A board's own value for the lawbook; None where the law or a circular fixes the value, or no rule knows it.

    The form of the settings refuses such a value; this keeps one that came from elsewhere from stopping a class.
    """
    own = Override(parameter, valid_from, _number(amount), Source(source, "", "", "board"))
    try:
        Law((own,))
    except (BadFact, UnknownParameter, NotInForce):
        return None
    return own


def _number(text: str) -> Any:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else number
