"""The pages of the law: every rule of the lawbook in plain words, open to anybody (ALL-2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from driehoek.access.guards import public
from lawbook import catalogue, page


@public("the law is public; nothing about a person is on it")
def rules(request: HttpRequest) -> HttpResponse:
    lang = get_language()
    found = [{"rule": rule.id, "name": page.title(rule, lang)} for rule in catalogue.rules()]
    return render(request, "web/rules.html", {"rules": found})
