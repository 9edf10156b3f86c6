"""Transfers and cells: each centre on its own copy."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.staffing import refusals
from driehoek.staffing.actions import cells, transfers
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.checking import reading
from driehoek.staffing.forms.agreements import AnswerForm, CellForm, ContributionForm, ProposalForm, SignForm
from driehoek.staffing.models import Cell, Transfer
from driehoek.staffing.queries import agreements as queries
from lawbook.kinds import SchoolYear

from .plans import RIGHT, centre_in


@require_safe
@guarded(RIGHT)
def transfer_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a centre proposed and agreed, and what waits for its answer."""
    centre = centre_in(request, pk)
    page = {"centre": centre, "transfers": queries.transfers_of(centre), "on": actor_in(request).on}
    return render(request, "staffing/transfers.html", page)


@guarded(RIGHT)
def transfer_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose to hand over weight, or ask for it."""
    centre, actor = centre_in(request, pk), actor_in(request)
    start = {"school_year": SchoolYear.of(actor.on, "be").as_text(), "signed_by": actor.name, "direction": "out"}
    form = ProposalForm(request.POST or None, centre=centre, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = transfers.propose(actor, centre, form.proposal, reading())
        except CannotDo as why:
            form.add_error(None, refusals.sentence(why))
        else:
            return redirect("staffing_transfer", made.pk)
    return render(request, "staffing/transfer_new.html", {"centre": centre, "form": form})


@guarded(RIGHT)
def transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One agreement on the own side: signed, refused or withdrawn here."""
    actor = actor_in(request)
    rows = Transfer.objects.visible_to(actor, RIGHT).select_related("other__board", "board__centre")
    found = open_one(request, rows, pk, RIGHT, log=False)
    form = AnswerForm(request.POST or None, initial={"signed_by": actor.name})
    if request.method == "POST" and form.is_valid():
        _answer(request, found, form)
        return redirect("staffing_transfer", pk)
    page = {
        "transfer": found,
        "form": form,
        "centre": found.board.centre,
        "is_expired": found.is_expired(actor.on),
        "is_unread": queries.is_unread(found),
    }
    return render(request, "staffing/transfer.html", page)


def _answer(request: HttpRequest, found: Transfer, form: AnswerForm) -> None:
    actor, said = actor_in(request), form.cleaned_data
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: transfers.accept(actor, found, said["signed_by"], reading()),
        "refuse": lambda: transfers.refuse(actor, found, said["reason"]),
        "withdraw": lambda: transfers.withdraw(actor, found),
        "seen": lambda: transfers.seen(actor, found),
    }
    try:
        acts[said["answer"]]()
    except CannotDo as why:
        if str(why) == "not_possible_there":
            transfers.tell_giver(actor, found)
        messages.error(request, refusals.sentence(why))


@require_safe
@guarded(RIGHT)
def cell_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of cells, kept by itself."""
    centre = centre_in(request, pk)
    return render(request, "staffing/cells.html", {"centre": centre, "cells": queries.cells_of(centre)})


@guarded(RIGHT)
def cell_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Found a cell with other centres."""
    centre, actor = centre_in(request, pk), actor_in(request)
    form = CellForm(
        request.POST or None, centre=centre, initial={"school_year": SchoolYear.of(actor.on, "be").as_text()}
    )
    if request.method == "POST" and form.is_valid():
        made = cells.found(actor, centre, form.cleaned_data.pop("others"), **form.cleaned_data)
        return redirect("staffing_cell", made.pk)
    page = {"form": form, "title": _("Found a cell"), "button": _("Found it")}
    return render(request, "staffing/form.html", page)


def _cell(request: HttpRequest, pk: UUID) -> Cell:
    rows = Cell.objects.visible_to(actor_in(request), RIGHT).select_related("board__centre")
    return open_one(request, rows, pk, RIGHT, log=False)


@guarded(RIGHT)
def cell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who brings what, and what the own centre brings."""
    found, actor = _cell(request, pk), actor_in(request)
    form = ContributionForm(request.POST or None, cell=found, jobs=queries.own_jobs(found.board_id, found.school_year))
    if request.method == "POST" and form.is_valid():
        try:
            cells.contribute(actor, found, form.posts, form.cleaned_data["budget"], reading())
        except CannotDo as why:
            form.add_error(None, refusals.sentence(why))
        else:
            return redirect("staffing_cell", pk)
    page = {
        "cell": found,
        "form": form,
        "sign": SignForm(initial={"signed_by": actor.name}),
        "is_unread": queries.is_news(found),
    }
    return render(request, "staffing/cell.html", page)


@require_POST
@guarded(RIGHT)
def cell_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The own centre signs what stands there now."""
    try:
        cells.sign(actor_in(request), _cell(request, pk), request.POST.get("signed_by", ""), reading())
    except CannotDo as why:
        messages.error(request, refusals.sentence(why))
    return redirect("staffing_cell", pk)


@require_POST
@guarded(RIGHT)
def cell_seen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the other centres did was read."""
    cells.seen(actor_in(request), _cell(request, pk))
    return redirect("staffing_cell", pk)


@require_POST
@guarded(RIGHT)
def cell_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The own centre steps out."""
    found = _cell(request, pk)
    cells.leave(actor_in(request), found)
    messages.success(request, _("Your centre is no longer in this cell. The others sign again."))
    return redirect("staffing_cells", found.board_id)
