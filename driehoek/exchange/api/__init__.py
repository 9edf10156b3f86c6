"""The REST API of the exchange: roster, attendance and duties, through the same door as the pages."""

from .attendance import attendance
from .duties import duties
from .roster import roster

__all__ = ["attendance", "duties", "roster"]
