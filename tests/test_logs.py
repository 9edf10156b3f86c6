"""What breaks leaves a trace for the operator, and no word about a child."""

import logging
import logging.config
from io import StringIO

import pytest
from django.conf import settings


def look_up(name: str) -> None:
    raise ValueError(f"no pupil called {name}")


@pytest.fixture
def written():
    """What Django's log of broken requests writes with the settings of the product."""
    logging.config.dictConfig(settings.LOGGING)
    (handler,) = logging.getLogger("django.request").handlers
    return handler.setStream(StringIO()) and handler.stream


def test_an_error_says_where_it_was_and_nothing_about_a_child(written) -> None:
    try:
        look_up("Adam Nowak")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /pupils/")
    told = written.getvalue()
    assert "/pupils/" in told
    assert "in look_up" in told
    assert "ValueError" in told
    assert "called Adam" not in told
