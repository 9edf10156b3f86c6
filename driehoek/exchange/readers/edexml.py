"""EDEXML 2.0 and 2.1, Dutch and Flemish: the exchange format of pupil administrations in both countries.

Read element by element, so that a file of any size takes little memory. No document type, no entity, no network: a
roster needs none of them, and a file that brings them is refused.
"""

import io
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from lxml import etree

from driehoek.exchange.roster import (
    BadFile,
    GroupRow,
    MembershipRow,
    Place,
    PupilRow,
    Roster,
    SiteRow,
    TeacherRow,
    TeachingRow,
)

from . import values
from .source import Files

VERSIONS = {"", "2.0", "2.1"}
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
PERSONAL_NUMBERS = ("rijksregisternummer", "bsn", "onderwijsnummer", "sofinummer")
POSTCODES = ("postcodenl", "postnummerbe", "postcodeoverig")
PUPIL_FIELDS = frozenset({
    "achternaam", "voorvoegsel", "voornamen", "voorletters-1", "roepnaam", "geboortedatum", "geslacht", "jaargroep",
    "groep", "samengestelde_groepen", "vestiging", "land", "instroomdatum", "uitstroomdatum",
    *PERSONAL_NUMBERS, *POSTCODES,
})  # fmt: skip
TEACHER_FIELDS = frozenset({
    "achternaam", "voorvoegsel", "voornamen", "voorletters-1", "roepnaam", "rol", "rolomschrijving", "groepen",
})  # fmt: skip
GROUP_FIELDS = frozenset({"naam", "jaargroep"})
SCHOOL_FIELDS = frozenset({"schooljaar", "brincode", "instellingsnummer", "xsdversie"})
CONTAINERS = frozenset({"vestigingen", "groepen", "leerlingen", "leerkrachten"})
# Who stands before the class, who supports it; a trainee or a parent who helps gets no access from a file.
CLASS_ROLES = frozenset({"LRK"})
SUPPORT_ROLES = frozenset({"LOS", "OWA", "RT", "KLA", "VAK", "IB"})


def read(files: Files, jurisdiction: str) -> Roster:
    """One EDEXML file. `jurisdiction`: of the school it is for; the file's own school number goes before it."""
    name, data = next(iter(files.items()))
    roster = Roster(format="edexml", jurisdiction=jurisdiction)
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data  # so that UTF-16 hides nothing
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise BadFile(
            _("The file declares a document type or entities. A roster needs none, and they can do harm: not read."),
            file=name,
        )
    try:
        for element in _records(data, name):
            reader = READERS.get(_name(element))
            if reader:
                reader(roster, element)
            else:
                roster.skipped[f"EDEX/{_name(element)}"] += 1
    except etree.XMLSyntaxError as problem:
        raise _broken(problem, name, data.count(b"\n") + 1) from problem
    if not roster.school_year:
        roster.refuse(_("The school year is missing."), Place(1), "schooljaar")
    if not roster.pupils:
        roster.refuse(_("There is not one pupil in this file."), Place(1), "leerlingen")
    return roster


def _broken(problem: etree.XMLSyntaxError, name: str, lines: int) -> BadFile:
    line, detail = problem.lineno or 0, str(problem.msg or "")
    if "encod" in detail.lower() or "utf-8" in detail.lower():
        text = _(
            "The characters are not in the encoding that the file names in its first line. Save it again as UTF-8."
        )
    elif "huge" in detail.lower() or "depth" in detail.lower() or "entity" in detail.lower():
        text = _("The file is built in a way no roster is (too deep, too long, or with entities): it was not read.")
    elif line >= lines or "mismatch" in detail.lower():
        text = _("The file stops halfway or an element is not closed. Export it again.")
    else:
        text = _("This is not a correct XML file.")
    return BadFile(text, line=line or None, file=name)


def _records(data: bytes, name: str) -> Iterator[etree._Element]:
    """The records one by one, each let go after it was read."""
    parsing = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    path: list[etree._Element] = []
    for event, element in parsing:
        if event == "start":
            _refuse_other_roots(element, path, name)
            path.append(element)
            continue
        path.pop()
        if (len(path) == 1 and _name(element) not in CONTAINERS) or (len(path) == 2 and _name(element) in READERS):
            yield element
            element.clear()
            if path[-1][0] is not element:
                del path[-1][0]


def _refuse_other_roots(element: etree._Element, path: list[etree._Element], name: str) -> None:
    if not path and _name(element) != "EDEX":
        raise BadFile(
            _("This is an XML file, but not EDEXML: it begins with <%(root)s> where <EDEX> belongs.")
            % {"root": _name(element)[:40]},
            line=element.sourceline,
            field=_name(element)[:40],
            file=name,
        )


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _place(element: etree._Element) -> Place:
    return Place(element.sourceline)


def _texts(roster: Roster, element: etree._Element, known: frozenset[str]) -> dict[str, str]:
    """The children with text, by name. What nobody reads is counted: blocks of vendors, and fields not kept."""
    found: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if name == "toevoegingen":
            for block in child:
                roster.skipped[f"{_name(element)}/toevoegingen/{block.get(TYPE, _name(block))}"] += 1
        elif name in known:
            found.setdefault(name, (child.text or "").strip())
        else:
            roster.skipped[f"{_name(element)}/{name}"] += 1
    return found


