"""What a certificate is called in each country."""

from .models import Certificate


def certificate_name(kind: str, jurisdiction: str) -> str:
    return Certificate.Kind(kind).called(str(jurisdiction))


def certificate_kinds(jurisdiction: str) -> list[tuple[str, str]]:
    return [(kind.value, kind.called(jurisdiction)) for kind in Certificate.Kind]
