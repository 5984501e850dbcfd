"""The lines that surround and join the muscle groups, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.practice.background import LONGEST_TAIL
from skill.practice.line import line
from skill.practice.name import Name
from skill.practice.routine import MOST_CYCLES, Direction, Manner
from skill.practice.spec import LONGEST


@dataclass(frozen=True)
class Guidance:
    """What is said in every routine. A tuple holds phrasings of one line, heard in turn."""

    announce: str = line("minutes", "routine", "direction")
    announce_plain: str = line("minutes", "routine")
    directions: Mapping[Direction, str] = line()
    routines: Mapping[str, Name] = line(keys="routines")
    """What each routine is called after its minutes."""
    opening_full: str = line()
    opening_brief: str = line()
    opening_bedtime: str = line()
    introduction: Mapping[Manner, str] = line()
    """How to take part, safety first; by manner."""
    cautions: Mapping[str, str] = line(keys="routines", partly=True)
    """What is added for some routines, by key."""
    gently: Mapping[Manner, str] = line(keys=(Manner.TENSE, Manner.GENTLE))
    """How strongly, at the head of a tensing cue: "Gently"."""
    hold: str = line()
    """The same cue for tension every time."""
    release: str = line()
    """The same cue for release every time."""
    again: tuple[str, ...] = line()
    """Before a later cycle."""
    second_pass: str = line()
    """Before a later pass over the whole body at bedtime."""
    notice: tuple[str, ...] = line()
    notice_bedtime: tuple[str, ...] = line()
    recall: tuple[str, ...] = line()
    """One group recalled, without tensing; its name is said before."""
    counts: tuple[str, ...] = line(fewest=MOST_CYCLES)
    """The numbers of a count, first to last."""
    rest: str = line()
    """Before the final quiet by day."""
    rest_bedtime: str = line()
    """The last words at bedtime."""
    waking: tuple[str, ...] = line()
    """Fingers and toes, eyes, sit a moment; a short silence after each but the last."""
    minute: str = line()
    """One minute: "one minute"."""
    minutes: str = line("number")
    """Several: "{number} minutes"."""
    numbers: tuple[str, ...] = line(fewest=LONGEST + LONGEST_TAIL)
    """The words for 1, 2, 3, ... up to the longest session and the longest background after it."""

    def in_minutes(self, minutes: int) -> str:
        """Return "ten minutes" for 10; at most LONGEST + LONGEST_TAIL can be said."""
        return self.minute if minutes == 1 else self.minutes.format(number=self.numbers[minutes - 1])
