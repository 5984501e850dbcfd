"""Calibrates a voice of the studio by what it speaks: `make calibrate VOICE=kokoro:bf_emma` writes voices.yaml.

Counted is what is heard of it in a session or on the page: its clips, and the pauses between them.
"""

import argparse
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.audio.timing import Measured
from skill.content.content import load
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.practice.speech_time import SpeechTime
from skill.practice.words import said, sentences
from skill.studio.script import clips_in
from skill.studio.speaking import TAKES, refuse, speak
from skill.studio.takes import Takes
from skill.studio.voice import VoiceMissing
from skill.studio.voices import VOICES, Engine, KnownVoice, VoiceTime, chosen, read_voices
from tests.bench.calibrate import Fit, fit
from tests.bench.sessions import all_plans, lines
from tests.bench.voices import ROOT

LINES = 52
"""By three of ten its pace is set, to the others and each of their sentences its model is fitted; sampled, for a neural
voice takes its time."""
SESSIONS = (Spec("quick", 2), Spec("four", 5), Spec("bedtime_short", 5))
SLOW = 0.88
"""The rate of a bedtime, by which it is seen how far the voice follows a rate."""
HEAD = """\
# The voices of the studio. VOICE=kokoro:af_heart is the voice of that name, VOICE=kokoro the first one of its engine.
# What each is like stands in docs/voices.md. `make calibrate VOICE=...` writes pace, follows and speech_time.
"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a voice has spoken, and how long it took."""

    takes: Takes

    def seconds(self, texts: Iterable[str], rate: float = 1.0) -> dict[str, float]:
        """Return how many seconds each line takes at a rate, spoken as far as it has to be."""
        clips = {text: clips_of(said(text), rate) for text in texts}
        speak(self.takes, {clip for each in clips.values() for clip in each})
        return {text: self._heard(each) for text, each in clips.items()}

    def _heard(self, clips: Sequence[Clip]) -> float:
        frames = sum(self.takes.frames(clip) or 0 for clip in clips) + sum(clip.pause for clip in clips[:-1])
        return frames * mp3.SECONDS


def calibrated(name: str, known: KnownVoice, library: Library, count: int = LINES) -> tuple[KnownVoice, Fit]:
    """Return a voice with its pace, with how far it follows a rate, and with its speech-time model."""
    texts = random.Random(1).sample(lines(all_plans(library)), count)
    paced, fitted = texts[: count * 3 // 10 + 1], texts[count * 3 // 10 + 1 :]
    if known.engine is Engine.KOKORO:
        known = replace(known, pace=_pace(name, known, paced))
    spoken = Spoken(Takes(TAKES, known.voice(name)))
    found = fit(spoken.seconds([*fitted, *(each for text in fitted for each in sentences(text))]))
    follows = round(_follows(spoken, paced[: len(paced) // 2]), 3)
    return replace(known, follows=follows, speech_time=found.model), found


def _pace(name: str, known: KnownVoice, texts: Sequence[str]) -> float:
    """Return the speed at which lines take as long as by joe."""
    joe = Spoken(Takes(TAKES, read_voices()["joe"].voice("joe"))).seconds(texts)
    spoken = Spoken(Takes(TAKES, replace(known, pace=1.0).voice(name)))
    slower = sum(spoken.seconds(texts).values()) / sum(joe.values())
    return round(math.pow(slower, 1 / _follows(spoken, texts[: len(texts) // 2])), 2)


def _follows(spoken: Spoken, texts: Sequence[str]) -> float:
    own, slow = (sum(spoken.seconds(texts, rate).values()) for rate in (1.0, SLOW))
    return math.log(slow / own) / -math.log(SLOW)


def length_errors(name: str, known: KnownVoice, library: Library) -> dict[Plan, float]:
    """Return by what share sessions planned by a voice's own calibration are longer once it has spoken them."""
    spoken = Spoken(Takes(TAKES, known.voice(name)))
    assert known.timing
    return {plan: _session(plan, spoken) / plan.seconds - 1 for plan in planned(library, known.timing)}


def planned(library: Library, timing: VoiceTime) -> list[Plan]:
    """Return a few sessions that last their minutes by what a voice is estimated to take."""
    timed = replace(library, speech_time=timing)
    return [make_plan(spec, timed) for spec in SESSIONS]


def _session(plan: Plan, spoken: Spoken) -> float:
    """Return the seconds of a plan as it is spoken, every silence in full."""
    beats = [beat for segment in plan.segments for beat in segment.beats]
    speak(spoken.takes, clips_in(plan))
    by_ear = Measured(spoken.takes.frames, SpeechTime(0, 0, 0, 0, 0))
    return sum(by_ear.of(replace(beat.words, last=False), plan.rate) if beat.text else beat.seconds for beat in beats)


def written(voices: Mapping[str, KnownVoice]) -> str:
    """Return the file of all voices."""
    return HEAD + "".join(f"{name}:\n{''.join(_lines(known))}" for name, known in voices.items())


def _lines(known: KnownVoice) -> Iterable[str]:
    for each in fields(known):
        value = getattr(known, each.name)
        if isinstance(value, SpeechTime):
            yield f"  {each.name}:\n"
            yield from (f"    {part.name}: {getattr(value, part.name)}\n" for part in fields(value))
        elif value is not None and value != each.default:
            yield f"  {each.name}: {value}\n"


def main() -> None:
    """Calibrate a voice and tell how well it went."""
    parser = argparse.ArgumentParser(prog="make calibrate", description=__doc__)
    parser.add_argument("--voice", required=True)
    parser.add_argument("--language", default="en")
    parser.add_argument("--lines", type=int, default=LINES)
    options = parser.parse_args()
    try:
        name, known = chosen(options.voice, options.language)
        library = load(ROOT / "content", options.language).library
        now, found = calibrated(name, known, library, options.lines)
        VOICES.write_text(written({**read_voices(), name: now}), "utf-8")
        errors = length_errors(name, now, library)
    except VoiceMissing as reason:
        refuse(reason)
    print(f"voice    {name}: pace {now.pace:g}, follows a rate by {now.follows:.0%}")
    print(f"fit      {found.quality()}, {len(found.spoken)} lines")
    for plan, error in errors.items():
        print(f"session  {error:+.2%}  {plan.spec.routine}, {plan.spec.minutes} minutes")
    print(f"written  {VOICES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
