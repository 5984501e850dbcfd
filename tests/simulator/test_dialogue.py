"""An author's dialogues: what is written wrongly and what goes otherwise are said in sentences, with where it is."""

from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content
from skill.simulator.dialogue import __main__ as command
from skill.simulator.dialogue.exchange import Exchange
from skill.simulator.dialogue.limits import LARGEST_RESPONSE, LARGEST_TOKEN, faults_of
from skill.simulator.dialogue.playing import Unexpected, play
from skill.simulator.dialogue.reading import Dialogue, Miswritten, read
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.understanding import Understanding
from skill.speech.ssml import LIMIT
from skill.store.memory_store import MemoryStore

OPEN = "Alexa, open muscle relaxation"


def faults(path: Path, text: str) -> list[str]:
    path.write_text(text, "utf-8")
    with pytest.raises(Miswritten) as raised:
        read(path)
    return [fault.removeprefix(str(path)) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("turn", "reason"),
    [
        ("you: yes", 'put yes, no, on and off in "quotes" after `you`'),
        ("alexa: [no, Hello.]", 'put yes, no, on and off in "quotes" after `alexa`'),
        ("you: 5", "`you` is followed by words, not by 5"),
        ("you: ''", "`you` is followed by words, not by ''"),
        ("yuo: help", "there is no key `yuo`; there are later, device, "),
        ("later: soon", '`later` is a time such as "10 s", "2 min", "8 h" or "1 d", not \'soon\''),
        ("open: maybe", "`open` is true or false, not 'maybe'"),
        ("hour: 24", "`hour` is an hour from 0 to 23, not 24"),
        ("store: away", "`store` is one of gone, back, not 'away'"),
        ("press: Stop", "`press` is one of Play, Pause, Next, Previous, not 'Stop'"),
        ("touch: dance", "`touch` is one of pause, go_on, next, previous, not 'dance'"),
        ("content: with toes", "`content` says what is no longer there, such as `without the feet`"),
        ("attributes: none", "`attributes` is followed by keys with values"),
        ("{you: help, press: Play}", "`you` and `press` are two turns: begin another with a dash"),
        ("{touch: pause, end: ERROR}", "`touch` and `end` are two turns: begin another with a dash"),
        ("{you: help, after: 5 s}", "`after` is of a button, a touch or an end: before words write"),
        ("after: 5 s", "`after` is of a button, a touch or an end: before words write"),
        ('you: "(90) pause"', '`you` has brackets only as in "(90 s) pause", '),
        ("you: (soon)", '`you` has brackets only as in "(90 s) pause", '),
        ("help", "a turn is a list of keys with values, such as `you: help`, not 'help'"),
    ],
)
def test_a_turn_that_is_written_wrongly_is_told_with_its_file_dialogue_and_number(
    turn: str, reason: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path / "a.yaml", f"- name: by night\n  turns:\n    - you: help\n    - {turn}\n")
    assert fault.startswith(f': "by night", turn 2: {reason}')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name: one", ": a list of dialogues is expected here, each beginning with `- name:`"),
        ("- turns: [{you: help}]", ": dialogue 1, `name` is followed by words, not by None"),
        ("- name: one", ': "one", a dialogue has a name and a list of turns'),
        ("- {name: one, turns: [{you: help}], when: now}", ': "one", there is no key `when`; there are name, given, '),
        ("- {name: one, turns: [{you: help}], given: tea}", ": \"one\", `given` can only be welcomed, not 'tea'"),
        ("- {name: one, turns: [{you: help}], can_play: yes}",
         ': "one", put yes, no, on and off in "quotes" after `can_play`'),
        ("- {name: one, turns: [{you: help}], promise: tea}", ': "one", docs/promises.md has no promise `tea`; '),
        ("- {name: one, turns: []}", ': "one", nothing happens in it: write a turn'),
        ("- &a {name: one, turns: [{you: help}]}", ": line 1: the words begin with &"),
        ("- {name: one, turns: [{you: help}]}\n- {name: one, turns: [{you: stop}]}",
         ': "one", another dialogue of this file is called so too: give it a name of its own'),
        ("- {name: one, name: two}", ": line 1: 'name' stands here twice"),
    ],
)  # fmt: skip
def test_a_file_that_is_written_wrongly_is_told(text: str, reason: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "a.yaml", text)
    assert fault.startswith(reason)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = "- {name: one, turns: [{you: yes}, {open: 1}]}\n- {name: two, turns: [{say: hello}]}\n"
    assert len(faults(tmp_path / "a.yaml", text)) == 3


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Miswritten, match=r"b\.yaml: \(the whole file\): this file is missing: "):
        read(tmp_path / "b.yaml")


def test_a_folder_or_another_encoding_is_told_without_jargon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "c.yaml"
    latin.write_bytes("- name: caf\N{LATIN SMALL LETTER E WITH ACUTE}\n".encode("latin-1"))
    assert command.main([str(tmp_path), str(latin), str(tmp_path / "d.yaml")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path}: (the whole file): this file can't be opened: is a directory",
        f"{latin}: line 1: these letters are in another encoding: save the file as UTF-8",
        f"{tmp_path / 'd.yaml'}: (the whole file): this file is missing: take it back from the last commit",
    ]


@pytest.fixture
def stage(content: Content, understanding: Understanding) -> Stage:
    return Stage(content, understanding, Watched(MemoryStore(clock=lambda: 0.0)))


