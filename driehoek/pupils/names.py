"""What the pupils take of `driehoek.names`, for who writes in a pupil's file."""

from driehoek.names import fold, search_name

__all__ = ["fold", "search_name"]
