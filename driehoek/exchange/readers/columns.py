"""What a column of a school's own table can mean, and the headers by which it is recognised in Dutch and English."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy

from driehoek.web.words import WORDS, term

Mapping = dict[str, str]  # meaning → header

# The headers are folded: no capitals, no signs.
MEANINGS = {
    "key": (
        gettext_lazy("administration number"),
        "leerlingnummer stamnummer nummer key id sleutel administratienummer leerlingkey studentid pupilid",
    ),
    "given_name": (gettext_lazy("given name"), "roepnaam voornaam givenname firstname voornaamleerling"),
    "first_names": (gettext_lazy("first names"), "voornamen doopnamen firstnames officielevoornamen"),
    "prefix": (gettext_lazy("prefix"), "tussenvoegsel voorvoegsel prefix tussenvoegsels voorvoegsels"),
    "family_name": (gettext_lazy("family name"), "achternaam naam familienaam familyname lastname surname"),
    "birth_date": (gettext_lazy("date of birth"), "geboortedatum birthdate dateofbirth geboren gebdatum dob"),
    "sex": (gettext_lazy("sex"), "geslacht sex gender mv"),
    "group": (gettext_lazy("class or group"), "klas groep groepsnaam class group klasgroep klasnaam classname"),
    "year": (gettext_lazy("year"), "leerjaar jaargroep year grade jaar"),
    "of_school_year": (gettext_lazy("school year"), "schooljaar schoolyear"),
    "site": (gettext_lazy("site"), "vestiging vestigingsplaats locatie site campus"),
    "teacher": (
        gettext_lazy("teacher"),
        "leerkracht juf meester klastitularis teacher titularis groepsleerkracht klasleerkracht naamleerkracht",
    ),
    "teacher_email": (
        gettext_lazy("teacher: e-mail address"),
        (
            "emailleerkracht leerkrachtemail emailtitularis titularisemail emailklastitularis emailgroepsleerkracht "
            "emailklasleerkracht emailjuf emailmeester emailteacher teacheremail"
        ),
    ),
    "postcode": (gettext_lazy("postcode"), "postcode postnummer zip zipcode postalcode"),
    "country": (gettext_lazy("country"), "land landvanherkomst country"),
    "personal_number": (
        gettext_lazy("personal number"),
        "rijksregisternummer bsn burgerservicenummer inszz insz onderwijsnummer",
    ),
    "eckid": ("ECK iD", "eckid"),
    "enrolled_on": (
        gettext_lazy("enrolled on"),
        (
            "instroomdatum inschrijvingsdatum inschrijfdatum enrolledon datuminschrijving instapdatum datuminstap "
            "datuminstroom datumvaninschrijving ingeschrevenop"
        ),
    ),
    "left_on": (
        gettext_lazy("left on"),
        (
            "uitstroomdatum uitschrijfdatum uitschrijvingsdatum lefton datumuitschrijving uitstapdatum datumuitstroom "
            "datumvanuitschrijving uitgeschrevenop"
        ),
    ),
    "guardian1_name": (
        gettext_lazy("parent 1: name"),
        "ouder1 ouder moeder naammoeder naamouder1 parent1 guardian1 verzorger1 parent1name",
    ),
    "guardian1_email": (
        gettext_lazy("parent 1: e-mail address"),
        "email emailouder1 emailmoeder parent1email ouder1email emailouder",
    ),
    "guardian1_phone": (
        gettext_lazy("parent 1: telephone"),
        "telefoon gsm telefoonouder1 gsmmoeder parent1phone ouder1telefoon telefoonmoeder gsmouder1",
    ),
    "guardian2_name": (
        gettext_lazy("parent 2: name"),
        "ouder2 vader naamvader naamouder2 parent2 guardian2 verzorger2 parent2name",
    ),
    "guardian2_email": (
        gettext_lazy("parent 2: e-mail address"),
        "emailouder2 emailvader parent2email ouder2email",
    ),
    "guardian2_phone": (
        gettext_lazy("parent 2: telephone"),
        "telefoonouder2 gsmvader parent2phone ouder2telefoon telefoonvader gsmouder2",
    ),
}


MAIL = re.compile(r"e?mail(adres|address)?")
OWN_WORDS = {"personal_number": "national number", "group": "class"}  # by their name in `web.words`
DUTCH_ONLY = {"prefix", "eckid"}  # in Flanders a prefix is part of the family name, and no child has an ECK iD


def meanings(jurisdiction: str, guessed: Collection[str] = ()) -> dict[str, str]:
    """What a column can mean in this country, in words; what the file was seen to have is always among them."""
    hidden = set() if jurisdiction == "nl" else DUTCH_ONLY - set(guessed)
    return {meaning: label_of(meaning, jurisdiction) for meaning in MEANINGS if meaning not in hidden}


def label_of(meaning: str, jurisdiction: str) -> str:
    """What people of this country call a column."""
    own = OWN_WORDS.get(meaning)
    return term(own, jurisdiction) if own else str(MEANINGS[meaning][0])


def folded(text: str) -> str:
    """Without capitals, accents and signs: "E-mail ouder 1" is "emailouder1"."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in plain if sign.isalnum())


def _known_as(title: str) -> str:
    """Folded, and "mail", "e-mail", "mailadres" and "e-mailadres" are one word: every column of an address has four."""
    return MAIL.sub("email", folded(title))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """By what each meaning is recognised: its usual names, its code, and what our own exports call it."""
    found = {meaning: [*names.split(), folded(meaning)] for meaning, (_label, names) in MEANINGS.items()}
    for language in ("nl", "en"):
        with translation.override(language):
            for meaning, (label, _usual) in MEANINGS.items():
                found[meaning].append(folded(str(label)))
            for meaning, own in OWN_WORDS.items():
                found[meaning] += [folded(str(word)) for word in WORDS[own].values()]
    return {meaning: tuple(map(_known_as, names)) for meaning, names in found.items()}


def guess(header: list[str]) -> Mapping:
    """Which header means what, by its name in Dutch or English; each header at most once."""
    left = {_known_as(title): title for title in header}
    mapping = {}
    for meaning, names in _names().items():
        found = next((name for name in names if name in left), None)
        if found:
            mapping[meaning] = left.pop(found)
    return mapping
