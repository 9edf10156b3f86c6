"""The demo, filled once for all stories about it, and rolled back after the last."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import override_settings

from driehoek.access.wall import within
from driehoek.demo.centres import boards
from driehoek.demo.fill import fill
from driehoek.demo.names import ids
from driehoek.schools.models import School

MONDAY = date(2026, 11, 23)
BOARDS = (*(board for board, _ in zip(ids("board"), range(2), strict=False)), *(board.pk for board in boards()))


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[School]:
    attachments = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("attachments"))
    with attachments, django_db_blocker.unblock(), transaction.atomic(), within(*BOARDS):
        fill(MONDAY, "!", say=lambda _line: None)
        yield School.objects.get(name="De Lindeboom")
        transaction.set_rollback(True)
