"""The photo of a child: only with the parents' consent, for its own staff, and with nothing in it but the picture."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.pupils.actions import photos, rights
from driehoek.pupils.models import Consent, Photo
from tests.cast import BOARDS, MONDAY

from .pictures import picture
from .story import EXE, PDF, SVG, consent

PEOPLE = ("rita", "sam", "zoe", "kathleen", "tom", "clara", "dirk", "petra", "mallory", "oona", "bas", "fenna")
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 60


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def send(client, child, content: bytes, name: str = "Adam Nowak.jpg"):
    return client.post(reverse("pupil_photo", args=[child.pk]), {"file": SimpleUploadedFile(name, content)})


def with_photo(cast) -> Photo:
    consent(cast.zoe, cast.adam, "photo", MONDAY)
    return photos.put(actor_of(cast.sam), cast.adam, picture())


def seen(client, photo: Photo) -> int:
    answer = client.get(reverse("photo", args=[photo.pk]))
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def test_without_consent_no_photo_is_kept_and_the_page_says_why(cast, client, kept) -> None:
    client.force_login(cast.sam)
    assert "geen toestemming voor een foto" in send(client, cast.adam, picture()).content.decode()
    assert not Photo.objects.exists()
    assert not files(kept)


def test_a_photo_stands_in_the_file_on_the_list_and_on_the_sheet_and_elsewhere_are_initials(cast, client, kept) -> None:
    consent(cast.zoe, cast.adam, "photo", MONDAY)
    client.force_login(cast.sam)
    assert send(client, cast.adam, picture()).status_code == 302
    way = reverse("photo", args=[Photo.objects.get().pk])
    client.force_login(cast.kathleen)
    for page in (
        reverse("pupil", args=[cast.adam.pk]),
        f"/lists/class/?over={cast.class_3a.pk}",
        f"/classes/{cast.class_3a.pk}/substitute/",
    ):
        assert way in client.get(page).content.decode(), page
    assert ">NV</span>" in client.get(f"/lists/class/?over={cast.class_3a.pk}").content.decode()
    (path,) = files(kept)
    assert "Adam" not in str(path.relative_to(kept))
    assert path.stat().st_mode & 0o077 == 0
    assert Line.objects.filter(act="photo.add", pupil_id=cast.adam.pk).count() == 1


def test_consent_taken_back_answers_404_and_the_bytes_are_gone(
    cast, client, kept, django_capture_on_commit_callbacks
) -> None:
    photo = with_photo(cast)
    client.force_login(cast.zoe)
    assert seen(client, photo) == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("consent_withdraw", args=[Consent.objects.get().pk]))
    assert seen(client, photo) == 404
    assert not files(kept)
    assert Line.objects.get(act="consent.withdraw").facts["erased"] == 1


def test_either_parent_taking_back_consent_deletes_the_photo(cast, kept, django_capture_on_commit_callbacks) -> None:
    with_photo(cast)
    other = consent(cast.zoe, cast.adam, "photo", MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        rights.withdraw_consent(actor_of(cast.zoe), other)
    assert not files(kept)


def test_taking_back_another_consent_leaves_the_photo(cast, kept, django_capture_on_commit_callbacks) -> None:
    with_photo(cast)
    health = consent(cast.zoe, cast.adam, "health", MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        rights.withdraw_consent(actor_of(cast.zoe), health)
    assert len(files(kept)) == 1


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_the_child_on_a_list_sees_the_photo_and_nobody_else(cast, client, who) -> None:
    """Tom has another class, Clara reads for the CLB, Dirk is the father, Mallory and Bas are of other schools."""
    photo = with_photo(cast)
    client.force_login(getattr(cast, who))
    assert seen(client, photo) == (200 if who in {"rita", "sam", "zoe", "kathleen"} else 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_office_and_the_direction_keep_and_remove_it(cast, client, who) -> None:
    photo = with_photo(cast)
    client.force_login(getattr(cast, who))
    may = who in {"rita", "sam", "zoe"}
    assert client.get(reverse("pupil_photo", args=[cast.adam.pk])).status_code == (200 if may else 404)
    assert client.post(reverse("photo_remove", args=[photo.pk])).status_code == (302 if may else 404)
    with within(*BOARDS):
        assert Photo.objects.exists() != may


def test_the_bytes_are_served_so_that_no_machine_keeps_them(cast, client) -> None:
    client.force_login(cast.kathleen)
    answer = client.get(reverse("photo", args=[with_photo(cast).pk]))
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("kind", "turned"), [("JPEG", 0), ("JPEG", 6), ("PNG", 6), ("WEBP", 6), ("WEBP", 0)])
def test_what_is_kept_is_small_and_upright_and_says_nothing_of_place_day_or_maker(
    cast, client, kept, kind, turned
) -> None:
    consent(cast.zoe, cast.adam, "photo", MONDAY)
    client.force_login(cast.sam)
    send(client, cast.adam, picture(kind=kind, turned=turned), f"foto.{kind.lower()}")
    (path,) = files(kept)
    content = path.read_bytes()
    for told in (b"Exif", b"Nowak", b"Lindeboom", b"http"):
        assert told not in content
    with Image.open(BytesIO(content)) as found:
        assert not found.getexif()
        assert found.size == ((450, 600) if turned else (600, 450))
        red, _green, blue = found.getpixel((found.width // 2, 5) if turned else (5, 5))
    assert red > 200
    assert blue < 60


def test_another_photo_takes_the_place_of_the_first_with_its_bytes(
    cast, client, kept, django_capture_on_commit_callbacks
) -> None:
    first = with_photo(cast)
    client.force_login(cast.sam)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, cast.adam, picture())
    assert seen(client, first) == 404
    assert seen(client, Photo.objects.get()) == 200
    assert len(files(kept)) == 1


def bomb() -> bytes:
    """A PNG of a few bytes that unpacks to a hundred million pixels."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 100)) + part(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEIC, "HEIC"),
        (bomb(), "miljoen"),
        (EXE, "JPEG"),
        (PDF, "JPEG"),
        (SVG, "JPEG"),
        (picture()[:400], "JPEG"),
        (b"GIF89a" + b"\0" * 40, "JPEG"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence(cast, client, kept, content, says) -> None:
    consent(cast.zoe, cast.adam, "photo", MONDAY)
    client.force_login(cast.sam)
    assert says in str(send(client, cast.adam, content).context["form"].errors["file"])
    assert not files(kept)


def test_a_child_that_left_is_shown_no_more(cast, client) -> None:
    photo = with_photo(cast)
    cast.adam.left_on = MONDAY.replace(day=1)
    cast.adam.save()
    client.force_login(cast.sam)
    assert seen(client, photo) == 404
