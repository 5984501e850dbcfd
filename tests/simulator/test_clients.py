"""Clients that nobody here wrote, on the real skill."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from skill.content.content import Content
from skill.simulator.desk import MODEL, desk_app, desk_skill
from skill.simulator.dialogue.playing import play
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.port import Store
from tests.dialogue import dialogues
from tests.simulator.serving import serving
from tests.tools import CLIENTS, node

pytestmark = pytest.mark.node


def run(script: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script of tests/clients."""
    command = [node("virtual-alexa"), str(CLIENTS / script), *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


@pytest.fixture
def url() -> Iterator[str]:
    """The skill as `make serve` serves it, with a memory of its own."""
    with serving_of(MemoryStore(clock=lambda: 0.0), plays=False) as address:
        yield address


@pytest.fixture
def playing_url() -> Iterator[str]:
    """The same with audio."""
    with serving_of(MemoryStore(clock=lambda: 0.0), plays=True) as address:
        yield address


@contextmanager
def serving_of(store: Store, *, plays: bool) -> Iterator[str]:
    with serving(desk_skill(desk_app(store, plays=plays))) as address:
        yield f"{address}/"


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "en-AU", "en-CA", "en-IN"])
def test_a_third_party_alexa_goes_through_a_session_a_pause_and_a_resume(
    url: str, locale: str, content: Content
) -> None:
    model = MODEL / "locales" / f"{locale}.json"
    ran = run("session.mjs", url, str(model), locale, content.help_lines[locale].emergency.spoken)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.endswith("done\n")


def test_a_third_party_audio_player_plays_pauses_resumes_and_finishes(playing_url: str) -> None:
    ran = run("playing.mjs", playing_url, str(MODEL / "locales" / "en-US.json"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.endswith("done\n")


def test_ssml_check_finds_no_fault_in_any_dialogue(content: Content, understanding: Understanding) -> None:
    node("ssml-check")
    said: set[str] = set()
    for _, dialogue in dialogues():
        stage = Stage(content, understanding, Watched(MemoryStore(clock=lambda: 0.0)))
        play(dialogue, stage)
        said.update(stage.said)
    ran = run("ssml.mjs", text="\n".join(json.dumps(ssml) for ssml in sorted(said)))
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout == f"{len(said)} read, 0 with faults\n"


def test_ssml_check_finds_a_fault_where_there_is_one() -> None:
    ran = run("ssml.mjs", text=json.dumps('<speak><break time="20s"/>Tea & cake</speak>'))
    assert ran.returncode == 1
