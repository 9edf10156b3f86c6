"""What a certificate is called in each country."""

from driehoek.web.words import term

from .models import Certificate


def certificate_name(kind: str, jurisdiction: str) -> str:
    """BHV is the Dutch word; a Flemish school has a first intervention team."""
    if kind == Certificate.Kind.EMERGENCY_RESPONSE:
        return term("emergency response", str(jurisdiction))
    return str(Certificate.Kind(kind).label)


def certificate_kinds(jurisdiction: str) -> list[tuple[str, str]]:
    return [(kind.value, certificate_name(kind, jurisdiction)) for kind in Certificate.Kind]
