"""What may happen to a letter: writing it, then sending it."""

from .sending import (
    dispatch,
    note_proof_read,
    record_proof,
    record_receipt,
    record_return,
    withdraw_dispatch,
)
from .writing import batch_pdf, discard, draft, edit, finalise, keep_letterhead, preview, revise, text_of

__all__ = [
    "batch_pdf", "discard", "dispatch", "draft", "edit", "finalise", "keep_letterhead", "note_proof_read", "preview",
    "record_proof", "record_receipt", "record_return", "revise", "text_of", "withdraw_dispatch",
]  # fmt: skip
