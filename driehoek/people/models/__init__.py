"""Pupils, the adults around them, their places in classes and their enrolments.

Their tables were released under the label of the pupils' file, and keep it: imports that can be taken back, letters and
lines of the journal name them so.
"""

from .brought import Brought
from .people import Enrolment, Guardian, Guardianship, InformationAgreement, Membership, Pupil

__all__ = ["Brought", "Enrolment", "Guardian", "Guardianship", "InformationAgreement", "Membership", "Pupil"]
