"""The library: everything an author wrote, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.practice.declaration import declare
from skill.practice.guidance import Guidance
from skill.practice.muscle_group import Area, MuscleGroup
from skill.practice.routine import Routine
from skill.practice.spec import LONGEST, Pace
from skill.practice.speech_time import Timing


@dataclass(frozen=True, slots=True)
class Tempo:
    """What a pace means: the speaking rate, and how much quiet a session has before it takes in more parts."""

    rate: float = declare(least=0.5, most=1.5)
    quiet: float = declare(least=0.5, most=2)
    """What the least mean quiet is multiplied by: within the same minutes, more of it means fewer words."""
    longer: float = declare(least=0.5, most=2)
    """How much it makes of what is left when it is chosen on the way, measured against the normal pace."""


@dataclass(frozen=True, slots=True)
class BedtimeTempo:
    """What bedtime makes of a pace: its rate is multiplied (docs/practice.md section 4.1)."""

    rate: float = declare(least=0.5, most=1.5)


@dataclass(frozen=True, slots=True)
class Roles:
    """Which of all that an author wrote stands in for what: code knows roles, and no key of content."""

    emergency: str = declare(
        among="named", what="area or muscle group", remedy="name the area whose pain is an emergency: the chest"
    )
    fallback: str = declare(
        among="routines", what="routine", remedy="name the routine that needs no muscle group, for when none is left"
    )
    full: str = declare(
        among="routines", what="routine", remedy="name the routine from which sessions of chosen areas are made"
    )
    recall: str = declare(
        among="routines", what="routine", remedy="name the routine whose large parts are remembered in longer sessions"
    )
    toes: str = declare(among="named", what="area or muscle group", remedy="name what the toes belong to: the feet")
    fingers: str = declare(
        among="named", what="area or muscle group", remedy="name what the fingers belong to: the hands"
    )
    standing: str = declare(among="named", what="area or muscle group", remedy="name what somebody stands on: the legs")
    eyes: str = declare(among="groups", what="muscle group", remedy="name the group that closes the eyes")
    usual: int = declare(least=2, most=LONGEST, remedy="say how many minutes a session has until it is said")
    """By day; about ten minutes is what people do (docs/practice.md, finding 3)."""


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Muscle groups from the feet to the head, areas, routines, tempos, and one language's guidance."""

    groups: Mapping[str, MuscleGroup]
    areas: Mapping[str, Area]
    """The muscle groups, and what else people name."""
    routines: Mapping[str, Routine]
    tempos: Mapping[Pace, Tempo]
    bedtime: BedtimeTempo
    roles: Roles
    guidance: Guidance
    speech_time: Timing
    made_by: str
    """The fingerprint of all that makes a plan of a spec: what an author wrote, the voice's rate, and PLANNING."""

    def rate(self, pace: Pace, bedtime: bool) -> float:
        """Return the speaking rate; 1.0 is the voice's own."""
        return self.tempos[pace].rate * (self.bedtime.rate if bedtime else 1.0)
