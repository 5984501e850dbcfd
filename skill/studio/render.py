"""`make render`: a session as one MP3 for any player, with a chapter for each muscle group; and how it sounds."""

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from skill.audio import mp3
from skill.audio.assembly import assemble
from skill.audio.clip import Clip
from skill.audio.loudness import frames
from skill.audio.stream import Stream
from skill.audio.timing import make_audio_plan, measured
from skill.content.content import Content, load
from skill.content.fault import ContentError
from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.library import Library
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.plan import Plan
from skill.practice.planner import minutes_of, nearest, pick_routine
from skill.practice.routine import Direction, Manner
from skill.practice.spec import LONGEST, Detail, Pace, Sides, Spec
from skill.studio.ffmpeg import Chapter, decode, write_with_chapters
from skill.studio.pack import write_pack
from skill.studio.script import clips_in
from skill.studio.sound_report import Figure, sound_report
from skill.studio.speaking import CONTENT, TAKES, progress, refuse, speak, voice
from skill.studio.takes import Takes
from skill.studio.voice import VoiceMissing

CHOSEN_FOR_YOU = {"day": False, "bedtime": True}
"""In place of a routine's key: the routine that suits the minutes."""


class Refused(Exception):
    """What was asked for cannot be rendered; says why in a sentence."""


def main() -> None:
    """Render; ends with exit code 2 and one sentence if that cannot be done."""
    options = _options()
    try:
        content = load(CONTENT, options.language)
        tail = _number(options.tail, "TAIL", range(LONGEST_TAIL + 1))
        stream = Stream(_spec(options, content.library), _background(options.background), tail)
        out = _writable(options.out)
        figures = render(stream, content, Takes(TAKES, voice(options.voice, options.language)), out)
    except (Refused, ContentError, VoiceMissing, OSError) as reason:
        refuse(reason)
    print(out, *figures, sep="\n")


def render(stream: Stream, content: Content, takes: Takes, out: Path) -> tuple[Figure, ...]:
    """Write the MP3 of a stream, spoken as far as it has to be; return what was measured in it.

    Raises VoiceMissing and OSError.
    """
    (plan,) = spoken_plans([stream.spec], content.library, takes)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        clips = write_pack(Path(folder), clips_in(plan), takes, [stream.background])
        raw, tagged = Path(folder) / "raw.mp3", Path(folder) / "tagged.mp3"
        with raw.open("wb") as file, progress(frames(plan, stream), "joining", "frame") as tell:
            for part in assemble(plan, stream, clips):
                file.write(part)
                tell(len(part) // mp3.FRAME)
        write_with_chapters(raw, chapters(plan, stream, content), _title(plan.spec, content.library), tagged)
        figures = sound_report(decode(tagged.read_bytes()), plan, stream, clips)
        os.replace(tagged, out)
    return figures


def spoken_plans(specs: Iterable[Spec], library: Library, takes: Takes) -> tuple[Plan, ...]:
    """Return the plans of streams, all of their clips spoken; raises VoiceMissing.

    A clip's length changes a plan, and that may ask for other clips: so until nothing is missing.
    """
    specs = tuple(specs)
    while True:
        timed = measured(library, takes.frames)
        plans = tuple(make_audio_plan(spec, timed) for spec in specs)
        clips = frozenset[Clip]().union(*(clips_in(plan) for plan in plans))
        if not takes.missing(clips):
            return plans
        speak(takes, clips)


def chapters(plan: Plan, stream: Stream, content: Content) -> Iterator[Chapter]:
    """Yield a chapter for each visit to a muscle group on a side, and for what is before and after."""
    begun: list[tuple[float, Place]] = []
    for start, segment in zip(plan.starts, plan.segments, strict=False):
        place = Place(segment.place.group, segment.place.side)
        if not begun or begun[-1][1] != place:
            begun.append((start, place))
    ends = [start for start, _ in begun[1:]]
    for (start, place), end in zip(begun, [*ends, frames(plan, stream) * mp3.SECONDS], strict=True):
        yield Chapter(_chapter_title(place, content), start, end)


def _chapter_title(place: Place, content: Content) -> str:
    around = {OPENING: content.phrases.opening.beginning, ENDING: content.phrases.opening.closing_rest}
    name = around.get(place.group) or content.library.groups[place.group].names[place.side]
    return _capital(name)


def _title(spec: Spec, library: Library) -> str:
    guidance = library.guidance
    routine = library.routines[spec.routine].name
    return _capital(guidance.announce_plain.format(minutes=guidance.in_minutes(spec.minutes), routine=routine)).rstrip(
        "."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _spec(options: argparse.Namespace, library: Library) -> Spec:
    minutes, key = _number(options.minutes, "MINUTES", range(1, LONGEST + 1)), options.routine
    wishes = {name: getattr(options, name) for name in ("direction", "pace", "detail", "sides", "seed")}
    spec = Spec(key, minutes, **wishes)
    if key in CHOSEN_FOR_YOU:
        bedtime = CHOSEN_FOR_YOU[key]
        spec = pick_routine(spec, library, bedtime=bedtime, manner=Manner.GENTLE if bedtime else Manner.TENSE)
    elif key not in library.routines:
        raise Refused(f"There is no routine {key!r}; there are {', '.join((*CHOSEN_FOR_YOU, *library.routines))}.")
    if spec.minutes != minutes or nearest(spec, library) != spec:
        within = minutes_of(spec, library)
        raise Refused(f"{spec.routine} takes {within[0]} to {within[-1]} minutes, not {minutes}.")
    return spec


def _background(name: str) -> Background:
    if name not in list(Background):
        raise Refused(f"There is no background {name!r}; there are {', '.join(Background)}.")
    return Background(name)


def _number(text: str, name: str, allowed: range) -> int:
    if not text.isdecimal() or int(text) not in allowed:
        raise Refused(f"{name} is a whole number from {allowed[0]} to {allowed[-1]}, not {text!r}.")
    return int(text)


def _writable(name: str) -> Path:
    out = Path(name).resolve()
    if out.is_dir() or not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise Refused(f"No file can be written at {out}.")
    return out


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make render", description=__doc__)
    parser.add_argument("--routine", default="day", help="a key of content/routines.yaml, or day, or bedtime")
    parser.add_argument("--minutes", default="10")
    parser.add_argument("--background", default=Background.FLOOR.value)
    parser.add_argument("--tail", default="0", help="minutes of fading background after a bedtime session")
    parser.add_argument("--out", default="session.mp3")
    parser.add_argument("--voice", default="piper", help="as in skill/studio/voices.yaml")
    parser.add_argument("--language", default="en")
    parser.add_argument("--direction", choices=list(Direction), type=Direction)
    parser.add_argument("--pace", choices=list(Pace), type=Pace, default=Pace.NORMAL)
    parser.add_argument("--detail", choices=list(Detail), type=Detail, default=Detail.FULL)
    parser.add_argument("--sides", choices=list(Sides), type=Sides)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
