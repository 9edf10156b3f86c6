"""Names for invented people, as they sound in a Flemish or Dutch street today, and the dice that pick them."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple
from uuid import UUID

DOMAIN = "driehoek.example"
FIRST_MILLISECOND = 1_735_689_600_000  # the time part of every id: it orders them and says nothing


class Origin(NamedTuple):
    """What families of one origin are called, and the language they speak at home."""

    language: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    mothers: tuple[str, ...]
    fathers: tuple[str, ...]
    families: tuple[tuple[str, str], ...]  # prefix, family name


def _origin(language: str, *names: str) -> Origin:
    """Names of girls, boys, mothers and fathers apart by spaces; families by commas, for they hold spaces."""
    girls, boys, mothers, fathers, families = names
    parted = (name.rpartition(" ") for name in families.split(","))
    return Origin(
        language,
        tuple(girls.split()),
        tuple(boys.split()),
        tuple(mothers.split()),
        tuple(fathers.split()),
        tuple((prefix, name) for prefix, _space, name in parted),
    )


FLEMISH = _origin(
    "nl",
    "Emma Louise Elise Juna Nora Lotte Fien Marie Amélie Ella Janne Hanne Merel Roos Lore Tess Jolien Camille Noor",
    "Lucas Arthur Noah Jules Lowie Vic Finn Mathis Wout Kobe Lars Staf Gust Warre Seppe Senne Rune Briek Cas Tuur",
    "An Sofie Katrien Liesbet Eva Ellen Tine Sarah Griet Hilde Leen Veerle Joke Annelies Stefanie Evelien",
    "Bart Koen Wim Pieter Stijn Jeroen Tom Kristof Joris Maarten Bram Steven Filip Geert Hans Dieter",
    "Peeters,Janssens,Maes,Claes,Willems,Wouters,Mertens,De Smet,Van Damme,De Clercq,Vermeulen,Goossens,Hermans,"
    "Van den Broeck,Aerts,Lambrecht,Desmet,Verhaeghe,De Backer,Segers,Bogaert,Van Hove,Coppens,Dewulf,Thys",
)
DUTCH = _origin(
    "nl",
    "Julia Mila Sophie Tess Saar Evi Yara Lieke Fleur Isa Noa Sanne Jet Puck Veerle Maud Fenne Lynn Bo Femke",
    "Daan Sem Luuk Bram Mees Thijs Jesse Gijs Teun Siem Hugo Floris Ties Sven Lars Boaz Joep Pim Stijn Ruben",
    "Marloes Ingrid Esther Wendy Monique Sandra Marieke Femke Anouk Linda Mirjam Petra",
    "Jeroen Dennis Martijn Sander Erik Marco Bas Ronald Wouter Niels Patrick Edwin",
    "de Wit,Jansen,van den Berg,Bakker,Visser,Smit,Meijer,de Boer,Mulder,de Groot,Bos,Vos,Peters,Hendriks,van Leeuwen,"
    "Dekker,Brouwer,van der Heijden,Dijkstra,Smits,van Dongen,Kuipers,Verhoeven,van de Ven",
)
MOROCCAN = _origin(
    "ar",
    "Yasmine Amina Salma Hiba Noor Imane Aya Lina Malak Soumaya Hafsa Ikram",
    "Ilias Mohamed Adam Bilal Ayoub Zakaria Yassin Amine Hamza Rayan Ismaïl Anas",
    "Fatima Khadija Naima Samira Hanane Latifa Karima Najat",
    "Rachid Hassan Karim Said Mustapha Driss Youssef Abdel",
    "Tahiri,El Amrani,Benali,Bouzid,Chakir,El Idrissi,Haddad,Lahlou,Ouali,Saidi,Ziani,El Khattabi",
)
TURKISH = _origin(
    "tr",
    "Elif Zeynep Defne Ecrin Azra Nisa Melisa Ceren",
    "Emir Yusuf Kerem Ömer Mert Efe Berat Deniz",
    "Ayşe Emine Sevgi Gülay Derya Meryem",
    "Mehmet Murat Hakan Serkan Ali Orhan",
    "Yılmaz,Kaya,Demir,Şahin,Çelik,Aydın,Öztürk,Arslan,Doğan,Koç",
)
POLISH = _origin(
    "pl",
    "Zofia Maja Hanna Lena Oliwia Amelia",
    "Adam Jakub Antoni Filip Szymon Oskar",
    "Agnieszka Magdalena Katarzyna Monika",
    "Piotr Tomasz Marcin Dirk",
    "Nowak,Kowalska,Wiśniewski,Zieliński,Mazur,Król",
)
NEWER = _origin(
    "en",
    "Amara Mariam Sofiia Anastasia Rahel Ioana Chiamaka Layla",
    "Omar Samuel Danylo Mihai Emmanuel Yonas Tariq David",
    "Olena Adaeze Ruta Elena Shirin Grace",
    "Andriy Chidi Tesfay Radu Farid Joseph",
    "Kovalenko,Okafor,Tesfay,Popescu,Rahimi,Mensah,Haile,Ionescu,Hassani,Bondarenko",
)
HOUSEHOLDS = {
    "be": (FLEMISH,) * 12 + (MOROCCAN,) * 3 + (TURKISH,) * 2 + (POLISH,) * 1 + (NEWER,) * 2 + (DUTCH,) * 1,
    "nl": (DUTCH,) * 13 + (MOROCCAN,) * 2 + (TURKISH,) * 2 + (POLISH,) * 2 + (NEWER,) * 2,
}


def dice(*about: object) -> Random:
    """The same throws for the same subject, whatever else was made before."""
    return Random("/".join(str(part) for part in about))


def ids(table: str) -> Iterator[UUID]:
    """The ids of one table: ordered as version 7 is, and the same in every demo."""
    tail = 0b10 << 62 | Random(table).getrandbits(62)
    number = 0
    while True:
        yield UUID(int=(FIRST_MILLISECOND + (number >> 12)) << 80 | 7 << 76 | (number & 0xFFF) << 64 | tail)
        number += 1


def full(given: str, prefix: str, family: str) -> str:
    return " ".join(filter(None, (given, prefix, family)))
