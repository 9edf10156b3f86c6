"""The pupil's file. `file`: what is kept; `sight`: who sees it; `photo`: the picture of the child."""

from .file import Attachment, Entry, EntryVersion, Step, StoredFile
from .photo import Photo
from .sight import Consent, EntryReader, ObjectionToKeeping

__all__ = [
    "Attachment", "Consent", "Entry", "EntryReader", "EntryVersion", "ObjectionToKeeping", "Photo", "Step",
    "StoredFile",
]  # fmt: skip
