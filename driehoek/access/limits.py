"""How often something may be tried: counted per window of time, in the cache that the server's processes share."""

import time
from typing import NamedTuple

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest


class Limit(NamedTuple):
    most: int
    seconds: int


def source(request: HttpRequest) -> str:
    """The address a request comes from, behind as many proxies as the house trusts; the nearest where fewer tell."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return str(request.META.get("REMOTE_ADDR", ""))


def is_used_up(action: str, who: str, limit: Limit) -> bool:
    """Whether this was done as often as it may be in the window that runs now."""
    tried: int = cache.get(_key(action, who, limit), 0)
    return tried >= limit.most


def use(action: str, who: str, limit: Limit) -> bool:
    """Count one more; whether it still was within the limit."""
    key = _key(action, who, limit)
    tried: int = cache.get(key, 0) + 1
    cache.set(key, tried, limit.seconds)
    return tried <= limit.most


def _key(action: str, who: str, limit: Limit) -> str:
    return f"limit:{action}:{who}:{int(time.time() // limit.seconds)}"
