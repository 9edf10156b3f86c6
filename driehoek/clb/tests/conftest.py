"""Fixtures of the CLB's stories."""

from collections.abc import Callable

import pytest
from django.test import Client

from driehoek.access.models import User


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which this person is logged in, beside the first one."""

    def logged_in(user: User) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return logged_in
