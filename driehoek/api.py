"""The root of the REST API. An app adds its own router here: `api.add_router("/roster", roster, auth=token)`."""

import json
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from driehoek.access.guards import public
from driehoek.exchange.api import attendance, duties, roster
from driehoek.web.api import law, refuse

DESCRIPTION = """Facts in, duties out. The part on the law needs no account and keeps nothing. Whatever is refused has
a `code` for programs, a `message` for people, and names the `fact` that is wrong."""


class Operation(NamedTuple):
    """One operation as the documentation shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[dict[str, Any]]
    body: str
    responses: list[tuple[str, str, str]]


class PlainDocs(DocsBase):
    """The documentation as a page of ours: Swagger and Redoc need inline scripts, which our content policy forbids."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **_kwargs: object) -> HttpResponse:
        schema = api.get_openapi_schema()
        shown = {"operations": operations(schema), "about": schema["info"], "schemas": schemas(schema)}
        return render(request, "web/api.html", {**shown, "base": request.build_absolute_uri("/")[:-1]})


def operations(schema: dict[str, Any]) -> list[Operation]:
    """Every operation of an OpenAPI document."""
    return [
        Operation(
            method=method.upper(),
            path=path,
            summary=one.get("summary", ""),
            description=one.get("description", ""),
            parameters=one.get("parameters", []),
            body=_dumped(one["requestBody"]["content"]) if "requestBody" in one else "",
            responses=[
                (str(status), answer.get("description", ""), _dumped(answer.get("content", {})))
                for status, answer in one["responses"].items()
            ],
        )
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
    ]


def schemas(schema: dict[str, Any]) -> list[tuple[str, str]]:
    """The named shapes of an OpenAPI document."""
    return [(name, _dumped(shape)) for name, shape in schema["components"]["schemas"].items()]


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) if value else ""


api = NinjaAPI(
    title="Driehoek", version="1", description=DESCRIPTION, urls_namespace="api", docs=PlainDocs(), docs_url="/"
)
api.add_router("/law", law)
api.add_router("/roster", roster)
api.add_router("/attendance", attendance)
api.add_router("/duties", duties)
refuse(api)


def addresses() -> tuple[list[Any], str, str]:
    """The addresses for `urls.py`. They have no session to log in with: what is not public names its own token.

    A house test holds that every operation outside `/law` asks for one.
    """
    patterns, app, namespace = api.urls
    opened = public("the API: an operation that is about people asks for a token by itself")
    for pattern in patterns:
        if pattern.callback:
            opened(pattern.callback)
    return patterns, app, namespace
