"""The personal number (BSN, rijksregisternummer): sealed at rest, never a key, never on a list (ACC-13).

AES-GCM under the house's sealing key, with the pupil's id as associated data: a sealed number moved to another pupil's
row does not open.
"""

import os
import re
from datetime import date
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
BORN_SINCE_2000 = 2_000_000_000
LENGTHS = {"be": (11,), "nl": (8, 9)}  # a BSN that begins with a zero is often written without it
WRITTEN = re.compile(r"[\d\s./-]*")
MONTHS_ADDED = (0, 20, 40)  # of who stands in the bis register: sex unknown, sex known


def seal(number: str, pupil_id: UUID) -> bytes:
    """The digits of a number as bytes to store."""
    nonce = os.urandom(NONCE)
    return nonce + _key().encrypt(nonce, digits(number).encode(), pupil_id.bytes)


def reveal(sealed: "bytes | memoryview[int]", pupil_id: UUID) -> str:
    """The number again. Raises InvalidTag when it was sealed for another pupil or changed."""
    return _key().decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), pupil_id.bytes).decode()


def _key() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.SEALING_KEY))


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def is_possible(number: str, jurisdiction: str) -> bool:
    """Whether it can be a number of this country at all: so many digits, and nothing but what people put between them.

    A short one is never filled up with zeros, and what a spreadsheet made of a long one (1,7E+10) is none.
    """
    return bool(WRITTEN.fullmatch(number)) and len(digits(number)) in LENGTHS[jurisdiction]


def is_doubtful(number: str, jurisdiction: str) -> bool:
    """Whether the checksum fails: a reason to look again, not to refuse (official samples carry such numbers)."""
    return not (is_bsn(number) if jurisdiction == "nl" else is_national_number(number))


def is_bsn(number: str) -> bool:
    """The eleven-test: 9a+8b+7c+6d+5e+4f+3g+2h-i is a multiple of 11."""
    found = digits(number)
    if len(found) not in LENGTHS["nl"] or not int(found):
        return False
    found = found.zfill(max(LENGTHS["nl"]))
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, found, strict=True)) % 11 == 0


def is_national_number(number: str) -> bool:
    """97 less the first nine digits modulo 97; with a 2 before them for who was born since 2000."""
    found = digits(number)
    if len(found) != 11:
        return False
    body, check = int(found[:9]), int(found[9:])
    return check in {97 - body % 97, 97 - (body + BORN_SINCE_2000) % 97}


def is_of_another_day(number: str, born: date) -> bool:
    """Whether a national register number begins with another date of birth; what it leaves open (zeros) says nothing.

    The century follows from the check digits: they are counted with a 2 before the number for who was born since 2000.
    """
    found = digits(number)
    year, month, day = int(found[:2]), int(found[2:4]), int(found[4:6])
    modern = int(found[9:]) == 97 - (int(found[:9]) + BORN_SINCE_2000) % 97
    if (2000 if modern else 1900) + year != born.year:
        return True
    return bool(month % 20) and (month - born.month not in MONTHS_ADDED or (bool(day) and day != born.day))
