"""The lines that surround and join the muscle groups, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.practice.background import LONGEST_TAIL
from skill.practice.line import line
from skill.practice.muscle_group import Caution
from skill.practice.name import Name
from skill.practice.routine import COUNTED, Direction, Manner
from skill.practice.spec import LONGEST

INTRODUCED = tuple(each for each in Manner if each is not Manner.REST)
LED = tuple(Manner)


@dataclass(frozen=True)
class Guidance:
    """What is said in every routine. A tuple holds phrasings of one line, heard in turn."""

    announce: str = line("minutes", "routine", "direction")
    announce_plain: str = line("minutes", "routine")
    directions: Mapping[Direction, str] = line()
    routines: Mapping[str, Name] = line(keys="routines")
    """What each routine is called after its minutes."""
    opening: tuple[str, ...] = line()
    """Arriving: two easy breaths, and nothing to try for."""
    opening_seated: tuple[str, ...] = line()
    opening_brief: tuple[str, ...] = line()
    opening_short: tuple[str, ...] = line()
    """One breath, where there are few minutes."""
    opening_bedtime: tuple[str, ...] = line()
    notes: Mapping[str, str] = line(keys="routines", partly=True)
    """What stands first in some routines, by key."""
    introduction: Mapping[Manner, str] = line(keys=INTRODUCED)
    """How to take part; by manner."""
    introduction_brief: Mapping[Manner, str] = line(keys=INTRODUCED, partly=True)
    """The same in few words."""
    cautions: Mapping[Caution, str] = line()
    """Before the first tension that needs it."""
    hold: str = line()
    """The same cue for tension every time."""
    release: str = line()
    """The same cue for release every time."""
    attention: tuple[str, ...] = line()
    """A word in the hold."""
    attention_lightly: tuple[str, ...] = line()
    """The same where a group is tensed only lightly."""
    observe: tuple[str, ...] = line()
    """After a release: something that can be felt."""
    observe_softly: tuple[str, ...] = line()
    """The same at bedtime, and where nothing was tense."""
    recall: tuple[str, ...] = line()
    """One group recalled, without tensing; its name is said before."""
    leads: Mapping[Manner, tuple[str, ...]] = line(keys=LED)
    """What leads over to a later pass, by its manner."""
    leads_again: Mapping[Manner, tuple[str, ...]] = line(keys=LED, partly=True)
    """The same, where a pass in this manner has been before."""
    soft: tuple[str, ...] = line()
    """Within a long quiet."""
    soft_bedtime: tuple[str, ...] = line()
    counts: tuple[str, ...] = line(fewest=COUNTED)
    """The numbers of a count, first to last."""
    gather: tuple[str, ...] = line()
    """The whole body, before the final quiet by day."""
    rest: tuple[str, ...] = line()
    """Before the final quiet by day."""
    rest_bedtime: tuple[str, ...] = line()
    """The last words at bedtime."""
    move: tuple[str, ...] = line()
    """Waking up: fingers and toes; then what is said where one of them, or both, are left out."""
    move_fingers: tuple[str, ...] = line()
    move_toes: tuple[str, ...] = line()
    move_anything: tuple[str, ...] = line()
    stretch: tuple[str, ...] = line()
    back: tuple[str, ...] = line()
    """Waking up: eyes, and a moment before standing; then without standing, and with eyes that were open."""
    back_staying: tuple[str, ...] = line()
    back_eyes_open: tuple[str, ...] = line()
    back_eyes_open_staying: tuple[str, ...] = line()
    last: tuple[str, ...] = line()
    """The last sentence by day."""
    minute: str = line()
    """One minute: "one minute"."""
    minutes: str = line("number")
    """Several: "{number} minutes"."""
    numbers: tuple[str, ...] = line(fewest=LONGEST + LONGEST_TAIL)
    """The words for 1, 2, 3, ... up to the longest session and the longest background after it."""

    def in_minutes(self, minutes: int) -> str:
        """Return "ten minutes" for 10; at most LONGEST + LONGEST_TAIL can be said."""
        return self.minute if minutes == 1 else self.minutes.format(number=self.numbers[minutes - 1])
