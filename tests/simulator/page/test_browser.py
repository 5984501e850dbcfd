"""The page in a real browser, with a time that passes as the test wants it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from infra.browser import browser, opened, ready, say, seek, until
from skill.content.content import Content
from skill.practice.background import Background
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from skill.screen.moments import Phase, moments
from skill.simulator.page.routes import page_routes
from skill.simulator.understanding import Understanding
from skill.studio import noise
from skill.studio.sentence_voice import SentenceVoice
from tests.simulator.page.desk import NIGHT, START, house
from tests.simulator.serving import serving
from tests.studio.tones import Tones
from tests.tools import require_browser

pytestmark = pytest.mark.browser
LIGHT = "document.querySelector('#echo').dataset.light"
LIT = "[...document.querySelectorAll('#figure .tense')].map((path) => [path.dataset.group, path.dataset.side ?? ''])"
QUIET = "!page.performance.sounds[page.performance.index - 1]?.sentences.length"
NOTHING = -90
"""Decibels below which nothing sounds; the softest background is 20 above it."""
PART = "document.querySelector('#part-name').textContent"


class Deaf:
    """An ear that hears nothing."""

    def hear(self, samples: bytes, locale: str) -> str:
        return ""


@pytest.fixture(scope="module")  # while it runs, no other test of this process could have an event loop
def running() -> Iterator[Browser]:
    require_browser()
    with browser() as made:
        yield made


@pytest.fixture
def page(running: Browser, understanding: Understanding, edited: Path) -> Iterator[Page]:
    """A page that nothing goes wrong on, whose content can be edited."""
    wrong: list[str] = []
    routes = page_routes(house(understanding, edited))
    with serving(lambda event: {}, more=routes) as address, opened(running, f"{address}/page/") as made:
        made.on("console", lambda each: wrong.append(each.text) if each.type in ("error", "warning") else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        yield made
    assert wrong == []


@pytest.fixture
def heard(running: Browser, understanding: Understanding, tmp_path: Path) -> Iterator[Page]:
    """A page that speaks, whose device plays sessions; its time stands still in a quiet, while what sounds goes on."""
    speech = SentenceVoice.of(Tones(), tmp_path)
    routes = page_routes(house(understanding, speech=speech))
    with serving(lambda event: {}, more=routes) as address, opened(running, f"{address}/page/") as made:
        made.click("#choose")
        made.check("#plays")
        made.wait_for_selector("#buttons:not([hidden])")
        yield made


def inside(page: Page, name: str) -> Any:
    """Return what developers see under a name."""
    return json.loads(page.text_content(f"#{name}") or "null")


def advance(page: Page, seconds: float) -> None:
    page.clock.run_for(round(seconds * 1000))


def hindrances(page: Page) -> str:
    """Return what keeps somebody from using the page as it is now; "" where nothing does."""
    page.clock.resume()  # axe waits for timers of the page
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


def test_what_is_typed_is_answered_and_the_light_shows_the_open_microphone(page: Page) -> None:
    say(page, "start muscle relaxation")
    assert page.evaluate(LIGHT) == "speaking"
    assert page.text_content("#line") == "Welcome to muscle relaxation."
    seek(page, f"{LIGHT} === 'listening'")
    assert (page.text_content("#line") or "").endswith("Or shall we begin with ten minutes?")


def test_the_right_group_glows_at_the_planned_second_and_fades_as_it_is_let_go(page: Page, content: Content) -> None:
    say(page, START)
    progress, response = inside(page, "attributes")["progress"], inside(page, "response")
    plan = make_plan(Spec.from_wire(progress["spec"]), content.library)
    before = content.library.speech_time.seconds(response["outputSpeech"]["ssml"].partition(" Ten minutes of")[0][7:])
    planned = [each for each in moments(Position(plan), len(plan.segments), content.library) if each.group == "feet"]
    tense, release = (next(each.at for each in planned if each.phase is it) for it in (Phase.TENSE, Phase.RELEASE))
    advance(page, before + tense - 0.3)
    assert page.evaluate(LIT) == []
    advance(page, 0.5)
    assert {tuple(each) for each in page.evaluate(LIT)} == {("feet", "right"), ("feet", "left")}
    assert page.evaluate(PART) == "Your feet"
    advance(page, release - tense - 0.5)
    assert page.evaluate(LIT) != []
    advance(page, 0.5)
    assert page.evaluate(LIT) == []


def test_one_side_glows_on_its_own_side_of_the_picture(page: Page) -> None:
    say(page, "Alexa, ask muscle relaxation for fifteen minutes one side at a time")
    for side, begins in (("right", "Your right"), ("left", "Your left")):
        seek(page, f"{PART}.startsWith('{begins}') && {LIT}.length > 0")
        assert {lit_side for _, lit_side in page.evaluate(LIT)} == {side}
        middles = page.evaluate(
            "[...document.querySelectorAll('#figure .tense')].map((path) => {"
            " const {x, width} = path.getBoundingClientRect();"
            " const whole = path.parentElement.getBoundingClientRect();"
            " return x + width / 2 - whole.x - whole.width / 2; })"
        )
        assert all(middle > 0 if side == "right" else middle < 0 for middle in middles)


def test_paused_and_loaded_again_it_is_resumed_at_the_same_group(page: Page) -> None:
    say(page, START)
    seek(page, f"{PART} === 'Your thighs'")
    advance(page, 2)  # requests tell whole seconds
    say(page, "Alexa, pause")
    advance(page, 5)
    page.reload()
    ready(page)
    say(page, "Alexa, start muscle relaxation")
    seek(page, f"{LIGHT} === 'listening'")
    assert "You paused at your thighs" in (page.text_content("#log") or "")
    say(page, "yes")
    seek(page, f"{PART} !== ''")
    assert page.evaluate(PART) == "Your thighs"


def test_a_whole_session_in_fast_time_visits_every_part_and_ends(page: Page) -> None:
    page.evaluate("document.querySelector('#speed').value = '3'")
    page.dispatch_event("#speed", "input")
    say(page, START)
    assert (page.text_content("#speed-shown") or "").startswith("20 ")
    seen, real = dict[str, None](), 0.0
    while real < 60:
        page.clock.run_for(100)
        real += 0.1
        if part := page.evaluate(PART):
            seen[part] = None
        if page.evaluate(LIGHT) == "listening":
            say(page, "yes")
        if page.evaluate("page.performance.stage") == "off":
            break
    names = [each["name"] for each in page.evaluate("page.timeline.plan.segments") if each["name"]]
    assert list(dict.fromkeys(name.lower() for name in seen if name != "Muscle relaxation")) == names
    assert 10 * 60 / 20 * 0.9 < real < 10 * 60 / 20 * 1.3
    assert page.text_content("#left") == "0:00 left"


def test_silence_is_asked_again_after_eight_seconds_and_ends_the_session_after_eight_more(page: Page) -> None:
    say(page, "Alexa, open muscle relaxation")
    seek(page, f"{LIGHT} === 'listening'")
    assert seek(page, f"{LIGHT} !== 'listening'") == pytest.approx(8, abs=0.5)
    assert page.evaluate(LIGHT) == "speaking"
    seek(page, f"{LIGHT} === 'listening'")
    assert seek(page, f"{LIGHT} !== 'listening'") == pytest.approx(8, abs=0.5)
    until(page, "document.querySelector('#attributes').textContent === '{}'")
    assert inside(page, "request")["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_who_is_typing_is_not_silent(page: Page) -> None:
    say(page, "Alexa, open muscle relaxation")
    seek(page, f"{LIGHT} === 'listening'")
    page.fill("#words", "ye")
    advance(page, 60)
    assert page.evaluate(LIGHT) == "listening"
    page.fill("#words", "")
    assert seek(page, f"{LIGHT} !== 'listening'") == pytest.approx(8, abs=0.5)


def into_a_quiet(page: Page, seconds: float) -> None:
    """Go on in fast time to a quiet so many seconds after the answer has begun, and let it sound."""
    for speed in ("1", "0"):
        page.evaluate(f"document.querySelector('#speed').value = '{speed}'")
        page.dispatch_event("#speed", "input")
        seek(page, f"page.performance.passed > {seconds} && {QUIET}")
    advance(page, 0.1)


def listen(page: Page, seconds: float) -> float:
    """Let what sounds go on for some seconds, and return how loud it was in the later half: RMS, in decibels."""
    ends, levels = page.evaluate("page.voice.context.currentTime") + seconds, []
    while (now := page.evaluate("page.voice.context.currentTime")) < ends:
        levels += [page.evaluate("page.voice.level()")] if now > ends - seconds / 2 else []
        until(page, f"page.voice.context.currentTime > {now + 0.02}")
    return float(10 * np.log10(np.mean(np.square(levels)) + 1e-12))


def test_under_what_is_played_lies_its_background_and_both_fall_through_the_night(heard: Page) -> None:
    made = float(10 * np.log10(np.mean(noise.loop(Background.RAIN) ** 2)))
    say(heard, NIGHT)
    for seconds in (60, 400):
        into_a_quiet(heard, seconds)
        until(heard, "page.performance.bed.gain !== null")
        advance(heard, 0.1)
        softer = heard.evaluate("page.performance.level(page.performance.passed)")
        assert listen(heard, 2) == pytest.approx(made + softer, abs=1)
        assert softer < -1.5
    seek(heard, "page.performance.speaking")
    until(heard, "page.voice.gain.gain.value < 1")
    voice = 20 * np.log10(heard.evaluate("page.voice.gain.gain.value"))
    assert voice == pytest.approx(heard.evaluate("page.performance.level(page.performance.passed)"), abs=0.1)
    say(heard, "Alexa, pause")
    assert listen(heard, 2) < NOTHING


def test_under_what_is_spoken_there_is_nothing(heard: Page) -> None:
    say(heard, START)
    into_a_quiet(heard, 60)
    assert listen(heard, 2) < NOTHING


def test_a_session_goes_on_after_a_press_of_the_microphone_in_which_nothing_is_said(
    running: Browser, understanding: Understanding, tmp_path: Path
) -> None:
    speech = SentenceVoice.of(Tones(), tmp_path)
    routes = page_routes(house(understanding, speech=speech, hearing=Deaf()))
    with serving(lambda event: {}, more=routes) as address, opened(running, f"{address}/page/") as page:
        say(page, START)
        until(page, "page.voice.level() > 0.01")
        begun = page.evaluate("page.performance.index")
        page.click("#microphone")
        until(page, "document.querySelector('#log .note') !== null")
        seek(page, f"page.performance.index > {begun}")


def test_what_was_said_can_be_corrected(page: Page) -> None:
    say(page, "Alexa, open muscle relaxing")
    page.click("#log .you button")
    assert page.input_value("#words") == "Alexa, open muscle relaxing"


def test_choices_hold_after_the_page_is_loaded_again(page: Page) -> None:
    page.click("#choose")
    page.select_option("#locale", "en-GB")
    page.check("#plays")
    page.wait_for_selector("#buttons:not([hidden])")
    page.reload()
    ready(page)
    assert "en-GB" in (page.text_content("#where") or "")
    say(page, "Alexa, ask muscle relaxation for the bedtime version")
    assert inside(page, "request")["request"]["locale"] == "en-GB"
    assert inside(page, "response")["directives"][0]["type"] == "AudioPlayer.Play"


def test_a_fault_is_shown_to_its_author_and_an_edit_is_heard(page: Page, edited: Path) -> None:
    groups = edited / "en" / "groups.yaml"
    whole = groups.read_text("utf-8")
    groups.write_text(whole.replace("\n  tense:", "\n  tens:", 1), "utf-8")
    page.wait_for_selector("#faults:not([hidden])")
    shown = page.text_content("#fault-list li") or ""
    assert "en/groups.yaml" in shown
    assert "feet.tens" in shown
    assert "unknown key" in shown
    assert hindrances(page) == ""
    groups.write_text(whole.replace("Bring the toes up, and let them spread.", "Make a fan of the toes."), "utf-8")
    page.wait_for_selector("#faults", state="hidden")
    say(page, START)
    seek(page, "document.querySelector('#line').textContent === 'Make a fan of the toes.'")


@pytest.mark.parametrize("night", [False, True])
def test_nothing_keeps_anybody_from_using_it(night: bool, page: Page) -> None:
    found = [hindrances(page)]
    page.click("#choose")
    page.click("#open-drawer")
    say(page, "Alexa, ask muscle relaxation for the bedtime version" if night else START)
    seek(page, f"{LIT}.length > 0")
    found.append(hindrances(page))
    assert found == ["", ""]


def test_it_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.keyboard.type("Alexa, open muscle relaxation")
    page.keyboard.press("Enter")
    until(page, "page.performance.answered > 1")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert {"speed", "choose", "open-drawer", "Alexa, pause"} <= set(reached)
