"""Addresses that belong to an office and not to a person. An account is personal, never shared or generic (ACC-2)."""

OFFICES = frozenset({
    "admin", "administratie", "administration", "boekhouding", "clb", "contact", "directeur", "directie", "director",
    "helpdesk", "hello", "hoofd", "ib", "ict", "info", "intern", "klas", "leerkracht", "leerlingbegeleiding", "mail",
    "leraar", "noreply", "office", "onthaal", "opvang", "ouders", "post", "receptie", "school", "secretariaat",
    "secretary", "support", "team", "webmaster", "zorg", "zorgteam",
})  # fmt: skip


def is_generic(address: str) -> bool:
    """Whether the part before the @ names an office, also with more behind it: clb.tielt@, info2@."""
    first = address.partition("@")[0].casefold()
    for sign in "._-+":
        first = first.replace(sign, " ")
    return bool(first.split()) and first.split()[0].rstrip("0123456789") in OFFICES
