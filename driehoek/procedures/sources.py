"""Where the steps of a procedure stand. Values of law are the lawbook's; these are for what is no number."""

from lawbook.sources import Source, source


def decree(article: str) -> Source:
    """The Flemish decree on primary education."""
    return source("be.decreet_basisonderwijs", article, "law")


def regulations(article: str) -> Source:
    """The model school regulations of Katholiek Onderwijs Vlaanderen (MLER_063)."""
    return source("be.mler_063", article, "network_model")


def plan(article: str) -> Source:
    """The school safety plan of Stichting Best Onderwijs, its complaints scheme (annex 10) included."""
    return source("nl.veiligheidsplan", article, "board")


def scheme(article: str) -> Source:
    """The complaints scheme of the board: annex 10 of the safety plan."""
    return plan(f"bijlage 10, art. {article}")


def wpo(article: str) -> Source:
    """The Dutch act on primary education."""
    return source("nl.wpo_2014_08", article, "law")


def lpw(article: str) -> Source:
    """The Dutch compulsory education act."""
    return source("nl.leerplichtwet_2013_10", article, "law")
