"""The pages of the law: every rule of the lawbook in plain words, to try with own facts, open to anybody (ALL-2)."""

from itertools import groupby
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from driehoek.access.guards import actor_in, public
from driehoek.schools.law import own_values
from driehoek.schools.models import School
from lawbook import catalogue, page, values
from lawbook.errors import UnknownRule

from . import why
from .factsform import FactsForm
from .words import JURISDICTIONS, SUBJECTS


class Row(NamedTuple):
    """A rule in the list."""

    id: str
    title: str
    says: str
    jurisdiction: str
    subject: str


@public("the law is public; nothing about a person is on it")
def rules(request: HttpRequest) -> HttpResponse:
    """All rules by subject, narrowed by words, country and subject."""
    query, country, subject = (request.GET.get(name, "").strip() for name in ("q", "country", "subject"))
    every = _listed(why.language())
    found = [
        row
        for row in every
        if all(word in f"{row.id} {row.title} {row.says}".lower() for word in query.lower().split())
        and country in {"", row.jurisdiction}
        and subject in {"", row.subject}
    ]
    grouped = [(SUBJECTS[code], list(rows)) for code, rows in groupby(found, key=lambda row: row.subject)]
    chosen = {"q": query, "country": country, "subject": subject, "number": len(found), "total": len(every)}
    subjects = [(code, name) for code, name in SUBJECTS.items() if any(row.subject == code for row in every)]
    return render(
        request,
        "web/rules.html",
        {**chosen, "grouped": grouped, "subjects": subjects, "countries": JURISDICTIONS.items()},
    )


def _listed(lang: str) -> list[Row]:
    order = list(SUBJECTS)
    found = [
        Row(rule.id, page.title(rule, lang), page.says(rule, lang), _country(rule), rule.requirement[0].split("-")[0])
        for rule in catalogue.rules()
    ]
    return sorted(found, key=lambda row: (order.index(row.subject), row.jurisdiction, row.title))


def _country(rule: catalogue.Rule) -> str:
    return {"be": "be", "clb": "be", "nl": "nl"}.get(rule.jurisdiction, "both")


def _own_school(request: HttpRequest) -> School | None:
    """The school whose own values are asked for, where the reader has a function there."""
    asked = {str(pk): pk for pk in actor_in(request).schools}.get(request.GET.get("school", ""))
    return School.objects.filter(pk=asked).first() if asked else None


@public("the law is public; the facts somebody tries are kept nowhere")
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: what it says, its values through time, and an answer to one's own facts."""
    try:
        found = catalogue.get(rule_id)
    except UnknownRule:
        raise Http404 from None
    lang = why.language()
    form = FactsForm(found, request.POST or request.GET, lang)
    school = _own_school(request)
    answer = why.explain(found.id, form.given, own_values(school) if school else ()) if form.is_valid() else None
    if answer and "wrong" in answer:
        form.refuse(*answer["wrong"])
        answer = None
    shown = {
        "rule": why.head(found, lang),
        "country": JURISDICTIONS[_country(found)],
        "requirement": found.requirement,
        "school": school,
    }
    through_time = [_through_time(one, lang) for one in found.parameters]
    return render(request, "web/rule.html", {**shown, "form": form, "why": answer, "parameters": through_time})


def _through_time(param_id: str, lang: str) -> tuple[str, list[why.Amount]]:
    known, today = values.parameter(param_id), timezone.localdate()
    return known.title[lang], [why.amount(value, lang, today) for value in reversed(known.values)]
