"""The pages of letters: the lists, one letter from draft to proof, printing together, the letterhead."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one

from . import actions, paper, queries
from .forms import DeliveryForm, DispatchForm, FreeForm, LetterheadForm, MandateForm, ReasonForm
from .kinds import BadLetter
from .models import DeliveryEvent, Dispatch, Letter, Letterhead

A_PAGE = 50
MOST_PRINTED = 300
INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
RECORD = {
    DeliveryEvent.Kind.RECEIVED: actions.record_receipt,
    DeliveryEvent.Kind.RETURNED: actions.record_return,
    DeliveryEvent.Kind.PROOF: actions.record_proof,
}


def _open(request: HttpRequest, pk: UUID, right: str, *, log: bool = False) -> Letter:
    rows = Letter.objects.visible_to(actor_in(request), right).select_related("school__board", "pupil")
    return open_one(request, rows, pk, right, log=log)


def _open_sent(request: HttpRequest, pk: UUID) -> Dispatch:
    letters = Letter.objects.visible_to(actor_in(request), "letters.send")
    rows = Dispatch.objects.standing().filter(letter__in=letters).select_related("letter__school", "letter__pupil")
    return open_one(request, rows, pk, "letters.send", log=False)


@guarded("letters.read")
def letters(request: HttpRequest) -> HttpResponse:
    """The letters of the school: drafts, to send, waiting for receipt, sent; by name of the child or the recipient."""
    actor = actor_in(request)
    asked = queries.Asked(request.GET.get("show", ""), request.GET.get("name", "").strip())
    rows = queries.listed(actor, asked)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "asked": asked, "counts": queries.counts(actor), "may_send": actor.may("letters.send")}
    return render(request, "letters/letters.html", shown)


@guarded("letters.read")
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One letter: its text, what can be done with it now, where it went, and its earlier versions."""
    actor, found = actor_in(request), _open(request, pk, "letters.read", log=True)
    shown = {
        "letter": found,
        "content": actions.text_of(found, actor.on),
        "versions": queries.versions_of(found),
        "unwritten": found.definition.unwritten(found.data, found.free),
        "sendings": queries.sendings_of(found),
        "lacking": not found.digest and paper.lacks_board_address(found),
        "missing": [] if found.digest else paper.lacking(found),
        "newer": queries.newer_version(found),
        "may_write": actor.may("letters.write"),
        "may_send": actor.may("letters.send"),
    }
    return render(request, "letters/letter.html", shown)


@guarded("letters.read")
def letter_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The paper itself: the kept bytes, or a draft marked as such."""
    found = _open(request, pk, "letters.read", log=True)
    return _file(actions.preview(found, actor_in(request).on), "application/pdf", f"brief-{found.version}.pdf")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file shown in its own frame of nothing: no script, no address of ours, never taken for another type."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Content-Security-Policy": INERT,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@guarded("letters.write")
def letter_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _open(request, pk, "letters.write")
    form = FreeForm(request.POST or None, letter=found)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.acts(actions.edit, actor_in(request), found, form.cleaned_data):
        messages.success(request, _("Kept. Look at the letter before you fix its text."))
        return redirect("letter", pk)
    return render(request, "letters/form.html", {"form": form, "letter": found, "step": "edit"}, status=_status(form))


@guarded("letters.write")
def letter_finalise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then fix the text: from then on the paper stays as it is."""
    found = _open(request, pk, "letters.write")
    if request.method == "POST" and _did(request, actions.finalise, found):
        messages.success(request, _("The text is fixed. Print the letter and note when it was sent."))
        return redirect("letter", pk)
    return render(request, "letters/confirm.html", {"letter": found, "step": "fix"})


@guarded("letters.write")
def letter_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _open(request, pk, "letters.write")
    if request.method == "POST" and _did(request, actions.discard, found):
        messages.success(request, _("The letter was thrown away."))
        return redirect("letters")
    return render(request, "letters/confirm.html", {"letter": found, "step": "discard"})


