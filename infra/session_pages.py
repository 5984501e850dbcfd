"""`make sessions`: docs/sessions, three whole sessions as they are said, and what is counted in them."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

from skill.content.content import load
from skill.practice.library import Library
from skill.practice.plan import Plan, Segment
from skill.practice.planner import make_plan, pick_routine
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.simulator import generated
from skill.studio.survey import WORD, survey

INFRA = Path(__file__).parent
TEMPLATE = INFRA / "pages" / "sessions.md"
FOLDER = INFRA.parent / "docs" / "sessions"
CONTENT = INFRA.parent / "content"
PAGES = {
    "ten": ("ten-minutes.md", "Ten minutes, by day"),
    "night": ("night.md", "Twenty minutes of night"),
    "forty": ("forty-minutes.md", "Forty minutes, by day"),
}
"""The file of each session, and its title."""


def sessions(library: Library) -> dict[str, Plan]:
    """Return the three sessions, for somebody who has not finished any."""
    ten, night, forty = (Spec(library.roles.full, minutes) for minutes in (10, 20, 40))
    specs = {
        "ten": pick_routine(ten, library, bedtime=False),
        "night": pick_routine(night, library, bedtime=True, manner=Manner.GENTLE),
        "forty": pick_routine(forty, library, bedtime=False),
    }
    return {name: make_plan(spec, library) for name, spec in specs.items()}


def transcript(plan: Plan, title: str) -> str:
    """Return a session as a page: when each line begins, what is said, and how long the silence after it is."""
    return f"# {title}\n\n" + "\n".join(f"- {line}" for line in _lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    at, begun, line = 0.0, 0.0, ""
    for beat in (beat for segment in plan.segments for beat in segment.beats):
        if beat.text and line:
            yield f"`{_clock(begun)}` {line}"
            line = ""
        if beat.text:
            begun, line = at, beat.text
        else:
            line = f"{line} ({beat.seconds:.0f} s)".strip()
        at += beat.seconds
    yield f"`{_clock(begun)}` {line}"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def pages(library: Library) -> dict[str, str]:
    """Return all pages by their file's name."""
    plans = sessions(library)
    figures = {f"{name}_{key}": value for name, plan in plans.items() for key, value in _figures(plan, library).items()}
    overview = Template(TEMPLATE.read_text("utf-8")).substitute(figures)
    return {"README.md": overview} | {file: transcript(plans[name], title) for name, (file, title) in PAGES.items()}


def _figures(plan: Plan, library: Library) -> Mapping[str, str]:
    found = survey(plan, library)
    tensed = [segment for segment in plan.segments if any(beat.kind == "tension" for beat in segment.beats)]
    first = [segment for segment in plan.segments if segment.place.cycle == 1][1:-1]
    observing = {*library.guidance.observe, *library.guidance.observe_softly}
    steps = sum(any(piece in observing for beat in each.beats for piece in beat.words.pieces) for each in first)
    attended = [beat for segment in tensed for beat in segment.beats if beat.kind == "attention"]
    words = sum(len(WORD.findall(beat.text)) for beat in attended)
    return {
        "share": f"{100 * found.speech / found.seconds:.0f} %",
        "first": f"{found.words[0]:.0f}",
        "last": f"{found.words[2]:.0f}",
        "attention": str(found.attention),
        "observations": str(found.observations),
        "sentences": str(found.sentences),
        "distinct": str(found.distinct),
        "quiet": f"{found.longest_quiet:.0f} s",
        "rest": f"{found.final_rest:.0f} s",
        "hold": f"a word of attention ({words / len(attended):.0f} words) in {len(attended)}"
        if attended
        else "nothing",
        "after": _after(tensed),
        "steps": f"{steps} of {len(first)} steps",
    }


def _after(tensed: Sequence[Segment]) -> str:
    """Return how many words follow a release, in the mean, and in how many seconds."""
    words, seconds = 0, 0.0
    for segment in tensed:
        release = next(order for order, beat in enumerate(segment.beats) if beat.kind == "release")
        after = segment.beats[release:]
        words += sum(len(WORD.findall(beat.text)) for beat in after) - 2
        seconds += sum(beat.seconds for beat in after)
    return f"{words / len(tensed):.0f} words in {seconds / len(tensed):.0f} s"


def main(arguments: Sequence[str] | None = None, to: Path = FOLDER) -> int:
    """Write the pages; with --check only say whether they are current. Return the exit code."""
    return generated.write(
        lambda: {to / name: text for name, text in pages(load(CONTENT).library).items()}, "make sessions", arguments
    )


if __name__ == "__main__":
    sys.exit(main())
