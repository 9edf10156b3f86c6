"""Who acts: nobody writes in a file without a name."""

from uuid import UUID

from driehoek.access.actors import Actor


def person(actor: Actor) -> UUID:
    """The id of the account that acts. Raises PermissionError for nobody, a token without a person included."""
    if actor.user_id is None:
        raise PermissionError("Only a person writes in a pupil's file.")
    return actor.user_id
