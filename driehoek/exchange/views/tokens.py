"""A person's own tokens for the API: make (shown once), list, revoke."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded
from driehoek.access.models import ApiToken, User
from driehoek.exchange.forms import TokenForm
from driehoek.exchange.tokens import create, revoke, with_scopes


@guarded("attendance.record")
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of whoever looks, and a form for a new one; its secret is on this one answer and nowhere else."""
    user, secret = request.user, None
    rows = ApiToken.objects.filter(user=user.pk).order_by("-created_at")
    working = rows.filter(revoked_at=None, ends_on__gte=actor_in(request).on).values_list("name", flat=True)
    form = TokenForm(request.POST or None, names=working)
    if request.method == "POST" and isinstance(user, User) and form.is_valid():
        asked = form.cleaned_data
        _token, secret = create(actor_in(request), user, asked["name"], asked["scopes"], asked["ends_on"])
        form = TokenForm()
    context = {"form": form, "secret": secret, "tokens": with_scopes(rows), "today": actor_in(request).on}
    answer = render(request, "exchange/tokens.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@guarded("attendance.record")
def revoke_token(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one of one's own tokens."""
    token = ApiToken.objects.filter(user=request.user.pk, pk=pk).first()
    if token is None:
        raise Http404
    revoke(actor_in(request), token)
    messages.success(request, _("The token was revoked. Programs that use it are refused from now on."))
    return redirect("tokens")
