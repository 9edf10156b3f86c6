"""What must be there before Django reads its settings: secrets, folders, compiled texts. Every command begins with it.

Reading the settings makes nothing: a read-only install is prepared once, when it is built.
"""

from driehoek import catalogues
from driehoek.environment import make_secret, var


def prepare() -> None:
    """Make what is missing. Two processes may do it at once."""
    folder = var()
    (folder / "static").mkdir(parents=True, exist_ok=True)
    for name in ("SECRET_KEY", "SEALING_KEY"):
        make_secret(name, folder)
    catalogues.bring_up_to_date()
