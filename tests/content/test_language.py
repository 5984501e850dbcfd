"""A second language goes through everything that the first does: here one that is made up."""

import re
from pathlib import Path
from random import Random

import pytest

from skill.app.app import App
from skill.content.content import Content
from skill.content.fault import ContentError
from skill.content.files import read_language
from skill.content.languages import Languages, compile_content, load_languages
from skill.practice.muscle_group import Side
from skill.practice.planner import make_plan, nearest
from skill.practice.spec import Sides, Spec
from skill.simulator.calling import Utterance, address
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.script import Cue, Player
from skill.simulator.sentences import read
from skill.simulator.translating import rewritten
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from tests.content.made_up import CODE, LOCALE, MODEL, said, write_made_up, write_made_up_model

ENGLISH = re.compile(r"(?<![^\W\d_])(?<!')(?!xq)[^\W\d_]+", re.IGNORECASE)
"""A word that doesn't begin as the made-up ones do."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_made_up(tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="module")
def both(folder: Path) -> Languages:
    return load_languages(folder)


@pytest.fixture(scope="module")
def other(both: Languages) -> Content:
    return both.of(LOCALE)


@pytest.mark.parametrize("written", [None, "language: \N{LATIN SMALL LETTER E WITH ACUTE}".encode("latin-1")])
def test_a_language_that_can_not_be_read_is_told_with_its_remedy(tmp_path: Path, written: bytes | None) -> None:
    (tmp_path / "en").mkdir()
    if written:
        (tmp_path / "en" / "language.yaml").write_bytes(written)
    with pytest.raises(ContentError, match=r"^en/language\.yaml: .+: (take it back|save the file)"):
        read_language(tmp_path, "en")


def test_each_locale_has_its_language(both: Languages, content: Content) -> None:
    assert list(both.contents) == ["en", CODE]
    assert both.code("en-GB") == "en"
    assert both.code(LOCALE) == CODE
    assert both.of("en-GB").phrases == content.phrases


def test_compiled_it_is_the_same(folder: Path, tmp_path: Path, other: Content) -> None:
    compile_content(folder, tmp_path / "content.json")
    compiled = load_languages(tmp_path / "content.json").of(LOCALE)
    assert compiled.phrases == other.phrases
    assert compiled.library.guidance == other.library.guidance
    assert (
        compiled.library.groups["feet"].names[Side.LEFT].dative == other.library.groups["feet"].names[Side.LEFT].dative
    )


@pytest.mark.parametrize("sides", [None, *Sides])
def test_every_session_is_planned_in_it(sides: Sides | None, other: Content) -> None:
    for routine in other.library.routines.values():
        spec = nearest(Spec(routine.key, 10, sides=sides, seed=7), other.library)
        plan = make_plan(spec, other.library)
        assert plan.seconds == pytest.approx(spec.minutes * 60, rel=0.01)
        for segment in plan.segments:
            for beat in segment.beats:
                assert not ENGLISH.search(beat.text), beat.text


def test_a_name_stands_in_the_form_that_its_line_picks(other: Content) -> None:
    names = other.library.groups["jaw"].names[Side.BOTH]
    assert names == "xqyour xqjaw"
    assert other.phrases.opening.back.format(place=names) == "Xqback xqto xqyour xqjawem."
    assert other.phrases.opening.back.format(place=other.phrases.opening.closing_rest).endswith("xqrestem.")


def test_it_is_called_in_its_own_words(other: Content) -> None:
    calling = other.language.calling
    assert address(said("Alexa, ask muscle relaxation to resume"), calling) == Utterance(True, True, said("resume"))
    assert not address("Alexa, ask muscle relaxation to resume", calling).opens


def test_its_wording_is_checked_by_its_own_rules(folder: Path) -> None:
    path = folder / CODE / "closing.yaml"
    kept = path.read_text("utf-8")
    written = {"goodbye": f'"{said("You will sleep.")}"'}
    path.write_text(rewritten(kept, lambda key, _: written.get(key)), "utf-8")
    with pytest.raises(ContentError, match=rf"{CODE}/closing.yaml: goodbye: 'Xqyou xqwill' is never said"):
        load_languages(folder)
    path.write_text(kept, "utf-8")


def test_it_is_understood_by_its_own_sentences_from_end_to_end(folder: Path, other: Content, tmp_path: Path) -> None:
    understanding = Understanding.load(write_made_up_model(tmp_path), LOCALE, folder, tmp_path / "kept")
    skill = desk_skill(App(other, MemoryStore(clock=lambda: 0.0), Random(7)))
    device = Device(skill, understanding, other.library.speech_time, 1_790_000_000.0, sender=Sender(locale=LOCALE))
    player = Player(device)

    def shortest(intent: str) -> str:
        return min(read(MODEL, "en").samples[intent], key=len)

    def heard(words: str, *, during: str = "") -> str:
        line = f"(during {said(during)}) {said(words)}" if during else said(words)
        return " ".join(player.step(Cue.read(line)))

    phrases = other.phrases
    left_out = phrases.areas.skipped_now.format(area=other.library.areas["stomach"].names[Side.BOTH])
    assert phrases.opening.welcome in heard("Alexa, open muscle relaxation")
    assert said("Your feet.") in heard("yes please")
    assert phrases.guiding.paused in heard("hold on", during="Your lower legs.")
    assert said("lower legs") in heard("yes please")
    assert left_out in heard("skip my stomach", during="Your lower legs.")
    assert said("nine one one") in heard(shortest("EmergencyIntent"), during="Your thighs.")
    assert said("for the night") in heard(f"Alexa, ask muscle relaxation for {shortest('CannotSleepIntent')}")
