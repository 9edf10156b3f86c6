"""No list and no form of a list escapes the journal: tried from the definitions, so that a new one is among them."""

import pytest
from django.urls import reverse

from driehoek.journal.models import Line
from driehoek.lists import views
from driehoek.lists.definitions import LISTINGS

FORMS = ("", *views.FILES, "a-form-that-does-not-exist")
RIGHTS = ("rita", "sam", "kathleen")


@pytest.mark.parametrize("way", FORMS)
@pytest.mark.parametrize("slug", [*LISTINGS, "substitute"])
def test_every_list_in_every_form_leaves_a_line_that_names_it(cast, client, time_machine, slug, way) -> None:
    time_machine.move_to("2026-11-23T08:20:00+01:00", tick=False)
    opened = 0
    for who in RIGHTS:
        client.force_login(getattr(cast, who))
        sheet = slug == "substitute"
        address = reverse("substitute_sheet", args=[cast.class_3a.pk]) if sheet else reverse("listing", args=[slug])
        before = Line.objects.count()
        answer = client.get(address, {"as": way, "over": str(cast.class_3a.pk)})
        if answer.status_code == 404:
            continue
        opened += 1
        lines = list(Line.objects.order_by("-number")[: Line.objects.count() - before])
        act = "list.exported" if way in views.FILES and not sheet else "list.read"
        assert [line.kind for line in lines if line.act == act] == [f"lists.{slug}"], (who, slug, way)
    assert opened, slug
