"""What is learned of a small model, and kept for as long as it stays."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from skill.content.fault import ContentError
from skill.simulator.model import main
from skill.simulator.slots import said_values
from skill.simulator.understanding import Understanding
from tests.strategies import CONTENT

SMALL = {
    "intents.yaml": """
slots: {}
intents: {EmergencyIntent: [], OnwardIntent: [], BackIntent: []}
urgent: [EmergencyIntent]
slot_types: {}
fallback_sensitivity: LOW
""",
    "en/language.yaml": "locales: {en-US: []}\ninvocation: muscle relaxation\nalexa_knows: {}\n",
    "en/values.yaml": "{}\n",
    "en/moments.yaml": """
EmergencyIntent: [my chest is hurting, my chest is hurting badly, my chest hurts, "(please|oh) my chest is hurting so"]
OnwardIntent: ["(please|just) go on [now]", let us go on, go on to the next]
BackIntent: [back again, "(please|just) go back [now]", let us go back]
""",
    "en/other_talk.txt": "what a day\nwhere is he\nthe cat is out\n",
}


def small(folder: Path, files: Mapping[str, str] = SMALL) -> Path:
    """Write a small model into a folder."""
    (folder / "en").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    assert main([], folder) == 0
    return folder


def test_what_was_learned_is_kept_for_as_long_as_the_model_stays(tmp_path: Path) -> None:
    folder = small(tmp_path)
    kept = tmp_path / "kept"
    first = Understanding.load(folder, content=CONTENT, kept=kept)
    (file,) = kept.iterdir()
    before = file.stat().st_mtime_ns
    again = Understanding.load(folder, content=CONTENT, kept=kept)
    assert file.stat().st_mtime_ns == before
    heard = first.understand("go on please now")
    assert heard is not None
    assert again.understand("go on please now") == heard
    (folder / "en" / "other_talk.txt").write_text("what a day\nwhere is he\n", "utf-8")
    Understanding.load(folder, content=CONTENT, kept=kept)
    assert len([*kept.iterdir()]) == 2


def test_a_cry_for_help_counts_where_any_is_likely(tmp_path: Path) -> None:
    understanding = Understanding.load(small(tmp_path), content=CONTENT, kept=tmp_path / "kept")
    heard = understanding.understand("please go on my chest is hurting so badly")
    assert heard is not None
    assert heard.intent == "EmergencyIntent"


SPOKEN = {
    **SMALL,
    "intents.yaml": """
slots: {area: AREA}
intents: {EmergencyIntent: [], OnwardIntent: [], BackIntent: [], SkipIntent: [area]}
urgent: [EmergencyIntent]
slot_types: {AREA: [knees, ankles, back]}
fallback_sensitivity: LOW
""",
    "en/values.yaml": "AREA: {knees: [knees], ankles: [ankles], back: [back]}\n",
    "en/moments.yaml": SMALL["en/moments.yaml"]
    + """SkipIntent: ["skip my {area}", "please skip my {area}", "leave my {area} out", "put my {area} back"]
""",
}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    folder = small(tmp_path_factory.mktemp("spoken"), SPOKEN)
    return Understanding.load(folder, content=CONTENT, kept=folder / "kept")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("my neighbour told his uncle about some garden fence yesterday so please just go on now", "OnwardIntent"),
        ("please just go on now because my neighbour told his uncle about some garden fence yesterday", "OnwardIntent"),
        (
            "what a day the cat is out and where is he now what a day my chest is hurting so badly",
            "EmergencyIntent",
        ),
        ("let us go back my chest hurts", "EmergencyIntent"),
    ],
)
def test_in_long_talk_a_wish_is_heard_first_or_last_and_a_cry_for_help_after_anything(
    spoken: Understanding, said: str, intent: str
) -> None:
    heard = spoken.understand(said)
    assert heard is not None
    assert heard.intent == intent


def test_long_talk_that_only_has_a_word_of_a_wish_in_it_is_left_alone(spoken: Understanding) -> None:
    assert spoken.understand("my neighbour told his uncle about some garden fence and where he is now") is None


@pytest.mark.parametrize(
    ("said", "area"),
    [("please skip my knees no not those ankles", "ankles"), ("please put my knees back now", "knees")],
)
def test_the_last_value_counts_unless_it_is_a_word_of_the_sentence(spoken: Understanding, said: str, area: str) -> None:
    assert {slot: span.value for slot, span in said_values(spoken.model, "SkipIntent", said).items()} == {"area": area}


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("intents.yaml", r"intents\.yaml"),
        ("locales/en-US.json", "en-US.json: interactionModel: there is no such model: run `make model`"),
    ],
)
def test_what_cannot_be_read_names_the_file(tmp_path: Path, file: str, reason: str) -> None:
    folder = small(tmp_path)
    (folder / file).unlink()
    if file == "intents.yaml":
        (folder / file).write_text("intents: [\n", "utf-8")
    with pytest.raises(ContentError, match=reason):
        Understanding.load(folder, content=CONTENT, kept=tmp_path / "kept")
