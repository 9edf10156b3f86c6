"""What may happen to a letter: writing it, then sending it."""

from .sending import dispatch, record_proof, record_receipt, record_return, withdraw_dispatch
from .writing import batch_pdf, discard, draft, edit, finalise, preview, revise

__all__ = [
    "batch_pdf", "discard", "dispatch", "draft", "edit", "finalise", "preview", "record_proof", "record_receipt",
    "record_return", "revise", "withdraw_dispatch",
]  # fmt: skip
