"""`make hear`: what is heard back, what counts as wrong with it, and what a judgement may say."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.content.content import Content
from skill.content.fault import ContentError
from skill.studio.ffmpeg import Samples
from skill.studio.hearing import __main__ as hear
from skill.studio.hearing.ear import PROGRAM, Ear, EarMissing
from skill.studio.hearing.findings import LONGEST, cut_off, duration, error_rate, findings
from skill.studio.hearing.judgements import check_judgements, read_judgements
from skill.studio.hearing.lines import HeardLine, lines, words_of
from skill.studio.speech import ready
from skill.studio.takes import Takes
from tests.strategies import CONTENT
from tests.studio.tones import RATE, Tones, tone
from tests.tools import piper, require

LINE = HeardLine("Your feet.", "groups", "feet.name.both")
ELSEWHERE = Path("nowhere") / "python"


def take(text: str = "Your feet.", start: float = 0.0, end: float = 1.0) -> Samples:
    """Return a take of tones, of which only a part was spoken."""
    whole = tone(text)
    return ready(whole[round(start * len(whole)) : round(end * len(whole))], RATE)


def test_words_are_those_that_a_recogniser_writes() -> None:
    assert words_of("Twenty-one minutes; don't hurry, you're fine.") == (
        *("twenty", "one", "minutes", "don't", "hurry", "you're", "fine"),
    )


@pytest.mark.parametrize(
    ("heard", "rate"),
    [("your feet", 0.0), ("your seat", 0.5), ("feet", 0.5), ("your two feet", 0.5), ("", 1.0), ("an old hat", 1.5)],
)
def test_the_error_rate_counts_words_changed_left_out_and_put_in(heard: str, rate: float) -> None:
    assert error_rate(("your", "feet"), tuple(heard.split())) == rate


def test_a_line_heard_as_it_was_said_is_no_finding() -> None:
    assert findings(LINE, ("your", "feet"), take()) == []


def test_a_line_heard_otherwise_is_told_as_it_was_heard() -> None:
    assert [each.what for each in findings(LINE, ("your", "seat"), take())] == ["heard as: your seat"]
    assert [each.what for each in findings(LINE, (), take())] == ["heard as: nothing"]


@pytest.mark.parametrize(
    ("start", "end", "cut"), [(0, 1, []), (0.4, 1, ["begins"]), (0, 0.6, ["ends"]), (0.4, 0.6, ["begins", "ends"])]
)
def test_speech_that_begins_or_ends_at_full_strength_is_cut_off(start: float, end: float, cut: list[str]) -> None:
    assert cut_off(take("A line of some length, to cut into.", start, end)) == cut


def test_a_sentence_of_more_than_nine_seconds_is_too_long() -> None:
    long = "word " * 70
    assert LONGEST < duration(take(long)) < len(take(long)) / mp3.RATE
    (found,) = findings(HeardLine(long, "answers", "x"), words_of(long), take(long))
    assert found.what.startswith("takes ")


def test_silence_has_no_length_and_no_ends() -> None:
    silence = np.zeros(mp3.RATE, np.float32)
    assert (duration(silence), cut_off(silence)) == (0.0, [])


def test_every_sentence_is_heard_once_and_says_where_it_is_from(content: Content) -> None:
    every = lines(CONTENT, content, "en")
    by_text = {line.text: line for line in every}
    assert len(by_text) == len(every)
    assert by_text["Your feet."].file == "groups"
    assert by_text["Two."].file == "guidance"
    assert {"answers", "caring", "opening", "help_lines"} <= {line.file for line in every}
    assert not [line.text for line in every if "{" in line.text or not line.words]


def written(folder: Path, text: str) -> Path:
    path = folder / "en.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_judgement_about_a_line_that_is_no_longer_said_is_a_fault(tmp_path: Path) -> None:
    fine = '  - {line: "Two.", why: short}\n'
    path = written(tmp_path, f"pronunciations: {{}}\nfine:\n{fine}{fine}" + '  - {line: "Gone.", why: short}\n')
    with pytest.raises(ContentError) as wrong:
        check_judgements(read_judgements(path), {"Two."}, path.name)
    assert str(wrong.value).splitlines() == [
        "en.yaml: fine[2]: 'Two.' is judged twice",
        "en.yaml: fine[3]: 'Gone.' is no longer said: take the judgement out",
    ]


def test_a_judgement_without_a_reason_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"fine\[1\]\.why: this key is missing"):
        read_judgements(written(tmp_path, 'pronunciations: {}\nfine: [{line: "Two."}]\n'))


def test_without_a_file_nothing_is_judged(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "xx.yaml").fine == ()


def test_the_judgements_of_this_house_are_about_lines_that_are_said(content: Content) -> None:
    judged = read_judgements(hear.JUDGED / "en.yaml")
    check_judgements(judged, {line.text for line in lines(CONTENT, content, "en")}, "en.yaml")


class Echo:
    """An ear that hears everything as it was said, but for what it is told to hear otherwise."""

    def __init__(self, otherwise: dict[str, str], takes: Takes, said: Sequence[HeardLine]) -> None:
        self.heard = {takes.path(Clip(line.text)): otherwise.get(line.text, " ".join(line.words)) for line in said}

    def unknown(self) -> frozenset[str]:
        return frozenset(["feet"])

    def hear(self, sounds: Sequence[Path], tell: Callable[[int], object]) -> list[tuple[str, ...]]:
        tell(len(sounds))
        return [tuple(self.heard[sound].split()) for sound in sounds]


SAID = (LINE, HeardLine("Two.", "guidance", "counts[2]"), HeardLine("Rest.", "guidance", "rest"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Runs the command with tones and an echo."""
    takes = Takes(tmp_path / "takes", Tones())
    echo = Echo({"Two.": "ten"}, takes, SAID)
    monkeypatch.setattr(hear, "TAKES", tmp_path / "takes")
    monkeypatch.setattr(hear, "JUDGED", tmp_path)
    monkeypatch.setattr(hear, "voice", lambda name, language: Tones())
    monkeypatch.setattr(hear, "lines", lambda *_: SAID)
    monkeypatch.setattr(Ear, "of", lambda *_: echo)

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["make hear", *arguments])
        return hear.main()

    return run


