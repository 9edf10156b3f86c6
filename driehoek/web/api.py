"""The law for programs: the rules, what they say, and their answers to facts, exactly as on the command line."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, NinjaAPI, Router, Schema
from ninja.errors import HttpError, ValidationError

from lawbook import catalogue, page
from lawbook.errors import BadFact, NotInForce, UnknownRule

Language = Literal["nl", "en"]
CACHED = "public, max-age=3600"
EXAMPLE = {"decision_sent": "2021-05-06"}

law = Router(tags=["law"])


class Refused(Schema):
    """Why there is no answer. `code` is for programs, `message` for people."""

    code: Literal["unreadable", "bad_fact", "unknown_rule", "not_in_force"]
    message: str
    fact: str | None = None
    on: date | None = None
    since: date | None = None


class RuleLine(Schema):
    """A rule in the list. A fact that may be missing has a question mark."""

    rule: str
    title: dict[str, str]
    requirement: list[str]
    facts: list[str]


class FactShape(Schema):
    name: str
    type: str
    required: bool
    choices: list[str]
    label: dict[str, str]


class RuleShown(Schema):
    """What a rule says, its facts, and its values through time."""

    rule: str
    requirement: list[str]
    title: dict[str, str]
    says: dict[str, str]
    facts: list[FactShape]
    parameters: list[dict[str, Any]]


class Duty(Schema):
    code: str
    holder: str
    due: date | None
    earliest: date | None
    text: str


class Source(Schema):
    act: str
    article: str
    url: str
    level: str


class Reason(Schema):
    code: str
    text: str
    source: Source | None


class Day(Schema):
    date: date
    counted: bool
    why: str | None


class Amount(Schema):
    id: str
    value: Any
    unit: str
    valid_from: date
    checked_on: date
    source: Source


class Answer(Schema):
    """A rule's answer. `value` null means that a human must decide; `reasons` says why."""

    rule: str
    value: Any
    duties: list[Duty]
    reasons: list[Reason]
    days: list[Day]
    parameters: list[Amount]
    not_covered: list[str]


@law.get("", response=list[RuleLine], summary="Every rule")
def every_rule(request: HttpRequest, response: HttpResponse) -> list[dict[str, object]]:  # noqa: ARG001  # ninja's
    """The rules with their titles in Dutch and English, the requirements they fulfil, and the names of their facts."""
    response["Cache-Control"] = CACHED
    return page.listing()


@law.get("/{rule}", response={200: RuleShown, 404: Refused}, summary="One rule")
def one_rule(request: HttpRequest, response: HttpResponse, rule: str) -> dict[str, object]:  # noqa: ARG001  # ninja's
    """What the rule says, its facts with their types, and its values through time with their sources."""
    described = page.described(catalogue.get(rule))
    response["Cache-Control"] = CACHED
    return described


@law.post(
    "/{rule}",
    response={200: Answer, 400: Refused, 404: Refused, 409: Refused, 422: Refused},
    summary="The answer of a rule to facts",
)
def apply_rule(
    request: HttpRequest,  # noqa: ARG001  # ninja's
    rule: str,
    facts: Annotated[dict[str, Any], Body(example=EXAMPLE)],
    lang: Language = "nl",
) -> dict[str, object]:
    """The body is one JSON object of facts; `on` is today when it is not given. Nothing is kept.

    400: the body is no JSON object. 404: no such rule. 409 (`not_in_force`): no value of the law is known for that
    day. 422 (`bad_fact`): a fact is missing, unknown, malformed or impossible; `fact` names it.
    """
    return catalogue.apply(rule, facts, today=timezone.localdate()).as_json(rule, lang)


def refuse(api: NinjaAPI) -> None:
    """Tell the API how the lawbook's refusals read over HTTP."""

    def lang(request: HttpRequest) -> str:
        return "en" if request.GET.get("lang") == "en" else "nl"

    @api.exception_handler(BadFact)
    def bad_fact(request: HttpRequest, wrong: BadFact) -> HttpResponse:
        told = {"code": "bad_fact", "fact": wrong.fact, "message": page.refusal(wrong, lang(request))}
        return api.create_response(request, told, status=422)

    @api.exception_handler(NotInForce)
    def not_in_force(request: HttpRequest, wrong: NotInForce) -> HttpResponse:
        told = {"code": "not_in_force", "on": wrong.on, "since": wrong.since}
        return api.create_response(request, {**told, "message": page.refusal(wrong, lang(request))}, status=409)

    @api.exception_handler(UnknownRule)
    def unknown_rule(request: HttpRequest, wrong: UnknownRule) -> HttpResponse:
        told = {"code": "unknown_rule", "message": f"{wrong.args[0]}: no such rule; GET /api/law names them all"}
        return api.create_response(request, told, status=404)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
        first = wrong.errors[0]
        where = ".".join(str(part) for part in first["loc"])
        told = {"code": "unreadable", "fact": str(first["loc"][-1]), "message": f"{where}: {first['msg']}"}
        return api.create_response(request, told, status=400)

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
        return api.create_response(request, {"code": "unreadable", "message": str(wrong)}, status=wrong.status_code)
