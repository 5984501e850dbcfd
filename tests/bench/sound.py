"""The contract for sound, on six sessions spoken by a real voice, as docs/sound.md has it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from skill.audio.assembly import assemble
from skill.audio.stream import Stream
from skill.content.content import load
from skill.practice.background import Background
from skill.practice.spec import Spec
from skill.studio.ffmpeg import decode
from skill.studio.pack import write_pack
from skill.studio.render import spoken_plans
from skill.studio.script import clips_in
from skill.studio.sound_report import Figure, sound_report
from skill.studio.speaking import TAKES, voice
from skill.studio.takes import Takes
from tests.bench.voices import ROOT

STREAMS = (
    Stream(Spec("quick", 2), Background.RAIN),
    Stream(Spec("four", 5), Background.FLOOR),
    Stream(Spec("standard", 8), Background.BROWN),
    Stream(Spec("bedtime_short", 5), Background.BROWN, tail=2),
    Stream(Spec("bedtime_gentle", 8), Background.RAIN, tail=1),
    Stream(Spec("bedtime_release", 8), Background.FLOOR),
)


def report(wish: str = "piper") -> None:
    """Print a table for each session, as the voice speaks it that VOICE= would name so; raises VoiceMissing."""
    library, takes = load(ROOT / "content").library, Takes(TAKES, voice(wish, "en"))
    print(f"Voice: {takes.voice.identity}")
    for stream in STREAMS:
        (plan,) = spoken_plans([stream.spec], library, takes)
        with tempfile.TemporaryDirectory() as folder:
            clips = write_pack(Path(folder), clips_in(plan), takes, [stream.background])
            sound = decode(b"".join(assemble(plan, stream, clips)))
            _print(stream, sound_report(sound, plan, stream, clips))


def _print(stream: Stream, figures: Sequence[Figure]) -> None:
    tail = f", tail {stream.tail}" if stream.tail else ""
    print(
        f"\n{stream.spec.routine}, {stream.spec.minutes} minutes, {stream.background}{tail}",
        *figures,
        sep="\n",
        flush=True,
    )
