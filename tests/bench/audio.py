"""Sound: how fast clips are spoken, and what it costs to join a session where the skill runs."""

import tempfile
import time
import tracemalloc
from pathlib import Path

from skill.audio.assembly import assemble, size
from skill.audio.clips import Clips
from skill.audio.mp3 import FRAME, SECONDS
from skill.audio.stream import Stream
from skill.content.content import load
from skill.practice.background import Background
from skill.practice.plan import Plan
from skill.practice.spec import Spec
from skill.studio.pack import write_pack
from skill.studio.piper import Piper
from skill.studio.render import spoken_plans
from skill.studio.script import clips_in
from skill.studio.takes import Takes
from tests.bench.voices import ROOT

STREAMS = tuple(
    Stream(Spec(routine, minutes), Background.RAIN, tail)
    for routine, tail in (("standard", 0), ("bedtime_release", 0), ("bedtime_release", 30))
    for minutes in (20, 40)
)
TIMES = 5


def report() -> None:
    """Print how fast Piper speaks, and CPU time and memory of joining 20 and 40 minutes; raises VoiceMissing."""
    library = load(ROOT / "content").library
    with tempfile.TemporaryDirectory() as folder:
        takes = Takes(Path(folder) / "takes", Piper.of())
        start = time.perf_counter()
        plans = spoken_plans([stream.spec for stream in STREAMS], library, takes)
        took = time.perf_counter() - start
        clips = {clip for plan in plans for clip in clips_in(plan)}
        heard = sum(takes.frames(clip) or 0 for clip in clips) * SECONDS
        print(f"{len(clips)} clips, {heard:.0f} s of speech, spoken in {took:.0f} s: {took / heard:.3f} s a second")
        pack = write_pack(Path(folder) / "clips", clips, takes, [Background.RAIN])
        print(f"{'':28}{'length':>10}{'file':>10}{'CPU':>10}{'memory':>10}")
        for plan, stream in zip(plans, STREAMS, strict=True):
            _print_one(plan, stream, pack)


def _print_one(plan: Plan, stream: Stream, clips: Clips) -> None:
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        for _part in assemble(plan, stream, clips):
            pass
        taken.append(time.process_time() - start)
    tracemalloc.start()
    for _part in assemble(plan, stream, clips):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    name = f"{plan.spec.routine}, {plan.spec.minutes} + {stream.tail}"
    megabytes = f"{size(plan, stream) / 1e6:.1f} MB"
    length = f"{size(plan, stream) / FRAME * SECONDS:.2f} s"
    print(f"{name:28}{length:>10}{megabytes:>10}{f'{min(taken) * 1000:.0f} ms':>10}{f'{peak / 1e6:.2f} MB':>10}")
