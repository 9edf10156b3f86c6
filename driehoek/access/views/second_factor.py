"""One more step: the second factor of staff, on one page, and the codes for whoever loses it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from driehoek.access import second_factor as factor
from driehoek.access.factor_forms import CodeForm, PasskeyForm
from driehoek.access.guards import own
from driehoek.access.models import User

OWN = "sets up and shows the reader's own second factor"


@own(OWN)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why, a passkey, or a code of an app. The first factor only: after that the account's own pages change it."""
    if not factor.is_pending(request):
        return redirect("second_factor_codes" if factor.CODES_TO_SHOW in request.session else "home")
    form = CodeForm(request.POST or None, user=_user(request))
    if request.method == "POST" and form.is_valid():
        factor.add_authenticator_app(request, _user(request))
        return redirect("second_factor_codes")
    return _page(request, form)


@own(OWN)
@require_POST
def second_factor_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser made of the question the page put to it."""
    if not factor.is_pending(request):
        return redirect("home")
    form = PasskeyForm(request.POST, user=_user(request))
    if form.is_valid():
        factor.add_passkey(request, _user(request), form.cleaned_data["name"], form.cleaned_data["credential"])
        return redirect("second_factor_codes")
    return _page(request, CodeForm(None, user=_user(request)), passkey_failed=True)


def _page(request: HttpRequest, form: CodeForm, *, passkey_failed: bool = False) -> HttpResponse:
    user = _user(request)
    passkey = factor.passkey_options(user) if factor.passkeys_work_here(request) else None
    shown = {"form": form, "app": factor.authenticator_app(user), "passkey": passkey, "passkey_failed": passkey_failed}
    return render(
        request,
        "access/second_factor.html",
        shown | {"pending": True, "navigation": None},
        status=422 if form.errors or passkey_failed else 200,
    )


@own(OWN)
def second_factor_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, once, right after the factor was made: to print or to keep as a file."""
    if factor.CODES_TO_SHOW not in request.session:
        return redirect("home")
    if request.method == "POST":
        del request.session[factor.CODES_TO_SHOW]
        return redirect("home")
    codes = factor.codes_of(_user(request))
    if request.GET.get("format") == "txt":
        attached = {"Content-Disposition": 'attachment; filename="driehoek.txt"'}
        return HttpResponse("\n".join(codes) + "\n", content_type="text/plain; charset=utf-8", headers=attached)
    response = render(request, "access/second_factor_codes.html", {"codes": codes, "navigation": None})
    response["Cache-Control"] = "no-store"
    return response


def _user(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]  # a page for whoever is logged in
    return user