@pytest.mark.parametrize(
    ("turn", "expected", "said"),
    [
        ({"you": OPEN, "alexa": ["Welcome", "Good night"]}, "'Good night' after 'Welcome'", "Welcome to"),
        ({"you": OPEN, "never": ["Welcome"]}, "never 'Welcome'", "Welcome to"),
        ({"you": OPEN, "open": False}, "that the skill is closed", "Welcome to"),
        ({"you": OPEN, "plays": True}, "that audio plays (it is IDLE)", "Welcome to"),
        ({"content": "without the wings"}, "a turn that can be played", "content cannot be had without the wings"),
        ({"you": "(during your wings) stop"}, "a turn that can be played", "the last answer does not say that"),
    ],
)
def test_what_goes_otherwise_is_told_with_what_was_expected_and_what_was_said(
    turn: dict[str, Any], expected: str, said: str, stage: Stage
) -> None:
    dialogue = Dialogue("one", (Exchange(you="hello"), Exchange.read(turn)))
    with pytest.raises(Unexpected) as raised:
        play(dialogue, stage)
    assert (raised.value.turn, raised.value.expected) == (2, expected)
    assert said in raised.value.said
    assert f"turn 2 ({raised.value.done}): expected {expected}" in str(raised.value)


def test_a_store_that_is_gone_fails_in_all_it_does_and_is_back_when_told(stage: Stage) -> None:
    deletes = ("Alexa, ask muscle relaxation to delete my data", "yes")
    turns = [{"you": each, "store": "gone"} for each in deletes] + [{"you": each, "store": "back"} for each in deletes]
    turns[1] |= {"never": "deleted"}
    turns[3] |= {"alexa": "deleted"}
    play(Dialogue("one", tuple(map(Exchange.read, turns))), stage)


def answer(ssml: str = "", reprompt: bool = False, **more: Any) -> dict[str, Any]:
    spoken = {"outputSpeech": {"ssml": f"<speak>{ssml}</speak>"}} if ssml else {}
    asked = {"reprompt": {"outputSpeech": {"ssml": "<speak>So?</speak>"}}} if reprompt else {}
    return {"response": {**spoken, **asked, **more}}


def stream(token: str = "t", url: str = "https://desk.example", **more: Any) -> dict[str, Any]:
    return {"type": "AudioPlayer.Play", "audioItem": {"stream": {"token": token, "url": url, **more}}}


@pytest.mark.parametrize(
    ("given", "kind", "reason"),
    [
        (answer("So it is.", reprompt=True, shouldEndSession=False), "IntentRequest", "ends with a question"),
        (answer("Is it?"), "IntentRequest", "ends with a question"),
        (answer("Is it?", shouldEndSession=False), "IntentRequest", "has a reprompt if and only if"),
        (answer("Tea & cake"), "IntentRequest", "no SSML"),
        (answer('So. <break time="20s"/>'), "IntentRequest", "a break of 20 s"),
        (answer("la " * LIMIT), "IntentRequest", "the speech has"),
        (answer(card="la " * LARGEST_RESPONSE), "IntentRequest", "the answer has"),
        (answer("Good bye."), "SessionEndedRequest", "nothing can be said"),
        (answer("Good bye."), "AudioPlayer.PlaybackStopped", "is answered with outputSpeech"),
        (answer(directives=[stream()]), "AudioPlayer.PlaybackStopped", "answered with nothing"),
        (answer(directives=[stream(), stream()]), "IntentRequest", "2 directives"),
        (answer(directives=[stream("t" * (LARGEST_TOKEN + 1))]), "IntentRequest", "the token has 1025 characters"),
        (answer(directives=[stream(url="http://desk.example")]), "IntentRequest", "not https"),
        (answer(directives=[stream(expectedPreviousToken="s")]), "IntentRequest", "expects no token"),
        (answer("So?", True, shouldEndSession=False, directives=[stream()]), "IntentRequest", "stays open while"),
    ],
)
def test_what_alexa_would_not_take_is_named(given: dict[str, Any], kind: str, reason: str) -> None:
    (fault,) = faults_of(given, kind)
    assert reason in fault


def test_an_answer_that_alexa_takes_has_no_fault() -> None:
    assert not faults_of(answer("So?", reprompt=True, shouldEndSession=False), "IntentRequest")
    assert not faults_of(answer("So it is.", directives=[stream()]), "IntentRequest")
    assert not faults_of(answer(), "AudioPlayer.PlaybackStopped")


@pytest.fixture
def played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, understanding: Understanding, capsys: pytest.CaptureFixture[str]
) -> Any:
    """What `make dialogue` does with these texts: its exit code, and what it prints."""
    monkeypatch.setattr(Understanding, "load", lambda folder: understanding)

    def play(*texts: str) -> tuple[int, str, str]:
        for order, text in enumerate(texts):
            (tmp_path / f"{order}.yaml").write_text(text, "utf-8")
        monkeypatch.setattr(command, "DIALOGUES", tmp_path)
        code = command.main([])
        return code, *capsys.readouterr()

    return play


def test_what_went_wrong_is_shown_and_the_rest_is_played(played: Any) -> None:
    good = f"- name: good\n  turns: [{{you: '{OPEN}', alexa: Welcome to}}]\n"
    bad = f"- name: bad\n  turns: [{{you: '{OPEN}', alexa: Good night}}]\n"
    code, out, _ = played(bad + good, good)
    assert code == 1
    assert out.splitlines()[:3] == ["0: bad … wrong", f"    turn 1, you:  {OPEN}", "    expected:     'Good night'"]
    assert out.splitlines()[-3:] == ["0: good … ok", "1: good … ok", "3 dialogues played, 1 went wrong"]
    assert played(good, good)[0] == 0


def test_what_is_written_wrongly_is_told_before_anything_is_played(played: Any) -> None:
    code, out, err = played("- {name: one, turns: [{you: yes}]}", "- {name: two, turns: [{say: hello}]}")
    assert (code, out) == (2, "")
    assert [line.partition(".yaml: ")[2][:13] for line in err.splitlines()] == ['"one", turn 1', '"two", turn 1']
