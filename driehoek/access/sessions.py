"""Sessions in the database as Django keeps them, read by a statement that is kept: every request begins with one."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from driehoek.ready import Ready


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        found = _alive(self.session_key, timezone.now()) if self.session_key else []
        if not found:
            self._session_key = None
            return {}
        loaded: dict[str, Any] = self.decode(found[0][0])
        return loaded


@Ready
def _alive(key: str, now: datetime) -> QuerySet[Session, Any]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")
