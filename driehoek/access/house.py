"""The address at which people reach this house: one setting, so that no letter carries that of somebody's browser."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from .models import PublicAddress

ONLY_HERE = {"127.0.0.1", "localhost", "::1", "0.0.0.0", "testserver"}  # noqa: S104  # compared, not listened on


def chosen() -> str:
    """What was set (DRIEHOEK_ADDRESS) or chosen on screen, with a slash behind it; empty where neither was."""
    return settings.PUBLIC_ADDRESS or PublicAddress.objects.values_list("root", flat=True).first() or ""


def root_of(request: HttpRequest) -> str:
    """Before every address on paper or in a mail: the chosen one, else the one in the browser of who asks."""
    return chosen() or request.build_absolute_uri("/")


def full(request: HttpRequest, path: str) -> str:
    return root_of(request).rstrip("/") + path


def is_only_here(root: str) -> bool:
    """Whether an address opens on this one computer alone: nobody at home can follow it."""
    return (urlsplit(root).hostname or "") in ONLY_HERE


def keep(root: str) -> None:
    PublicAddress.objects.update_or_create(pk=1, defaults={"root": root})


def derive(root: str) -> None:
    """Whoever sets a house up by a real name chose it thereby; what was chosen before stays."""
    if root and not is_only_here(root) and not chosen():
        keep(root)
