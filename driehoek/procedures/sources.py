"""Where the steps of a procedure stand. Values of law are the lawbook's; these are for what is no number."""

from lawbook.core import Source

DECREE = "https://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=12254"
MODEL = "https://pro.katholiekonderwijs.vlaanderen/"
PLAN = "https://www.bestonderwijs.nl/"
WPO = "https://wetten.overheid.nl/BWBR0003420/2014-08-01"
LPW = "https://wetten.overheid.nl/BWBR0002628/2013-10-01"


def decree(article: str) -> Source:
    """The Flemish decree on primary education."""
    return Source("Decreet basisonderwijs van 25 februari 1997", article, DECREE, "law")


def regulations(article: str) -> Source:
    """The model school regulations of Katholiek Onderwijs Vlaanderen (MLER_063)."""
    act = "Modelschoolreglement basisonderwijs Katholiek Onderwijs Vlaanderen (MLER_063)"
    return Source(act, article, MODEL, "network_model")


def plan(article: str) -> Source:
    """The school safety plan of Stichting Best Onderwijs, its complaints scheme (annex 10) included."""
    return Source("Schoolveiligheidsplan Stichting Best Onderwijs", article, PLAN, "board")


def scheme(article: str) -> Source:
    """The complaints scheme of the board: annex 10 of the safety plan."""
    return plan(f"bijlage 10, art. {article}")


def wpo(article: str) -> Source:
    """The Dutch act on primary education."""
    return Source("Wet op het primair onderwijs", article, WPO, "law")


def lpw(article: str) -> Source:
    """The Dutch compulsory education act."""
    return Source("Leerplichtwet 1969", article, LPW, "law")