def _key(roster: Roster, element: etree._Element) -> str:
    key = (element.get("key") or "").strip()
    if not key:
        roster.refuse(
            _("The attribute “key” is missing in <%(name)s>.") % {"name": _name(element)}, _place(element), "key"
        )
    return key


def _school(roster: Roster, element: etree._Element) -> None:
    texts, place = _texts(roster, element, SCHOOL_FIELDS), _place(element)
    if texts.get("schooljaar"):
        roster.school_year = values.school_year(roster, texts["schooljaar"], place, "schooljaar")
    found = "be" if "instellingsnummer" in texts else "nl" if "brincode" in texts else ""
    if found and roster.jurisdiction and found != roster.jurisdiction:
        roster.warn(
            _("The file's school number is of the other country; its year groups are read that way."), place, "school"
        )
    roster.jurisdiction = found or roster.jurisdiction
    roster.official_number = texts.get("instellingsnummer") or texts.get("brincode") or ""
    if texts.get("xsdversie", "") not in VERSIONS:
        roster.warn(
            _("EDEXML version %(version)s is not known here; it was read as 2.1.")
            % {"version": texts["xsdversie"][:10]},
            place,
            "xsdversie",
        )


def _site(roster: Roster, element: etree._Element) -> None:
    texts = _texts(roster, element, frozenset({"naam"}))
    key = _key(roster, element)
    roster.sites.append(SiteRow(key=key, name=texts.get("naam") or key, place=_place(element)))


def _group(roster: Roster, element: etree._Element) -> None:
    texts, place, key = _texts(roster, element, GROUP_FIELDS), _place(element), _key(roster, element)
    composite = _name(element) == "samengestelde_groep"
    level, year = ("primary", None) if composite else values.jaargroep(roster, texts.get("jaargroep", ""), place)
    if not texts.get("naam"):
        roster.warn(_("The group has no name; its key is used."), place, "naam")
    roster.groups.append(
        GroupRow(key=key, name=texts.get("naam") or key, level=level, year=year, composite=composite, place=place)
    )


def _pupil(roster: Roster, element: etree._Element) -> None:
    texts, place, key = _texts(roster, element, PUPIL_FIELDS), _place(element), _key(roster, element)
    code = texts.get("jaargroep", "")
    site = element.find("{*}vestiging")
    country = texts.get("land", "")
    row = PupilRow(
        key=key,
        eckid=(element.get("eckid") or "").strip(),
        given_name=texts.get("roepnaam", ""),
        first_names=texts.get("voornamen") or texts.get("voorletters-1", ""),
        prefix=texts.get("voorvoegsel", ""),
        family_name=texts.get("achternaam", ""),
        place=place,
        country=country if len(country) == 2 else "",
        birth_date=values.day(roster, texts.get("geboortedatum", ""), place, "geboortedatum"),
        sex=values.sex(roster, texts.get("geslacht", ""), place, "geslacht"),
        year=values.jaargroep(roster, code, place)[1],
        site=site.get("key", "") if site is not None else "",
        postcode=next((texts[name] for name in POSTCODES if texts.get(name)), ""),
        personal_number=next((texts[name] for name in PERSONAL_NUMBERS if texts.get(name)), ""),
        enrolled_on=values.day(roster, texts.get("instroomdatum", ""), place, "instroomdatum"),
        left_on=values.day(roster, texts.get("uitstroomdatum", ""), place, "uitstroomdatum"),
    )
    if code.upper() == values.FORMER and not row.left_on:
        roster.warn(_("A former pupil without a leaving date is taken in as a pupil."), place, "uitstroomdatum")
    roster.pupils.append(row)
    groups = [*element.findall("{*}groep"), *element.findall("{*}samengestelde_groepen/{*}samengestelde_groep")]
    roster.memberships += [MembershipRow(pupil=key, group=_key(roster, group), place=_place(group)) for group in groups]


def _teacher(roster: Roster, element: etree._Element) -> None:
    texts, place, key = _texts(roster, element, TEACHER_FIELDS), _place(element), _key(roster, element)
    given = texts.get("roepnaam") or texts.get("voornamen") or texts.get("voorletters-1", "")
    family = " ".join(filter(None, (texts.get("voorvoegsel"), texts.get("achternaam"))))
    roster.teachers.append(TeacherRow(key=key, given_name=given, family_name=family, place=place))
    for group in element.iterfind("{*}groepen/{*}*"):
        function = _function(roster, {role.text or "" for role in group.iterfind("{*}rol")}, _place(group))
        if function:
            roster.teaching.append(
                TeachingRow(teacher=key, group=_key(roster, group), function=function, place=_place(group))
            )


def _function(roster: Roster, roles: set[str], place: Place) -> str:
    """The function that a group's role codes mean; none of them means the class's own teacher."""
    if not roles or roles & CLASS_ROLES:
        return "class_teacher"
    if roles & SUPPORT_ROLES:
        return "support_teacher"
    roster.warn(
        _("Role %(roles)s gives no access to the group; the direction can open it.")
        % {"roles": ", ".join(sorted(roles))},
        place,
        "rol",
    )
    return ""


READERS: dict[str, Callable[[Roster, etree._Element], None]] = {
    "school": _school,
    "vestiging": _site,
    "groep": _group,
    "samengestelde_groep": _group,
    "leerling": _pupil,
    "leerkracht": _teacher,
}
