"""The file and the people around a child. `people`: who; `file`: what is kept; `sight`: who sees it."""

from .brought import Brought
from .file import Attachment, Entry, EntryVersion, Step, StoredFile
from .people import Enrolment, Guardian, Guardianship, InformationAgreement, Membership, Pupil
from .photo import Photo
from .sight import Consent, EntryReader, ObjectionToKeeping

__all__ = [
    "Attachment", "Brought", "Consent", "Enrolment", "Entry", "EntryReader", "EntryVersion", "Guardian",
    "Guardianship", "InformationAgreement", "Membership", "ObjectionToKeeping", "Photo", "Pupil", "Step", "StoredFile",
]  # fmt: skip
