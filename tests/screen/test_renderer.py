"""Amazon's own renderer runs the very documents that dialogues send, and does what the plan says, when it says so."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers.meanings import TOUCHES
from skill.screen.moments import Moment, Phase
from skill.screen.parts import GLOW
from skill.simulator.understanding import Understanding
from tests.screen.body import Box, around, lit, views
from tests.screen.documents import Sent, said_on_a_screen
from tests.screen.renderer import ROUND, SMALL, TALL, TV, WIDE, Renderer, Screen, renderer
from tests.shared import alone
from tests.tools import CLIENTS, node

VIEWPORTS = {"wide": WIDE, "small": SMALL, "round": ROUND, "TV": TV, "tall": TALL}
SESSIONS = {
    "day": ("Alexa, start muscle relaxation",),
    "sides": ("Alexa, ask muscle relaxation for the sixteen part version",),
    "count": ("Alexa, ask muscle relaxation for the counting routine",),
    "ending": ("Alexa, start muscle relaxation", "yes", "yes"),
    "paused": ("Alexa, start muscle relaxation", "(100 s) pause"),
    "aside": ("Alexa, ask muscle relaxation what it is",),
    "night": ("Alexa, ask muscle relaxation for the bedtime version",),
    "night, paused": ("Alexa, ask muscle relaxation for the bedtime version", "(touch) pause"),
}
NEAR = 8
"""Units of the drawing by which what is lit may lie elsewhere than it is drawn: its glow reaches as far."""
PIXELS = 2.5
"""The same on a small screen, where everything lies on whole pixels."""
MOMENTS = 10
LONGEST_LIGHT = 5.0
"""Seconds in which a light goes out."""


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def amazon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    """Start one browser at a time on this machine: it takes half a gigabyte."""
    with alone(tmp_path_factory.getbasetemp().parent / "browser.lock"), renderer() as found:
        yield found


@pytest.fixture(scope="module")
def sent(content: Content, understanding: Understanding) -> dict[str, Sent]:
    """Return what each session shows last."""
    return {name: said_on_a_screen(lines, content, understanding)[-1] for name, lines in SESSIONS.items()}


def head(document: Mapping[str, Any]) -> float:
    """Return the seconds for which a document waits for what is said before."""
    (sequence,) = document["onMount"]
    assert sequence["screenLock"]
    return float(sequence["commands"][0]["delay"]) / 1000


def lights(screen: Screen) -> dict[str, Box]:
    """Return what shines of each view, in units of the drawing."""
    found: dict[str, list[Box]] = {}
    for each in screen.lit(GLOW):
        if each.pop("shines") > 0.9:
            for view, drawn in screen.drawing().items():
                if drawn.left <= (each["left"] + each["right"]) / 2 <= drawn.right:
                    found.setdefault(view, []).append(_in_units(Box(**each), drawn, views()[view]))
    return {view: around(boxes) for view, boxes in found.items()}


def unit(screen: Screen) -> float:
    """Return the pixels of a unit of the drawing."""
    drawn, view = screen.drawing()["front"], views()["front"]
    return (drawn.right - drawn.left) / (view.right - view.left)


def _in_units(box: Box, drawn: Box, view: Box) -> Box:
    """Return a box in pixels as one in units of the drawing, by what its view covers in both."""
    unit = (drawn.right - drawn.left) / (view.right - view.left)
    across = (view.left + (x - drawn.left) / unit for x in (box.left, box.right))
    down = (view.top + (y - drawn.top) / unit for y in (box.top, box.bottom))
    return Box(*across, *down)


def chosen(seen: tuple[Moment, ...], seconds: float) -> list[tuple[float, Moment]]:
    """Return planned moments, late enough in each for its light to be there or gone, spread over what is spoken."""
    ends = [*(each.at for each in seen[1:]), seconds]
    late = [
        (each.at + min(end - each.at, LONGEST_LIGHT + 1) - 0.3, each)
        for each, end in zip(seen, ends, strict=True)
        if each.group and (each.phase is Phase.TENSE or (each.phase is Phase.QUIET and end - each.at > LONGEST_LIGHT))
    ]
    return late[:: max(1, len(late) // MOMENTS)][:MOMENTS]


@pytest.mark.parametrize(("session", "viewport"), [("day", "wide"), ("sides", "wide"), ("day", "round"), ("day", "TV")])
def test_at_ten_planned_moments_the_right_group_is_lit_and_named(
    amazon: Renderer, sent: dict[str, Sent], content: Content, session: str, viewport: str
) -> None:
    shown = sent[session]
    assert shown.scene
    before = head(shown.document)
    assert before == pytest.approx(content.library.speech_time.seconds(shown.before), abs=0.001)
    starts = shown.scene.start.plan.starts
    looked = chosen(shown.moments(content), starts[shown.scene.end] - starts[shown.scene.start.index])
    assert len(looked) == MOMENTS
    with amazon.show(shown.document, VIEWPORTS[viewport]) as screen:
        for at, moment in looked:
            screen.at(before + at)
            found, words = lights(screen), screen.words
            assert moment.title in words
            assert moment.line in words or not moment.line
            assert any(word.endswith("min left") for word in words)
            assert moment.group
            planned = lit(moment.group, moment.side, content.library) if moment.phase is Phase.TENSE else {}
            assert found.keys() == planned.keys(), (at, moment)
            for view, box in planned.items():
                assert box.differs(found[view]) < max(NEAR, PIXELS / unit(screen)), (at, moment)
        assert not screen.complaints


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("session", ["sides", "paused", "night"])
def test_every_picture_lies_within_every_screen_and_nothing_is_complained_of(
    amazon: Renderer, sent: dict[str, Sent], session: str, viewport: str
) -> None:
    size = VIEWPORTS[viewport]
    with amazon.show(sent[session].document, size) as screen:
        screen.at(3)
        for box in screen.texts():
            assert 0 <= box.left < box.right <= size.width, screen.words
            assert 0 <= box.top < box.bottom <= size.height, screen.words
        if "night" not in session:
            drawn = around(screen.drawing().values())
            assert 0 < drawn.left < drawn.right < size.width
            assert 0 < drawn.top < drawn.bottom < size.height
            assert all(box.left > drawn.right or box.top > drawn.bottom for box in screen.texts())
        assert not screen.complaints


def test_a_count_is_seen_and_fades_with_each_breath(amazon: Renderer, sent: dict[str, Sent], content: Content) -> None:
    shown = sent["count"]
    before = head(shown.document)
    first = next(each for each in shown.moments(content) if each.phase is Phase.RELEASE)
    with amazon.show(shown.document) as screen:
        screen.at(before + first.at + 0.1)
        assert first.line in screen.words
        assert max(each["shines"] for each in screen.lit(GLOW)) > 0.2
        screen.at(before + first.at + LONGEST_LIGHT + 0.5)
        assert max(each["shines"] for each in screen.lit(GLOW)) < 0.02


def test_a_night_shows_its_name_and_is_black_within_a_minute(amazon: Renderer, sent: dict[str, Sent]) -> None:
    with amazon.show(sent["night"].document) as screen:
        screen.at(2)
        assert screen.words == ["Gentle relaxation for the night"]
        assert screen.is_black() is False
        for seconds in (60, 120, 600):
            screen.at(seconds)
            assert screen.is_black()
        assert not screen.lit(GLOW)
        assert screen.touch(640, 400) == [["pause"]]
        assert not screen.complaints


def test_what_is_said_in_the_night_shows_nothing(amazon: Renderer, sent: dict[str, Sent]) -> None:
    with amazon.show(sent["night, paused"].document) as screen:
        screen.at(2)
        assert screen.is_black()


def test_a_touch_anywhere_is_a_pause_and_buttons_go_on_and_back(amazon: Renderer, sent: dict[str, Sent]) -> None:
    with amazon.show(sent["day"].document) as screen:
        screen.at(60)
        assert screen.touch(300, 300) == [["pause"]]
        for button in screen.buttons():
            screen.touch(button.middle, (button.top + button.bottom) / 2)
        assert screen.events() == [["pause"], ["previous"], ["pause"], ["next"]]
        assert {name for (name,) in screen.events()} <= TOUCHES.keys()
        screen.at(200)
        assert "Your feet" not in screen.words  # no touch ends what follows the plan
        assert not screen.complaints


def test_a_pause_shows_where_it_goes_on_and_a_touch_does(amazon: Renderer, sent: dict[str, Sent]) -> None:
    with amazon.show(sent["paused"].document) as screen:
        screen.at(2)
        assert screen.words == ["Your thighs"]
        assert screen.touch(300, 300) == [["go_on"]]


def test_a_tv_has_no_buttons_as_it_is_not_touched(amazon: Renderer, sent: dict[str, Sent]) -> None:
    with amazon.show(sent["day"].document, TV) as screen:
        screen.at(2)
        assert not screen.buttons()


@pytest.mark.node
def test_amazons_suggester_finds_nothing_in_any_of_them(sent: dict[str, Sent]) -> None:
    lines = "\n".join(json.dumps(each.document) for each in sent.values())
    program = [node("apl-suggester"), "apl.mjs"]
    ran = subprocess.run(program, cwd=CLIENTS, input=lines, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.strip() == f"{len(sent)} read, 0 with faults"


@pytest.mark.node
def test_the_suggester_finds_what_is_wrong() -> None:
    program = [node("apl-suggester"), "apl.mjs"]
    wrong = {"type": "APL", "version": "1.4", "mainTemplate": {"items": [{"type": "Text", "txt": "so"}]}}
    ran = subprocess.run(program, cwd=CLIENTS, input=json.dumps(wrong), capture_output=True, text=True, timeout=300)
    assert ran.returncode == 1
    assert "1 with faults" in ran.stdout


def test_the_renderer_complains_of_what_it_does_not_know(amazon: Renderer) -> None:
    wrong = {"type": "APL", "version": "1.4", "mainTemplate": {"items": [{"type": "Nothing"}]}}
    with amazon.show(wrong) as screen:
        screen.at(1)
        assert screen.complaints
