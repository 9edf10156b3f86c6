"""The pages of letters: Rita writes and fixes, Sam sends and keeps the proof, others see nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.letters import actions
from driehoek.letters.models import DeliveryEvent, Dispatch, Letter, Letterhead
from driehoek.letters.recipients import Recipient
from tests.cast import LEIE

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.fixture
def draft(cast) -> Letter:
    return actions.draft(
        actor_of(cast.rita),
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        kind="be.order_measure",
        recipients=[Recipient("Dirk Nowak", "Molenstraat 12, 9000 Gent")],
        origin="case:1",
        data={"happened_on": date(2026, 11, 20), "measure": "een strafwerk"},
    )[0]


@pytest.fixture
def final(cast, draft) -> Letter:
    rita = actor_of(cast.rita)
    actions.edit(rita, draft, {"reasons": "De les werd gestoord."})
    return actions.finalise(rita, draft)


def test_rita_writes_the_reasons_fixes_the_text_and_sam_sends_it(cast, client, draft) -> None:
    client.force_login(cast.rita)
    page = client.get(reverse("letter", args=[draft.pk]))
    assert "Nog te schrijven" in page.content.decode()
    client.post(reverse("letter_edit", args=[draft.pk]), {"reasons": "De les <b>werd</b> gestoord."})
    assert "De les &lt;b&gt;werd&lt;/b&gt; gestoord." in client.get(reverse("letter", args=[draft.pk])).content.decode()
    assert client.get(reverse("letter_finalise", args=[draft.pk])).status_code == 200
    client.post(reverse("letter_finalise", args=[draft.pk]))
    client.force_login(cast.sam)
    today = actor_of(cast.sam).on.isoformat()
    client.post(reverse("letter_dispatch", args=[draft.pk]), {"how": "post", "sent_on": today})
    with within(LEIE):
        assert Letter.objects.get().state == "sent"
        assert Dispatch.objects.get().how == "post"


def test_the_paper_opens_in_a_frame_of_nothing_and_reading_it_is_journalled(cast, client, final) -> None:
    client.force_login(cast.sam)
    answer = client.get(reverse("letter_pdf", args=[final.pk]))
    assert answer.content == bytes(final.pdf)
    assert answer.headers["Content-Disposition"] == 'inline; filename="brief-1.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with within(LEIE):
        line = Line.objects.get(act="letters.read", subject_id=final.pk)
        assert line.actor_id == cast.sam.pk
        assert line.pupil_id == cast.adam.pk


def test_sam_sees_and_sends_but_does_not_write(cast, client, draft) -> None:
    client.force_login(cast.sam)
    assert client.get(reverse("letter", args=[draft.pk])).status_code == 200
    for name in ("letter_edit", "letter_finalise", "letter_discard", "letter_revise"):
        assert client.post(reverse(name, args=[draft.pk]), {"reasons": "x"}).status_code == 404


def test_others_find_no_letter(cast, client, final) -> None:
    for user in (cast.mallory, cast.kathleen, cast.clara, cast.dirk, cast.oona, cast.bas):
        client.force_login(user)
        for name in ("letter", "letter_pdf", "letter_dispatch", "letter_edit"):
            assert client.get(reverse(name, args=[final.pk])).status_code in {302, 404}
        assert "ordemaatregel" not in client.get(reverse("letters")).content.decode()


def test_a_letter_about_staff_is_for_the_direction_alone(cast, client) -> None:
    bas = actor_of(cast.bas)
    made = actions.draft(
        bas,
        board_id=cast.beuk.board_id,
        school=cast.beuk,
        pupil=None,
        kind="nl.staff_warning",
        origin="case:2",
        recipients=[Recipient("Fenna Visser")],
        data={"heard_on": "2026-11-20", "happened_on": "2026-11-18"},
    )[0]
    assert Letter.objects.visible_to(bas).filter(pk=made.pk).exists()
    zoe_like = actor_of(cast.zoe)
    assert not Letter.objects.visible_to(zoe_like).filter(pk=made.pk).exists()
    assert not zoe_like.may("letters.personnel")


def test_a_refused_sending_names_the_field_and_keeps_what_was_typed(cast, client, final) -> None:
    client.force_login(cast.sam)
    answer = client.post(
        reverse("letter_dispatch", args=[final.pk]), {"how": "post", "sent_on": "2099-01-01", "tracking": "RR 5"}
    )
    assert answer.status_code == 422
    assert "sent_on" in answer.context["form"].errors
    assert "RR 5" in answer.content.decode()


def test_sam_keeps_the_proof_and_it_opens_again(cast, client, final) -> None:
    client.force_login(cast.sam)
    with within(LEIE):
        sam = actor_of(cast.sam)
        sent = actions.dispatch(sam, final, "post", sam.on)
    wrong = SimpleUploadedFile("bewijs.png", b"<script>alert(1)</script>")
    address = reverse("letter_delivery", args=[sent.pk, "proof"])
    assert client.post(address, {"on": sam.on.isoformat(), "proof": wrong}).status_code == 422
    right = SimpleUploadedFile("bewijs.exe", PIXEL)
    assert client.post(address, {"on": sam.on.isoformat(), "proof": right}).status_code == 302
    with within(LEIE):
        event = DeliveryEvent.objects.get()
    answer = client.get(reverse("letter_proof", args=[event.pk]))
    assert answer.content == PIXEL
    assert answer.headers["Content-Type"] == "image/png"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_what_became_of_a_sending_is_noted_in_order(cast, client, final) -> None:
    client.force_login(cast.sam)
    with within(LEIE):
        sam = actor_of(cast.sam)
        sent = actions.dispatch(sam, final, "post", sam.on)
    client.post(reverse("letter_delivery", args=[sent.pk, "returned"]), {"on": sam.on.isoformat(), "note": "verhuisd"})
    answer = client.post(reverse("letter_delivery", args=[sent.pk, "received"]), {"on": sam.on.isoformat()})
    assert answer.status_code == 422
    page = client.get(reverse("letter", args=[final.pk])).content.decode()
    assert "verhuisd" in page
    assert client.get(reverse("letter_delivery", args=[sent.pk, "eaten"])).status_code == 404
    client.post(reverse("dispatch_withdraw", args=[sent.pk]), {"reason": "vergissing"})
    with within(LEIE):
        assert Letter.objects.get().state == "final"


def test_the_chosen_letters_are_printed_and_drafts_are_left_out(cast, client, final) -> None:
    client.force_login(cast.sam)
    answer = client.post(reverse("letter_batch"), {"letter": [str(final.pk), "no-id"]})
    assert answer.content.startswith(b"%PDF")
    with within(LEIE):
        new = actions.revise(actor_of(cast.rita), final)
    assert client.post(reverse("letter_batch"), {"letter": [str(new.pk)]}).status_code == 302
    assert client.get(reverse("letter_batch")).status_code == 302  # to its page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 1),
        ("?show=final", 1),
        ("?show=draft", 0),
        ("?show=waiting", 0),
        ("?name=nowak", 1),
        ("?name=Zed", 0),
        ("?show=%27", 1),
    ],
)
def test_the_list_shows_what_was_asked_for(cast, client, final, asked, found) -> None:
    client.force_login(cast.sam)
    page = client.get(reverse("letters") + asked)
    assert len(page.context["page"].object_list) == found


def test_the_list_asks_the_same_number_of_questions_for_any_number_of_letters(
    cast, client, final, django_assert_max_num_queries
) -> None:
    client.force_login(cast.sam)
    with within(LEIE):
        rita = actor_of(cast.rita)
        for _number in range(5):
            new = actions.draft(
                rita,
                board_id=LEIE,
                school=cast.lindeboom,
                pupil=cast.noor,
                kind="be.order_measure",
                origin="x",
                recipients=[Recipient("N")],
                data={"happened_on": "2026-11-20", "measure": "x"},
                free={"reasons": "y"},
            )[0]
            actions.dispatch(rita, actions.finalise(rita, new), "post", rita.on)
    client.get(reverse("letters"))
    with django_assert_max_num_queries(16):
        client.get(reverse("letters"))


def test_the_letterhead_stands_on_the_next_letter_and_not_on_a_fixed_one(cast, client, final) -> None:
    client.force_login(cast.rita)
    logo = SimpleUploadedFile("logo.svg", PIXEL)
    client.post(
        reverse("letterhead", args=[cast.lindeboom.pk]),
        {"address": "Kerkstraat 1, 9000 Gent", "place": "Gent", "legal": "ond.nr. 0123.456.789", "picture": logo},
    )
    with within(LEIE):
        assert Letterhead.objects.get().logo_type == "png"
        new = actions.revise(actor_of(cast.rita), final)
        fixed = actions.finalise(actor_of(cast.rita), new)
        assert fixed.content["head"]["legal"] == "ond.nr. 0123.456.789"
        assert fixed.content["date"].startswith("Gent, ")
        assert fixed.content["head"]["logo"].startswith("<svg")
        assert "legal" in final.content["head"]
        assert Letter.objects.get(pk=final.pk).content["head"]["place"] == ""


def test_a_letter_with_an_appeal_asks_for_the_boards_address(cast, client) -> None:
    """Decree of 25 February 1997, art. 33: the decision says where to appeal."""
    with within(LEIE):
        made = actions.draft(
            actor_of(cast.rita),
            board_id=LEIE,
            school=cast.lindeboom,
            pupil=cast.adam,
            origin="case:1",
            kind="be.exclusion_definitive",
            recipients=[Recipient("Dirk Nowak")],
            data={
                "heard_on": "2026-11-16",
                "council_on": "2026-11-09",
                "effective_on": "2026-12-20",
                "care": "school",
                "sent_on": "2026-11-20",
                "deemed_received": "2026-11-25",
                "appeal_due": "2026-12-02",
            },
        )[0]
    client.force_login(cast.rita)
    assert "naar het bestuur moet schrijven" in client.get(reverse("letter", args=[made.pk])).content.decode()
    client.post(reverse("letterhead", args=[cast.lindeboom.pk]), {"board_address": "Parklaan 3, 3630 Maasmechelen"})
    page = client.get(reverse("letter", args=[made.pk])).content.decode()
    assert "naar het bestuur moet schrijven" not in page
    assert "Parklaan 3, 3630 Maasmechelen" in page


def test_a_logo_that_is_a_drawing_or_no_picture_is_refused(cast, client) -> None:
    client.force_login(cast.rita)
    address = reverse("letterhead", args=[cast.lindeboom.pk])
    for content in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"x" * 400_000):
        answer = client.post(address, {"picture": SimpleUploadedFile("logo.png", content)})
        assert "picture" in answer.context["form"].errors


def test_only_who_keeps_the_schools_settings_changes_the_letterhead(cast, client) -> None:
    for user in (cast.sam, cast.mallory):
        client.force_login(user)
        assert client.get(reverse("letterhead", args=[cast.lindeboom.pk])).status_code == 404
