"""The protocol that groups sign, and the sheets of advice (SAF-10)."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from driehoek.safety import advice
from driehoek.safety.models import GroupProtocol, ProtocolSignature


def text_of(answer) -> str:
    assert answer.headers["Content-Type"] == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def signs(client, group, pupils, **more):
    given = {"on": "2026-11-20", "pupils": [str(one.pk) for one in pupils], "own_rules": "Wij delen de bal.", **more}
    return client.post(reverse("bullying_protocol", args=[group.pk]), given)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)


def test_a_group_signs_once_and_who_did_not_stays_on_the_list(cast, client):
    client.force_login(cast.fenna)
    assert "nog niemand" in client.get(reverse("bullying_protocols")).text
    assert signs(client, cast.groep_5, [cast.daan], teacher="on").status_code == 302
    page = client.get(reverse("bullying_protocols")).text
    assert "1 van 2" in page
    assert "Mila Bakker" in page
    signs(client, cast.groep_5, [cast.daan, cast.mila], on="2026-11-23", teacher="on")
    assert [one.signed_on.isoformat() for one in ProtocolSignature.objects.order_by("signed_on")] == [
        "2026-11-20",
        "2026-11-23",
    ]
    assert GroupProtocol.objects.get().teacher_signed_on.isoformat() == "2026-11-20"
    assert "iedereen tekende" in client.get(reverse("bullying_protocols")).text


def test_only_children_of_the_group_sign_and_no_day_to_come(cast, client):
    client.force_login(cast.fenna)
    assert signs(client, cast.groep_5, [cast.adam]).status_code == 422
    assert signs(client, cast.groep_5, [cast.daan], on="2027-01-01").status_code == 422
    assert not ProtocolSignature.objects.exists()


def test_the_paper_to_sign_has_the_rules_those_of_the_group_and_a_line_for_every_child(cast, client):
    client.force_login(cast.fenna)
    signs(client, cast.groep_5, [])
    told = text_of(client.get(reverse("bullying_protocol_pdf", args=[cast.groep_5.pk])))
    for word in ("Wij luisteren naar elkaar", "Wij delen de bal", "Daan de Wit", "Mila Bakker", "Leerkracht"):
        assert word in told


def test_another_group_or_school_is_not_there(cast, client):
    for user, group in ((cast.kathleen, cast.class_4b), (cast.mallory, cast.groep_5), (cast.rita, cast.groep_5)):
        client.force_login(user)
        for name in ("bullying_protocol", "bullying_protocol_pdf"):
            assert client.get(reverse(name, args=[group.pk])).status_code == 404
    client.force_login(cast.petra)
    assert client.get(reverse("bullying_protocols")).status_code == 404


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("slug", advice.SHEETS)
def test_every_sheet_is_a_page_and_a_paper_in_both_languages(cast, client, slug, lang):
    client.force_login(cast.fenna)
    client.post(reverse("language"), {"language": lang, "next": "/safety/"})
    with override(lang):
        one = advice.sheet(slug)
    assert one.do
    assert one.avoid
    told = text_of(client.get(reverse("bullying_sheet_pdf", args=[slug])))
    assert client.get(reverse("bullying_sheet", args=[slug])).status_code == 200
    assert one.title.split()[0] in told


def test_there_is_no_sheet_of_another_name(cast, client):
    client.force_login(cast.fenna)
    for name in ("bullying_sheet", "bullying_sheet_pdf"):
        for slug in ("rules", "nonsense"):
            assert client.get(reverse(name, args=[slug])).status_code == 404


def test_the_sheets_have_the_same_slugs_and_parts_in_both_languages():
    for row in advice.KEPT.values():
        assert set(row) == {"nl", "en"}
        assert {name: len(value) if isinstance(value, list) else 1 for name, value in row["nl"].items()} == {
            name: len(value) if isinstance(value, list) else 1 for name, value in row["en"].items()
        }


def test_the_form_of_a_signal_starts_with_today(cast, client):
    client.force_login(cast.fenna)
    assert 'value="2026-11-23"' in client.get(reverse("signal_new", args=[cast.daan.pk])).text
