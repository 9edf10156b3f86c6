"""How far a large import is. Told beside the database: the import itself is one transaction, which shows nothing until
it is over, and on SQLite nobody else writes meanwhile."""

from uuid import UUID

from django.core.cache import caches

KEPT = 60 * 60  # seconds
READ, PLANNED = 40, 95  # percent of making a plan
WRITTEN = 95  # percent of writing it; what is left is the end of the transaction


def tell(run: UUID, percent: int) -> None:
    caches["progress"].set(str(run), percent, KEPT)


def told(run: UUID) -> int | None:
    """Percent; None when nothing was told yet, or on another machine."""
    found: int | None = caches["progress"].get(str(run))
    return found


def forget(run: UUID) -> None:
    caches["progress"].delete(str(run))
