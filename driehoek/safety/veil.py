"""Other people's names are taken out of what one person's thread says, before somebody reads it who may not know them.

People are asked to write without names, and forget. This is the net below that: whoever does not read the whole
incident, and every print, gets the text with the names of the others left out.
"""

import re
from collections.abc import Iterable

from driehoek.people.models import Pupil

from .models import AftercareTalk, Thread

GAP = "[…]"
SHORTEST = 2  # a single letter hides nobody and would hide half the text
OF_THREAD = ("description", "kind_words", "treatment_note", "material_damage", "physical_damage",
             "psychological_damage", "other_damage", "further_handling", "prevention", "standing_note")  # fmt: skip
OF_TALK = ("with_whom", "agreed", "at_work_or_school", "in_class", "at_home")


def veil(thread: Thread, talks: Iterable[AftercareTalk] = ()) -> None:
    """Take the names of the others out of a thread and its talks, as they stand in memory; nothing is saved."""
    others = thread.incident.threads.exclude(pk=thread.pk).select_related("pupil", "user")
    pattern = _pattern(set().union(*(parts_of(one) for one in others)) - parts_of(thread))
    if pattern is None:
        return
    for row, names in [(thread, OF_THREAD), *((talk, OF_TALK) for talk in talks)]:
        for name in names:
            setattr(row, name, _without(getattr(row, name), pattern))


def parts_of(thread: Thread) -> set[str]:
    """The parts of somebody's name that give away who it is: the given names and the family name."""
    who: Pupil | None = thread.pupil
    if who:
        texts = (who.given_name, who.first_names, who.family_name)
    elif thread.user:
        texts = (thread.user.given_name, thread.user.family_name, "")
    else:
        texts = (thread.name, "", "")
    return {part.casefold() for text in texts for part in text.split() if len(part) > SHORTEST}


def _pattern(parts: set[str]) -> re.Pattern[str] | None:
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE) if parts else None


def _without(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, dict):
        return {key: pattern.sub(GAP, text) for key, text in value.items()}
    return pattern.sub(GAP, str(value))
