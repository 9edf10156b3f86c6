"""Attachments: told by their bytes, kept where no address reaches, served so that nothing in them runs."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.journal.models import Line
from driehoek.pupils import contents
from driehoek.pupils.models import Attachment

from .story import EXE, PDF, PNG, SVG, consent, document, note

DOCX = {"[Content_Types]_xml": "<Types/>", "word__document_xml": "<w/>"}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def attach(client, entry, name: str, content: bytes):
    sent = {"file": SimpleUploadedFile(name, content)}
    return client.post(reverse("attachment_add", args=[entry.pk]), sent)


def fetch(client, held: Attachment, query: str = ""):
    answer = client.get(reverse("attachment", args=[held.pk]) + query)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def test_a_pdf_is_attached_and_comes_back_as_it_was(cast, client, kept) -> None:
    entry = note(cast.kathleen, cast.adam)
    client.force_login(cast.kathleen)
    assert attach(client, entry, "verslag.pdf", PDF).status_code == 302
    held = Attachment.objects.get()
    answer = client.get(reverse("attachment", args=[held.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="verslag.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Line.objects.filter(act="file.download", pupil_id=cast.adam.pk).count() == 1


def test_bytes_lie_under_a_random_name_that_only_the_house_reads(cast, client, kept) -> None:
    client.force_login(cast.kathleen)
    attach(client, note(cast.kathleen, cast.adam), "Adam Nowak.pdf", PDF)
    (path,) = [path for path in kept.rglob("*") if path.is_file()]
    assert "Adam" not in str(path.relative_to(kept))
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("verslag.pdf", EXE),
        ("foto.png", SVG),
        ("foto.svg", SVG),
        ("brief.pdf", b"<html><script>alert(1)</script>"),
        ("brief.docx", PDF),
        ("foto.jpg", PNG),
        ("leeg.pdf", b"hello"),
        ("brief.docx", document(word__vbaProject_bin="x")),
        ("zip.docx", document(readme_txt="x")),
        ("kapot.docx", b"PK\x03\x04 is geen zip"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_a_sentence(cast, client, kept, name, content) -> None:
    client.force_login(cast.kathleen)
    answer = attach(client, note(cast.kathleen, cast.adam), name, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Attachment.objects.exists()
    assert not [path for path in kept.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.png", PNG),
        ("brief.docx", document(**DOCX)),
        ("brief.odt", document(mimetype="application/vnd.oasis.opendocument.text")),
    ],
)
def test_images_and_documents_are_accepted(cast, client, name, content) -> None:
    client.force_login(cast.kathleen)
    assert attach(client, note(cast.kathleen, cast.adam), name, content).status_code == 302


def test_a_file_that_is_too_large_is_refused(cast, client, settings) -> None:
    settings.ATTACHMENT_MAX_BYTES = 10
    client.force_login(cast.kathleen)
    assert attach(client, note(cast.kathleen, cast.adam), "groot.pdf", PDF).context["form"].errors["file"]


def test_an_image_may_be_looked_at_and_a_pdf_is_always_saved(cast, client) -> None:
    client.force_login(cast.kathleen)
    entry = note(cast.kathleen, cast.adam)
    attach(client, entry, "foto.png", PNG)
    attach(client, entry, "verslag.pdf", PDF)
    shown = {
        held.name: fetch(client, held, "?show").headers["Content-Disposition"] for held in Attachment.objects.all()
    }
    assert shown == {"foto.png": 'inline; filename="foto.png"', "verslag.pdf": 'attachment; filename="verslag.pdf"'}


def test_tom_and_clara_cannot_download_it(cast, client) -> None:
    client.force_login(cast.kathleen)
    attach(client, note(cast.kathleen, cast.adam), "verslag.pdf", PDF)
    address = reverse("attachment", args=[Attachment.objects.get().pk])
    for who in (cast.tom, cast.clara, cast.dirk):
        client.force_login(who)
        assert client.get(address).status_code == 404


def test_an_attachment_is_as_closed_as_its_entry(cast, client) -> None:
    consent(cast.zoe, cast.adam)
    client.force_login(cast.zoe)
    attach(client, note(cast.zoe, cast.adam, "health"), "attest.pdf", PDF)
    assert fetch(client, Attachment.objects.get()).status_code == 200
    client.force_login(cast.rita)
    assert fetch(client, Attachment.objects.get()).status_code == 404


def test_a_removed_attachment_takes_its_bytes_along(cast, client, kept, django_capture_on_commit_callbacks) -> None:
    client.force_login(cast.kathleen)
    attach(client, note(cast.kathleen, cast.adam), "verslag.pdf", PDF)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("attachment_remove", args=[Attachment.objects.get().pk]))
    assert not Attachment.objects.exists()
    assert not [path for path in kept.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["foto.heic", "foto.jpg", "verslag.pdf"])
def test_a_photo_of_an_iphone_is_refused_with_what_to_choose_there(name: str) -> None:
    """Whatever it is called, and wherever it is attached: a file, an incident, a case, an absence."""
    with pytest.raises(contents.Refused, match="HEIC"):
        contents.content_type_of(BytesIO(b"\0\0\0\x18ftypheic" + b"\0" * 60), name)