def test_what_is_open_is_listed_and_told_by_the_exit_code(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 1
    out = capsys.readouterr().out
    assert "guidance counts[2]" in out
    assert "Two." in out
    assert "heard as: ten" in out
    assert "the ear doesn't know the word 'feet'" in out
    assert out.splitlines()[-1] == "3 lines heard, 0 judged fine, 2 to listen to"


def test_what_was_judged_fine_is_not_listed(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, 'pronunciations: {}\nfine: [{line: "Two.", why: one syllable}]\n')
    assert run("--only", "guidance") == 0
    assert capsys.readouterr().out == "2 lines heard, 1 judged fine, 0 to listen to\n"


def test_a_file_that_has_no_lines_is_said(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("--only", "routines")
    assert ended.value.code == 2
    assert capsys.readouterr().err == "no lines are from routines; there are groups, guidance\n"


def test_another_language_has_no_ear() -> None:
    with pytest.raises(EarMissing, match="no recogniser hears 'xx'"):
        Ear.of("xx", [], {})


def test_an_ear_that_is_not_there_says_how_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.studio.hearing.ear.PROGRAM", ELSEWHERE)
    with pytest.raises(EarMissing, match="make build/hear/ready"):
        Ear.of("en", [], {})


def test_a_recogniser_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="pocketsphinx"):
        Ear([], program=Path(sys.executable)).unknown()


@pytest.mark.voice
def test_a_line_spoken_by_piper_is_heard_as_it_was_said_and_another_otherwise(tmp_path: Path) -> None:
    require("pocketsphinx (make build/hear/ready)", PROGRAM.is_file())
    takes = Takes(tmp_path, piper())
    clips = [Clip("Let the whole thigh sink."), Clip("Let the whole hand drop.")]
    takes.speak(clips)
    ear = Ear([words_of(text) for text in (clips[0].text, "Let the hand rest.", "And blorp.")])
    heard, other = ear.hear([takes.path(clip) for clip in clips])
    assert ear.unknown() == {"blorp"}
    assert heard == words_of(clips[0].text)
    assert other[:4] == ("let", "the", "whole", "hand")
