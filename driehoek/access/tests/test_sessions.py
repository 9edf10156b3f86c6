"""Who holds a copy of the database holds no open session (ASVS 7)."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse


def test_the_table_of_sessions_holds_no_key_that_opens_one(cast, client) -> None:
    client.force_login(cast.kathleen)
    held = set(Session.objects.values_list("session_key", flat=True))
    assert held
    for key in held:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        assert client.get("/today/").headers["Location"].startswith(reverse("account_login"))


def test_a_session_goes_on_changes_key_and_ends(cast, client) -> None:
    client.force_login(cast.kathleen)
    key = client.session.session_key
    session = client.session
    session["note"] = "x"
    session.save()
    assert client.session["note"] == "x"
    session.cycle_key()
    assert not session.exists(key)
    assert session.exists(session.session_key)
    session.flush()
    assert not Session.objects.exists()
