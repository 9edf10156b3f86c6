"""The pupil's file and the people around a child. `people`: who; `file`: what is kept about them."""

from .people import Enrolment, Guardian, Guardianship, InformationAgreement, Membership, Pupil

__all__ = ["Enrolment", "Guardian", "Guardianship", "InformationAgreement", "Membership", "Pupil"]
