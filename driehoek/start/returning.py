"""The way back to a start-up list: whoever left it for a page of one of its lines finds it above each page."""

from django.http import HttpRequest

SESSION = "start_list"


def come_back_to(request: HttpRequest, address: str) -> None:
    """Kept in the session, so that no page asks the database whether a list stands."""
    if request.session.get(SESSION) != address:
        request.session[SESSION] = address


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION, None)


def way_back(request: HttpRequest) -> str:
    """The list that this person looked at and did not put aside; empty on that list itself."""
    address = str(request.session.get(SESSION, "")) if hasattr(request, "session") else ""
    return "" if request.path == address else address
