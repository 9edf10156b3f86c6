"""The official number of a school: an institution number in Flanders, BRIN in the Netherlands."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST, LENGTH = 4, 6
BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")  # with two more digits for a site


def checked(text: str, jurisdiction: str) -> str:
    """The number without spaces and dots, in capitals, an institution number with its leading zeros."""
    number = re.sub(r"[\s.\-]", "", text).upper()
    if jurisdiction == "nl":
        if not BRIN.fullmatch(number):
            raise ValidationError(_("A BRIN number has two digits and two letters, such as 12AB."))
        return number
    if not (number.isascii() and number.isdigit() and SHORTEST <= len(number) <= LENGTH):
        raise ValidationError(_("An institution number has six digits."))
    if not number.strip("0"):
        raise ValidationError(_("This is not a number of a school."))
    return number.zfill(LENGTH)
