"""One turn of a dialogue as it is written: what happens before it, what is done, and what is expected of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from skill.handlers.meanings import TOUCHES
from skill.simulator.script import SILENCE, Cue

NOBODY = "nobody"
"""As a person: nobody is recognised."""
DONE = ("you", "press", "touch", "end")
"""What is done at a turn: one of these, or nothing is said."""
GONE, BACK = "gone", "back"
"""What may be written of the store, and of audio."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn; what is not written stays as it was, or is not looked at."""

    later: float = 0.0
    """Seconds that pass before it."""
    device: str | None = None
    person: str | None = None
    """Who is recognised; NOBODY is nobody."""
    hour: int | None = None
    """Of the day where the device is, from here on."""
    car: bool | None = None
    """Whether the device is meant for a car, from here on."""
    store: str | None = None
    """GONE or BACK."""
    audio: str | None = None
    """GONE or BACK."""
    content: str | None = None
    """What an author has taken out of content meanwhile: "without the feet", "without the standard routine"."""
    attributes: Mapping[str, Any] | None = None
    """Session attributes as other code left them."""
    you: str = SILENCE
    """What is said, as a line of a script."""
    press: str | None = None
    """The button that is pressed instead: Play, Pause, Next or Previous."""
    touch: str | None = None
    """What is touched on the screen instead: pause, go_on, next or previous."""
    end: str | None = None
    """Why the session ends instead: USER_INITIATED, ERROR or EXCEEDED_MAX_REPROMPTS."""
    after: float = 0.0
    """Seconds after the last answer began at which a button is pressed, the screen touched, or the session ends."""
    alexa: tuple[str, ...] = ()
    """What must be said, in this order."""
    never: tuple[str, ...] = ()
    """What must not be said."""
    open: bool | None = None
    """Whether the skill listens afterwards."""
    plays: bool | None = None
    """Whether audio plays afterwards."""
    shows: tuple[str, ...] = ()
    """What must stand in the picture that is seen afterwards."""

    @property
    def done(self) -> str:
        """What is done, in a word or two."""
        if self.end:
            return f"the session ends: {self.end}"
        return f"press {self.press}" if self.press else f"touch {self.touch}" if self.touch else self.you

    @classmethod
    def read(cls, raw: Any) -> "Exchange":
        """Return a turn as YAML gives it; raises ValueError with a sentence."""
        if not isinstance(raw, Mapping):
            raise ValueError(f"a turn is a list of keys with values, such as `you: help`, not {raw!r}")
        if unknown := [str(key) for key in raw if key not in _READERS]:
            known = ", ".join(_READERS)
            raise ValueError(f"there is no key `{unknown[0]}`; there are {known}")
        if len(done := [key for key in DONE if key in raw]) > 1:
            raise ValueError(f"`{done[0]}` and `{done[1]}` are two turns: begin another with a dash")
        if "after" in raw and (not done or "you" in done):
            raise ValueError('`after` is of a button, a touch or an end: before words write "(30 s) pause"')
        return cls(**{key: _READERS[key](key, value) for key, value in raw.items()})


def text(key: str, value: Any) -> str:
    """Return a value that is words; raises ValueError."""
    if isinstance(value, bool):
        raise ValueError(f'put yes, no, on and off in "quotes" after `{key}`, or YAML reads them as true and false')
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"`{key}` is followed by words, not by {value!r}")
    return value


def texts(key: str, value: Any) -> tuple[str, ...]:
    """Return a value that is words, or a list of words; raises ValueError."""
    return tuple(text(key, each) for each in (value if isinstance(value, list) else [value]))


def _said(key: str, value: Any) -> str:
    line = text(key, value).strip()
    cue = Cue.read(line)
    if line.startswith("(") and line != SILENCE and cue.after is None and not cue.during:
        ways = '"(90 s) pause", "(during your thighs) pause" or "(silence)"'
        raise ValueError(f"`{key}` has brackets only as in {ways}, with a unit of s, min, h or d, not {line!r}")
    return line


def _seconds(key: str, value: Any) -> float:
    cue = Cue.read(f"({text(key, value)})")
    if cue.after is None:
        raise ValueError(f'`{key}` is a time such as "10 s", "2 min", "8 h" or "1 d", not {value!r}')
    return cue.after


def _whether(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"`{key}` is true or false, not {value!r}")
    return value


def _hour(key: str, value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 23:
        raise ValueError(f"`{key}` is an hour from 0 to 23, not {value!r}")
    return value


def _mapping(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"`{key}` is followed by keys with values, not by {value!r}")
    return value


def _taken_out(key: str, value: Any) -> str:
    if not text(key, value).startswith("without the "):
        raise ValueError(f"`{key}` says what is no longer there, such as `without the feet`, not {value!r}")
    return str(value)


def _one_of(*known: str) -> Callable[[str, Any], str]:
    def read(key: str, value: Any) -> str:
        if value not in known:
            raise ValueError(f"`{key}` is one of {', '.join(known)}, not {value!r}")
        return str(value)

    return read


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "later": _seconds,
    "device": text,
    "person": text,
    "hour": _hour,
    "car": _whether,
    "store": _one_of(GONE, BACK),
    "audio": _one_of(GONE, BACK),
    "content": _taken_out,
    "attributes": _mapping,
    "you": _said,
    "press": _one_of("Play", "Pause", "Next", "Previous"),
    "touch": _one_of(*TOUCHES),
    "end": _one_of("USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS"),
    "after": _seconds,
    "alexa": texts,
    "never": texts,
    "open": _whether,
    "plays": _whether,
    "shows": texts,
}
if set(_READERS) != {field.name for field in fields(Exchange)}:
    raise TypeError("each key of a turn has its reader")
