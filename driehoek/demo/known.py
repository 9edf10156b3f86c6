"""The children whose story the demo tells: who they are, and what of the law their half days and files show."""

from typing import NamedTuple


class Known(NamedTuple):
    """A child with a story. `half_days`: what `demo.halfdays` does with them; `file`: what `demo.files` tells."""

    given: str
    prefix: str
    family: str
    sex: str
    born: tuple[int, int]  # month and day; the year follows from the group
    mother: str
    father: str
    half_days: tuple[str, int] = ("", 0)
    file: str = ""
    language: str = "nl"
    apart: bool = False
    secret: bool = False
    newcomer: bool = False


KNOWN: dict[tuple[str, int, str], tuple[Known, ...]] = {
    ("De Lindeboom", 5, "A"): (  # 3A, class of Kathleen
        Known("Adam", "", "Nowak", "m", (4, 9), "Agnieszka", "Dirk", ("problematic", 5), "care", "pl"),
        Known("Noor", "", "Véral", "f", (7, 2), "Sofie", "Wim", ("notes", 4), "health"),
        Known("Yusuf", "", "Demir", "m", (2, 14), "Sevgi", "Murat", ("problematic", 4), "talks", "tr"),
        Known("Lotte", "", "De Smet", "f", (11, 30), "An", "Koen", ("problematic", 6), "confidential"),
        Known("Finn", "", "Goossens", "m", (5, 21), "Ellen", "Stijn", ("late", 3), "judgment", apart=True),
        Known("Juna", "", "Claes", "f", (9, 5), "Leen", "Bart", ("", 0), "sanction", apart=True, secret=True),
        Known("Amara", "", "Okafor", "f", (1, 17), "Adaeze", "Chidi", ("", 0), "newcomer", "en", newcomer=True),
        Known("Kobe", "", "Hermans", "m", (3, 3), "Tine", "Joris", ("long_illness", 12), "growth"),
    ),
    ("De Lindeboom", 6, "B"): (  # 4B, class of Tom
        Known("Ilias", "", "Tahiri", "m", (2, 11), "Samira", "Rachid", ("problematic", 7), "plan_overdue", "ar"),
        Known("Merel", "", "Maes", "f", (6, 28), "Katrien", "Pieter", ("late", 11), "report"),
        Known("Zakaria", "", "Benali", "m", (10, 8), "Hanane", "Karim", ("notes", 5), "health_without_consent", "ar"),
    ),
    ("De Lindeboom", 2, "A"): (  # K3A: five years old this year, 290 half days asked
        Known("Emir", "", "Kaya", "m", (8, 19), "Derya", "Hakan", ("nursery", 34), "", "tr"),
        Known("Zofia", "", "Król", "f", (4, 1), "Monika", "Tomasz", ("nursery", 42), "", "pl"),
        Known("Fien", "", "Wouters", "f", (12, 12), "Eva", "Maarten", ("nursery", 6), ""),
    ),
    ("De Beuk", 4, ""): (  # Groep 5, class of Fenna
        Known("Daan", "de", "Wit", "m", (1, 5), "Marloes", "Jeroen", ("hours", 15), "care"),
        Known("Sem", "", "Bakker", "m", (6, 6), "Wendy", "Dennis", ("hours", 16), "plan_overdue"),
        Known("Yara", "", "Çelik", "f", (9, 23), "Meryem", "Orhan", ("hours", 17), "", "tr"),
        Known("Luuk", "van den", "Berg", "m", (3, 15), "Esther", "Erik", ("late", 9), "talks"),
        Known("Saar", "", "Hendriks", "f", (11, 11), "Femke", "Sander", ("leave", 8), "growth"),
    ),
}  # fmt: skip
