"""What every answer passes on its way out."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

Handler = Callable[[HttpRequest], HttpResponse]
# What no page of ours uses, a script that got in cannot ask for either. Passkeys and the copy button are ours.
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
PERMISSIONS = ", ".join(f"{one}=()" for one in UNUSED)


def headers(get_response: Handler) -> Handler:
    """What a browser may use on any page of the house."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        return response

    return middleware


def page_of_an_act(get_response: Handler) -> Handler:
    """The page an act belongs to, where somebody opens the address that only takes its form (by hand, after a login).

    A program is told 405 as HTTP has it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        opened = request.method == "GET" and not request.path.startswith("/api/")
        if opened and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return redirect(page_above(request.path))
        return response

    return middleware


def page_above(path: str) -> str:
    """The nearest address above this one that exists."""
    while path != "/":
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        try:
            resolve(path)
        except Resolver404:
            continue
        break
    return path
