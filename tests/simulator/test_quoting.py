"""`make quotes`: a dialogue that quotes words which an author changed quotes the new ones, as they were said."""

from pathlib import Path

import pytest

from skill.content.content import Content
from skill.simulator.dialogue import requote
from skill.simulator.dialogue.quoting import Changed, changes, requoted
from skill.simulator.dialogue.reading import read
from skill.simulator.understanding import Understanding

OLD = {
    "opening.resume": "You paused at {place}, with about {minutes} left. Shall we go on?",
    "guiding.paused": "Paused. Take all the time you need.",
    "cramp": "If the muscle begins to cramp, stop at once.",
    "same": "Nothing new.",
}
NEW = {
    "opening.resume": "Last time it was {place}, and about {minutes} are left. Would you like to go on?",
    "guiding.paused": "A pause now.",
    "cramp": "Should the muscle cramp, stop.",
    "same": "Nothing new.",
}
CHANGED = changes(OLD, NEW)
CRAMP = NEW["cramp"]
OFFERED = "Last time it was your feet, and about nine minutes are left. Would you like to go on?"


def test_what_was_changed_is_told_sentence_by_sentence_where_both_have_as_many() -> None:
    assert set(CHANGED) == {
        Changed(
            "You paused at {place}, with about {minutes} left.",
            "Last time it was {place}, and about {minutes} are left.",
        ),
        Changed("Shall we go on?", "Would you like to go on?"),
        Changed("Paused. Take all the time you need.", "A pause now."),
        Changed("If the muscle begins to cramp, stop at once.", "Should the muscle cramp, stop."),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("quoted", "said", "now"),
    [
        ("You paused at your feet, with about nine minutes left. Shall we go on?", OFFERED, OFFERED),
        ("You paused at your feet", OFFERED, "Last time it was your feet, and about nine minutes are left."),
        ("Shall we go on?", "Would you like to go on?", "Would you like to go on?"),
        ("Paused.", "A pause now. (60 s)", "A pause now."),
        ("Your feet. If the muscle begins", f"Your feet. {CRAMP} Up.", f"Your feet. {CRAMP}"),
        ("You paused at your feet, with about nine minutes left.", OFFERED.replace("feet", "jaw"), None),
        ("You paused at your jaw", OFFERED, None),
        ("Shall we go on?", "Something else.", None),
        ("Never written.", OFFERED, None),
        ("", OFFERED, None),
    ],
)  # fmt: skip
def test_a_quotation_becomes_what_was_said_and_only_if_it_was(quoted: str, said: str, now: str | None) -> None:
    assert requoted(quoted, said, CHANGED) == now


def test_a_dialogue_is_written_anew_and_nothing_else_of_it(
    content: Content, understanding: Understanding, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paused = content.phrases.guiding.paused
    file = tmp_path / "pausing.yaml"
    before = (
        "# A comment stays.\n"
        "- name: a pause\n"
        "  given: welcomed\n"
        "  turns:\n"
        "    - you: Alexa, start muscle relaxation\n"
        '    - you: "(during your thighs) pause"\n'
        '      alexa: ["We rest.", "(60 s)"]\n'
        "- name: nothing that anybody changed\n"
        "  turns:\n"
        "    - you: Alexa, start muscle relaxation\n"
        "      alexa: Not this.\n"
    )
    file.write_text(before, "utf-8")
    assert requote.mended(file, [Changed("We rest.", paused)], content, understanding) == 1
    assert file.read_text("utf-8") == before.replace("We rest.", paused)
    assert read(file)[0].turns[1].alexa == (paused, "(60 s)")
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"pausing: a pause: 'We rest.' is now {paused!r}"
    assert told[1].startswith("pausing: nothing that anybody changed: turn 1 ")


def test_what_goes_well_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: Content) -> None:
    file = tmp_path / "opening.yaml"
    file.write_text("- name: opened\n  turns:\n    - you: Alexa, start muscle relaxation\n      open: true\n", "utf-8")
    assert requote.main([str(file)]) == 0
    assert capsys.readouterr().out == "every dialogue goes well\n"
    file.write_text(file.read_text("utf-8").replace("true", "false"), "utf-8")
    assert requote.main([str(file)]) == 1
    assert capsys.readouterr().out.endswith("1 dialogues still go wrong: `make dialogue` shows where\n")


def test_without_the_old_words_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert requote.main(["--since", "no-such-commit"]) == 2
    assert "the words of no-such-commit can't be had from git" in capsys.readouterr().err
