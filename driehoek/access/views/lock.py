"""The screen that covered itself: whoever sat still too long says again who it is (ACC-6)."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from driehoek.access.forms import UnlockForm
from driehoek.access.guards import actor_in, guarded
from driehoek.access.models import User
from driehoek.access.policy import ACKNOWLEDGE
from driehoek.access.reading import lock as lock_screen
from driehoek.access.reading import unlock as unlock_screen

TRIES = 5


@guarded(ACKNOWLEDGE)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Asked by the page itself when nobody touched it for a while."""
    lock_screen(request)
    return redirect("unlock")


@guarded(ACKNOWLEDGE)
def unlock(request: HttpRequest) -> HttpResponse:
    """Nothing of a file is on this page. Wrong five times in a row ends the session."""
    user = User.objects.get(pk=actor_in(request).account)
    form = UnlockForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        unlock_screen(request)
        request.session.pop("unlock_tries", None)
        return redirect("clb")
    if request.method == "POST":
        tries = request.session["unlock_tries"] = request.session.get("unlock_tries", 0) + 1
        if tries >= TRIES:
            logout(request)
            return redirect("account_login")
    return render(request, "access/unlock.html", {"form": form, "has_password": user.has_usable_password()})
