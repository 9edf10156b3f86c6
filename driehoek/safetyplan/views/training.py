"""Certificates, talks and starting teachers (SAF-20)."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.models import User
from driehoek.journal import actions as journal
from driehoek.pupils.forms.others import AttachmentForm
from driehoek.pupils.views.stored import served
from driehoek.safetyplan.actions import training as actions
from driehoek.safetyplan.certificates import certificate_kinds
from driehoek.safetyplan.forms.training import CertificateForm, WhyForm
from driehoek.safetyplan.models.training import Certificate, CertificateScan, Start, Talk
from driehoek.safetyplan.queries import training as queries
from driehoek.safetyplan.queries.staff import staff_of
from driehoek.schools.models import School
from driehoek.web.queries import country_of, schools_of

MANAGE, APPRAISE, READ = queries.MANAGE, queries.APPRAISE, "incident.report"


@guarded(MANAGE)
def trainings(request: HttpRequest) -> HttpResponse:
    """Who learned what, what expires soon, and the starting teachers."""
    actor, kind = actor_in(request), request.GET.get("kind", "")
    kind = kind if kind in Certificate.Kind.values else ""
    context = {
        "people": queries.people(actor, kind=kind),
        "expiring": queries.expiring(actor),
        "kind": kind,
        "on": actor.on,
        "kinds": certificate_kinds(country_of(schools_of(actor))),
        "starts": [one for one in queries.starts(actor) if one.closed_on is None],
        "may_appraise": actor.may(APPRAISE),
    }
    return render(request, "safetyplan/trainings.html", context)


def _person(request: HttpRequest, pk: UUID) -> tuple[User, School]:
    """A member of staff of a school whose training this person keeps, and that school."""
    actor = actor_in(request)
    schools = actor.reach(MANAGE).schools
    user = open_one(request, staff_of(actor, schools), pk, MANAGE, log=False)
    found = School.objects.filter(pk__in=schools, appointments__user=user).order_by("name")
    return user, next(one for one in found if staff_of(actor, [one.pk]).filter(pk=pk).exists())


@guarded(MANAGE)
def member(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One member of staff: certificates, the talks by their days, the support at the start."""
    actor = actor_in(request)
    user, school = _person(request, pk)
    certificates = Certificate.objects.visible_to(actor, MANAGE).filter(person=user).prefetch_related("scans")
    context = {
        "user": user,
        "certificates": certificates,
        "on": actor.on,
        "due": queries.talks_due(school, user, actor.on),
        "talks": Talk.objects.visible_to(actor, MANAGE).filter(person=user, withdrawn_at=None),
        "starts": Start.objects.visible_to(actor, MANAGE).filter(person=user),
        "may_appraise": actor.may(APPRAISE),
    }
    return render(request, "safetyplan/staff_member.html", context)


@guarded(READ)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own certificates and talks, and the starting teachers one coaches."""
    actor = actor_in(request)
    own = Certificate.objects.filter(person=actor.user_id, withdrawn_at=None).prefetch_related("scans")
    context = {
        "certificates": own,
        "starts": queries.starts_with(actor),
        "on": actor.on,
        "talks": Talk.objects.filter(person=actor.user_id, withdrawn_at=None),
    }
    return render(request, "safetyplan/my_training.html", context)


@guarded(MANAGE)
def certificate_new(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    form = CertificateForm(
        request.POST or None,
        actor=actor,
        schools=actor.reach(MANAGE).schools,
        initial={"person": request.GET.get("person"), "kind": request.GET.get("kind")},
    )
    if request.POST and form.is_valid():
        made = actions.add_certificate(actor, form.instance)
        messages.success(request, _("The certificate is recorded. Add the scan of it here."))
        return redirect("staff_member", made.person_id)
    context = {"form": form, "title": _("Record a certificate"), "back": "trainings"}
    return render(request, "safetyplan/training_part.html", context)


def _certificate(request: HttpRequest, pk: UUID) -> Certificate:
    actor = actor_in(request)
    rows = Certificate.objects.filter(school__in=actor.reach(MANAGE).schools).select_related("school", "person")
    return open_one(request, rows, pk, MANAGE, log=False)


@guarded(MANAGE)
def certificate_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    one, form = _certificate(request, pk), WhyForm(request.POST or None)
    if request.POST and form.is_valid():
        actions.withdraw_certificate(actor_in(request), one, form.cleaned_data["why"])
        messages.success(request, _("Taken back. It stays in the history."))
        return redirect("staff_member", one.person_id)
    context = {"form": form, "title": _("Take back a certificate"), "back": "trainings", "about": one}
    return render(request, "safetyplan/training_part.html", context)


@require_POST
@guarded(MANAGE)
def certificate_restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _certificate(request, pk)
    actions.restore_certificate(actor_in(request), one)
    messages.success(request, _("The certificate counts again."))
    return redirect("staff_member", one.person_id)


@guarded(MANAGE)
def certificate_scan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _certificate(request, pk)
    form = AttachmentForm(request.POST, request.FILES) if request.method == "POST" else AttachmentForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        actions.add_scan(actor_in(request), one, upload, upload.name, form.content_type)
        messages.success(request, _("Attached."))
        return redirect("staff_member", one.person_id)
    context = {"form": form, "title": _("Add the scan"), "back": "trainings", "about": one}
    return render(request, "safetyplan/training_part.html", context)


@guarded(READ)  # type: ignore[arg-type]  # guards speak of HttpResponse; a file is streamed
def certificate_scan(request: HttpRequest, pk: UUID) -> FileResponse:
    actor = actor_in(request)
    rows = CertificateScan.objects.filter(certificate__in=Certificate.objects.visible_to(actor, MANAGE))
    one = open_one(request, rows.select_related("certificate"), pk, READ, log=False)
    journal.opened(actor, "file.download", one.certificate)
    return served(one)