@require_POST
@guarded("letters.write")
def letter_revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version in the place of a fixed letter."""
    found = _open(request, pk, "letters.write")
    if _did(request, actions.revise, found):
        messages.success(request, _("This is the new version. The one before stays as it was."))
        return redirect("letter", queries.newer_version(found).pk)  # type: ignore[union-attr]  # made just now
    return redirect("letter", pk)


def _did(request: HttpRequest, act: object, found: Letter) -> bool:
    """Do an act that needs no form; a refusal becomes a message."""
    try:
        act(actor_in(request), found)  # type: ignore[operator]  # one of the actions
    except BadLetter as refused:
        for why in refused.errors.values():
            messages.error(request, why)
        return False
    return True


@guarded("letters.send")
def letter_dispatch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note how and when the letter left the school."""
    actor, found = actor_in(request), _open(request, pk, "letters.send")
    initial = {"sent_on": actor.on, "how": "registered" if found.definition.registered else "post"}
    form = DispatchForm(request.POST or None, letter=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        if form.acts(actions.dispatch, actor, found, facts.pop("how"), facts.pop("sent_on"), **facts):
            messages.success(request, _("Noted as sent."))
            return redirect("letter", pk)
    return render(request, "letters/form.html", {"form": form, "letter": found, "step": "send"}, status=_status(form))


@guarded("letters.send")
def letter_delivery(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Note what became of a sending: received, come back, or its proof."""
    if kind not in RECORD:
        raise Http404
    actor, sent = actor_in(request), _open_sent(request, pk)
    proof_asked = kind == DeliveryEvent.Kind.PROOF
    form = DeliveryForm(request.POST or None, request.FILES or None, proof_asked=proof_asked, initial={"on": actor.on})
    if request.method == "POST" and form.is_valid():
        more = {"note": form.cleaned_data["note"], "proof": form.proof_bytes}
        if form.acts(RECORD[DeliveryEvent.Kind(kind)], actor, sent, form.cleaned_data["on"], **more):
            messages.success(request, _("Noted."))
            return redirect("letter", sent.letter_id)
    context = {"form": form, "letter": sent.letter, "sent": sent, "step": kind}
    return render(request, "letters/form.html", context, status=_status(form))


@guarded("letters.send")
def dispatch_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back a record of sending that was made by mistake."""
    sent = _open_sent(request, pk)
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.acts(actions.withdraw_dispatch, actor_in(request), sent, form.cleaned_data["reason"]):
        messages.success(request, _("Taken back. The line and your reason stay in the history."))
        return redirect("letter", sent.letter_id)
    context = {"form": form, "letter": sent.letter, "sent": sent, "step": "withdraw"}
    return render(request, "letters/form.html", context, status=_status(form))


@guarded("letters.read")
def letter_proof(request: HttpRequest, pk: UUID) -> HttpResponse:
    letters_seen = Letter.objects.visible_to(actor_in(request))
    rows = DeliveryEvent.objects.filter(dispatch__letter__in=letters_seen).exclude(proof_type="")
    found = open_one(request, rows.select_related("dispatch__letter"), pk, "letters.read", log=False)
    actions.note_proof_read(actor_in(request), found)
    return _file(bytes(found.proof or b""), found.proof_type, f"bewijs.{found.proof_type.rpartition('/')[2]}")


@require_POST
@guarded("letters.send")
def letter_batch(request: HttpRequest) -> HttpResponse:
    """The chosen letters as one PDF, in the order of the list."""
    actor, chosen = actor_in(request), request.POST.getlist("letter")[:MOST_PRINTED]
    found = queries.chosen(actor, chosen)
    if not found:
        messages.error(request, _("Choose at least one letter whose text is fixed."))
        return redirect("letters")
    return _file(actions.batch_pdf(actor, found), "application/pdf", "brieven.pdf")


@guarded("school.manage")
def letterhead(request: HttpRequest, school: UUID) -> HttpResponse:
    """What stands above and below the school's letters."""
    actor = actor_in(request)
    found = open_one(request, queries.schools_managed(actor), school, "school.manage", log=False)
    instance = Letterhead.objects.filter(school=found).first() or Letterhead(board_id=found.board_id, school=found)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        actions.keep_letterhead(actor, form.instance)
        messages.success(request, _("Kept. The next letters look like this."))
        return redirect("letterhead", found.pk)
    return render(request, "letters/letterhead.html", {"form": form, "school": found}, status=_status(form))


@guarded("mandate.record")
def board_mandate(request: HttpRequest, school: UUID) -> HttpResponse:
    """The board records that the head of school signs letters in its name, or takes that back."""
    actor = actor_in(request)
    found = open_one(request, queries.schools_managed(actor, "mandate.record"), school, "mandate.record", log=False)
    instance = Letterhead.objects.filter(school=found).first() or Letterhead(board_id=found.board_id, school=found)
    form = MandateForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        actions.keep_letterhead(actor, form.instance)
        messages.success(request, _("Kept. The next letters are signed like this."))
        return redirect("board_mandate", found.pk)
    return render(request, "letters/mandate.html", {"form": form, "school": found}, status=_status(form))


def _status(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200
