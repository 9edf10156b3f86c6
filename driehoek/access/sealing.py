"""Secrets at rest under the house's sealing key: what a copy of the database alone must not open."""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
MARK = "sealed:"


def seal(text: str, purpose: str) -> str:
    """A text that opens only with the key and for the same purpose."""
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(bytes.fromhex(settings.SEALING_KEY)).encrypt(nonce, text.encode(), purpose.encode())
    return MARK + base64.b64encode(sealed).decode()


def unseal(text: str, purpose: str) -> str:
    """The text again; what was kept before sealing began is given as it is. Raises InvalidTag."""
    if not text.startswith(MARK):
        return text
    sealed = base64.b64decode(text.removeprefix(MARK))
    key = AESGCM(bytes.fromhex(settings.SEALING_KEY))
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode()).decode()
