"""Sessions in the database, read by a statement that is kept: every request begins with one.

The table holds a digest of each key and never the key itself: who has a copy of the database opens no session with it.
"""

import hashlib
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from driehoek.ready import Ready


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        found = _alive(_digest(self.session_key), timezone.now()) if self.session_key else []
        if not found:
            self._session_key = None
            return {}
        loaded: dict[str, Any] = self.decode(found[0][0])
        return loaded

    def exists(self, session_key: str) -> bool:
        return super().exists(_digest(session_key))

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(_digest(key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = _digest(row.session_key)
        return row


def _digest(key: str) -> str:
    """As long as the column is. The key has 165 bits of chance in it, so that nothing slower is needed."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


@Ready
def _alive(key: str, now: datetime) -> QuerySet[Session, Any]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")
