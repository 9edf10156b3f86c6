"""A page answers to GET, HEAD and POST alone: another method would show it without a line in the journal (ACC-11)."""

import pytest
from django.urls import URLResolver, get_resolver

from driehoek.journal.models import Line
from driehoek.people.models import Guardianship


def guarded_pages(patterns, before=""):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from guarded_pages(one.url_patterns, before + str(one.pattern))
        elif hasattr(one.callback, "right") and not one.pattern.converters and not before:
            yield f"/{one.pattern}"


@pytest.mark.parametrize("method", ["options", "put", "delete", "trace", "patch"])
def test_no_guarded_page_answers_to_another_method(cast, client, method) -> None:
    client.force_login(cast.rita)
    pages = sorted(set(guarded_pages(get_resolver().url_patterns)))
    assert len(pages) > 20
    assert {page: getattr(client, method)(page).status_code for page in pages} == dict.fromkeys(pages, 405)


def test_the_form_of_an_adult_is_a_look_into_the_file(cast, client) -> None:
    tie = Guardianship.objects.get(pupil=cast.adam)
    client.force_login(cast.rita)
    client.get(f"/guardians/{tie.pk}/")
    assert Line.objects.get(subject_id=tie.pk).pupil_id == cast.adam.pk
