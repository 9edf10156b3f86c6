"""The register of users (ACC-10) and the policy table (ACC-9), on screen, on paper and as CSV."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from driehoek.access.functions import Category, Function
from driehoek.access.guards import actor_in, guarded
from driehoek.access.models import Appointment
from driehoek.access.policy import POLICY, SCOPE_NAMES, TABLE, VERSION, right
from driehoek.access.queries import register as register_of
from driehoek.journal import actions as journal
from driehoek.journal.acts import act_name
from driehoek.journal.categories import category_name
from driehoek.web.words import function_name

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@guarded("register.read")
def register(request: HttpRequest) -> HttpResponse:
    """Per function who has or had access, since when, until when, opened by whom, with which second factor."""
    actor = actor_in(request)
    rows = register_of(actor)
    if request.GET.get("format") == "csv":
        journal.write(actor, "register.export", facts={"rows": len(rows)})
        return as_csv("register.csv", _register_head(), (_register_row(row) for row in rows))
    journal.write(actor, "register.read", facts={"rows": len(rows)})
    listed = sorted(rows, key=lambda row: row.place_in_a_list)
    now = [row for row in listed if row.is_in_force(actor.on, actor.at)]
    before = [row for row in listed if not row.is_in_force(actor.on, actor.at)]
    page = {"now": now, "before": before, "on": actor.on}
    return render(request, "access/register.html", page)


@guarded("policy.read")
def policy(request: HttpRequest) -> HttpResponse:
    """The whole table: which function may do what, how far, and on which ground."""
    if request.GET.get("format") == "csv":
        return as_csv("policy.csv", *_policy_rows())
    table = [
        (function, ground, [(SCOPE_NAMES[scope], list(_in_sentences(rights))) for scope, rights in scopes.items()])
        for function, (ground, scopes) in POLICY.items()
    ]
    matrix = [(function, [_cell(function, category) for category in Category]) for function in POLICY]
    without = [function.label for function in Function if function not in POLICY]
    shown = {"table": table, "without": without, "matrix": matrix, "kinds": Category.choices, "version": VERSION}
    return render(request, "access/policy.html", shown)


def _cell(function: Function, category: str) -> tuple[str, str]:
    """What a function does with one kind of data, in a word, and how far that reaches."""
    grants = [TABLE.get((function, right(act, category))) for act in ("file.write", "file.read")]
    found = next(filter(None, grants), None)
    if found is None:
        return "", ""
    return _("writes") if grants[0] else _("reads"), str(SCOPE_NAMES[found.scope])


def _in_sentences(rights: Iterable[str]) -> Iterable[str]:
    """The acts as sentences; what is done with several kinds of data is one sentence that names them all."""
    kinds: dict[str, list[str]] = {}
    for act, _colon, kind in (one.partition(":") for one in rights):
        kinds.setdefault(act, []).extend([category_name(kind)] if kind else [])
    return dict.fromkeys(act_name(f"{act}:{', '.join(named)}") for act, named in kinds.items())


def as_csv(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file that spreadsheets open safely: UTF-8 with its mark, semicolons, and no cell that is a formula."""
    response = HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    writer = csv.writer(response, delimiter=";")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    return response


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _policy_rows() -> tuple[Sequence[object], Iterable[Sequence[object]]]:
    head = ("function", _("function"), "right", _("right"), "scope", _("how far"), _("ground"), _("article"))
    rows = (
        (
            function.value,
            function.label,
            right,
            act_name(right),
            grant.scope.value,
            SCOPE_NAMES[grant.scope],
            grant.ground.act,
            grant.ground.article,
        )
        for (function, right), grant in TABLE.items()
    )
    return head, rows


def _register_head() -> tuple[str, ...]:
    return (
        _("function"),
        _("person"),
        _("e-mail address"),
        _("school"),
        _("group"),
        _("organisation"),
        _("deputy of"),
        _("first day"),
        _("last day"),
        _("weekdays"),
        _("opened by"),
        _("second factor"),
        _("last login"),
    )


def _register_row(row: Appointment) -> tuple[object, ...]:
    return (
        function_name(row.function, row.jurisdiction),
        row.user,
        row.user.email,
        row.school,
        row.group,
        row.organisation,
        row.deputy_for.user if row.deputy_for else None,
        row.first_day,
        row.last_day,
        " ".join(row.days),
        row.opened_by,
        _("yes") if row.has_second_factor else _("no"),  # type: ignore[attr-defined]  # annotated by the query
        row.user.last_login and f"{row.user.last_login:%Y-%m-%d}",
    )
