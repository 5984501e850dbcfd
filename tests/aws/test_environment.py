"""What a publisher may get wrong is said in one sentence, when the function starts."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from skill.aws.environment import AudioPlace, Environment, NotSet, read
from tests.conftest import ROOT

SOUND = {"TABLE_NAME": "listeners"}


def test_a_table_is_all_that_has_to_be_set() -> None:
    assert read(SOUND, ROOT) == Environment("listeners", ROOT / "content", 1.0, None, False)


def test_what_is_set_is_read() -> None:
    content = str(ROOT / "content" / "en")
    found = read({**SOUND, "CONTENT": content, "SPEAKING_RATE": "1.08", "SKILL_ID": " amzn1.ask.skill.1 "}, Path())
    assert found == Environment("listeners", Path(content), 1.08, "amzn1.ask.skill.1", False)


def test_packaged_content_comes_before_the_folder(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert read(SOUND, tmp_path).content == tmp_path / "content"
    (tmp_path / "content.json").write_text("{}")
    assert read(SOUND, tmp_path).content == tmp_path / "content.json"


@pytest.mark.parametrize(
    ("kind", "ahead"), [("snap-start", True), ("provisioned-concurrency", True), ("on-demand", False)]
)
def test_it_knows_whether_somebody_waits_while_it_starts(kind: str, ahead: bool) -> None:
    assert read({**SOUND, "AWS_LAMBDA_INITIALIZATION_TYPE": kind}, ROOT).initialised_ahead is ahead


AUDIO = {"AUDIO_BUCKET": "sessions", "AUDIO_URL": "https://audio.example/", "AUDIO_SECRET": "s" * 16, "CLIPS": "voice"}


def test_without_a_bucket_every_session_is_spoken() -> None:
    assert read({**SOUND, **AUDIO, "AUDIO_BUCKET": ""}, ROOT).audio is None


def test_where_sessions_to_be_played_lie_is_read() -> None:
    place = AudioPlace("sessions", "https://audio.example", b"s" * 16, Path("voice"))
    assert read({**SOUND, **AUDIO}, ROOT).audio == place
    assert read({**SOUND, **AUDIO, "CLIPS": ""}, ROOT).audio == replace(place, clips=ROOT / "clips")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AUDIO_SECRET", "", "AUDIO_SECRET is not set: make up 16 characters or more that nobody knows"),
        ("AUDIO_SECRET", "short", "AUDIO_SECRET is too short: make up 16 characters or more"),
        ("AUDIO_URL", " ", "AUDIO_URL is not set: name the address that serves AUDIO_BUCKET"),
        ("AUDIO_URL", "http://audio.example", "AUDIO_URL is 'http://audio.example': devices play from https://"),
    ],
)
def test_a_bucket_without_what_belongs_to_it_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(NotSet, match=rf"^{said}.*template\.yaml"):
        read({**SOUND, **AUDIO, name: value}, ROOT)


def test_where_the_picture_beside_what_is_played_lies_is_read() -> None:
    assert read(SOUND, ROOT).art == ""
    assert (
        read({**SOUND, "ART_URL": " https://pages.example/art-512.png "}, ROOT).art
        == "https://pages.example/art-512.png"
    )
    with pytest.raises(NotSet, match=r"^ART_URL is 'http://pages.example': devices show pictures from https://"):
        read({**SOUND, "ART_URL": "http://pages.example"}, ROOT)


def test_settings_are_read_in_one_place() -> None:
    known = {"aws/lambda_function.py", "simulator/desk.py", "studio/piper.py"}
    sources = {path: path.read_text("utf-8") for path in (ROOT / "skill").rglob("*.py")}
    reading = [path for path, text in sources.items() if re.search(r"\bos\.(environ|getenv)", text)]
    found = {str(path.relative_to(ROOT / "skill")) for path in reading}
    assert found == known


@pytest.mark.parametrize("table", [{}, {"TABLE_NAME": ""}, {"TABLE_NAME": " "}])
def test_without_a_table_it_says_which_variable_to_set_and_where(table: dict[str, str]) -> None:
    with pytest.raises(NotSet, match=r"^TABLE_NAME is not set: name the DynamoDB table .*template\.yaml"):
        read(table, ROOT)


@pytest.mark.parametrize("rate", ["quick", "0", "9", "-1", "nan", "inf", "1,1"])
def test_a_rate_that_no_voice_has_is_refused_with_what_it_may_be(rate: str) -> None:
    with pytest.raises(NotSet, match=rf"^SPEAKING_RATE is '{rate}': set a number from 0\.5 to 2\.0, .*template\.yaml"):
        read({**SOUND, "SPEAKING_RATE": rate}, ROOT)


def test_content_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotSet, match=r"^CONTENT names .*content\.json, where nothing is: set it"):
        read({**SOUND, "CONTENT": str(tmp_path / "content.json")}, ROOT)


def test_the_function_does_not_start_without_a_table_and_says_why() -> None:
    environ = {name: value for name, value in os.environ.items() if name != "TABLE_NAME"}
    started = subprocess.run(
        [sys.executable, "-c", "import skill.aws.start"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
    )
    assert started.returncode
    assert started.stderr.splitlines()[-1].startswith("skill.aws.environment.NotSet: TABLE_NAME is not set")
