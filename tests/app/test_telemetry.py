"""What is logged and counted: listed in infra/README.md, true to what happened, and nothing of a listener."""

import json
import os
import re
import subprocess
import sys
from random import Random
from typing import Any

import pytest

from skill.app.app import App
from skill.app.telemetry import FIELDS, REASONS, Counted, Line, Metric
from skill.content.content import Content
from skill.simulator.desk import desk_skill, listening
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.imagined import ImaginedAudio
from skill.simulator.script import Player
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes, Listener
from tests.conftest import ROOT

BEGIN = 1_790_000_000
OPEN = "Alexa, open muscle relaxation"
PUBLISHER = {"TABLE_NAME": "listeners", "AWS_DEFAULT_REGION": "eu-west-1"}
AUDIO = {"AUDIO_BUCKET": "sessions", "AUDIO_URL": "https://audio.example", "AUDIO_SECRET": "SECRET" * 3}
TALKATIVE = {"POWERTOOLS_LOGGER_LOG_EVENT": "true", "POWERTOOLS_LOG_LEVEL": "DEBUG", "POWERTOOLS_DEV": "false"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that the function writes while everything happens that may happen, at the most talkative."""
    command = [sys.executable, "-m", "tests.app.observed_sessions", str(tmp_path_factory.mktemp("observed"))]
    environ = {**os.environ, **PUBLISHER, **TALKATIVE, **AUDIO, "CLIPS": "nowhere"}
    ran = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def written(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def section() -> str:
    """The section of infra/README.md."""
    return (ROOT / "infra" / "README.md").read_text("utf-8").partition("## What is logged and counted\n")[2]


def table(section: str, heading: str) -> dict[str, list[str]]:
    """Return a table's first column, with the names in its second."""
    rows = section.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [re.split(r" ?\| ?", row.strip("|")) for row in rows]
    return {cell[0].strip(" `"): re.findall(r"`([^`]+)`", cell[1]) for cell in cells}


@pytest.mark.promise("nothing-said-kept")
def test_nothing_of_a_listener_is_logged_or_counted(output: str) -> None:
    assert len(output.splitlines()) > 40
    assert "SECRET" not in output


def test_every_metric_is_listed_with_its_reasons(section: str) -> None:
    assert table(section, "metric") == {metric: list(REASONS.get(metric, ())) for metric in Metric}


def test_every_line_of_the_log_is_listed_with_its_fields(section: str) -> None:
    assert {line: set(fields) for line, fields in table(section, "message").items()} == {
        line: set(FIELDS[line]) for line in Line
    }


def test_what_is_counted_is_what_is_declared(written: list[dict[str, Any]]) -> None:
    found: dict[str, set[str]] = {}
    for line in written:
        if "_aws" in line:
            ((metric,),) = ([each["Name"] for each in one["Metrics"]] for one in line["_aws"]["CloudWatchMetrics"])
            assert set(line) == {"_aws", "service", metric, *(["reason"] if metric in REASONS else [])}
            found.setdefault(metric, set()).update([line["reason"]] if "reason" in line else [])
    assert found == {metric: set(REASONS.get(metric, ())) for metric in Metric}


def test_what_is_logged_is_what_is_declared(written: list[dict[str, Any]], section: str) -> None:
    always = set(re.findall(r"`(\w+)`", section.partition("**Lines of the log**")[2].partition("\n\n")[0]))
    logged = [line for line in written if "_aws" not in line]
    assert {line["message"]: set(line) - always for line in logged} == {line: set(FIELDS[line]) for line in Line}


def test_every_field_of_a_query_is_one_that_is_logged(section: str) -> None:
    known = {"message", *(field for fields in FIELDS.values() for field in fields)}
    queries = re.findall(r"```\n(.*?)```", section, re.DOTALL)
    assert len(queries) == 4
    for query in queries:
        assert set(re.findall(r'message (?:=|in) \[?"([^"]+)"', query)) <= set(Line)
        named = set(re.findall(r"\b[a-z]+_[a-z]+(?:_[a-z]+)*\b|reason|error|fault|misses|question", query))
        assert named - set(re.findall(r" as (\w+)", query)) - {"seconds_left"} <= known


@pytest.fixture
def counted() -> list[Counted]:
    return []


@pytest.fixture
def app(content: Content, counted: list[Counted]) -> App:
    store = MemoryStore(clock=lambda: BEGIN)
    store.save(Listener(Sender().user), Changes(welcomed=True), BEGIN)
    return App(content, store, Random(1), count=counted.append, audio=ImaginedAudio(content.library))


@pytest.fixture
def player(app: App, understanding: Understanding) -> Player:
    return Player(Device(desk_skill(app), understanding, app.content.library.speech_time, BEGIN))


@pytest.fixture
def by_ear(player: Player, app: App) -> Player:
    """The same on a device that plays."""
    player.device.listen = listening(app)
    return player


def total(counted: list[Counted], metric: Metric) -> float:
    return sum(each.value for each in counted if each.metric is metric)


def totals(counted: list[Counted]) -> dict[Metric, float]:
    return {each.metric: total(counted, each.metric) for each in counted if each.metric is not Metric.MINUTES_GUIDED}


def test_a_session_spoken_to_its_end_counts_once_and_its_minutes(player: Player, counted: list[Counted]) -> None:
    list(player.play([OPEN, "yes", "yes"]))
    assert totals(counted) == {Metric.SESSIONS_BEGUN: 1, Metric.SESSIONS_FINISHED: 1}
    assert total(counted, Metric.MINUTES_GUIDED) == pytest.approx(10, abs=0.1)


def test_a_session_paused_and_taken_up_again_was_begun_once(player: Player, counted: list[Counted]) -> None:
    list(player.play([OPEN, "(during your thighs) Alexa, pause", "(silence)", OPEN, "yes", "yes", "yes", "yes"]))
    assert totals(counted) == {Metric.SESSIONS_BEGUN: 1, Metric.SESSIONS_RESUMED: 1, Metric.SESSIONS_FINISHED: 1}
    assert total(counted, Metric.MINUTES_GUIDED) == pytest.approx(10, abs=1)


def test_what_is_only_asked_begins_nothing(player: Player, counted: list[Counted]) -> None:
    list(player.play(["Alexa, ask muscle relaxation for help", "what can i say", "stop"]))
    assert counted == []


def test_bedtime_counts_whole_as_it_begins(player: Player, counted: list[Counted]) -> None:
    list(player.play(["Alexa, ask muscle relaxation to start the bedtime version for twenty minutes"]))
    assert totals(counted) == {Metric.SESSIONS_BEGUN: 1, Metric.SESSIONS_FINISHED: 1}
    assert total(counted, Metric.MINUTES_GUIDED) == pytest.approx(20, abs=0.2)


def test_a_session_played_to_its_end_counts_once_and_its_minutes(by_ear: Player, counted: list[Counted]) -> None:
    asked = "(30 s) Alexa, ask muscle relaxation how much is left"
    hands_free = "Alexa, ask muscle relaxation for hands free"
    list(by_ear.play([hands_free, OPEN, asked, "(30 s) Alexa, pause", "(10 min) Alexa, resume"]))
    assert totals(counted) == {Metric.SESSIONS_BEGUN: 1, Metric.SESSIONS_RESUMED: 1, Metric.SESSIONS_FINISHED: 1}
    assert total(counted, Metric.MINUTES_GUIDED) == pytest.approx(10, abs=0.5)


def test_a_night_that_is_played_counts_once_and_its_minutes(by_ear: Player, counted: list[Counted]) -> None:
    list(by_ear.play(["Alexa, ask muscle relaxation for the bedtime version"]))
    assert totals(counted) == {Metric.SESSIONS_BEGUN: 1, Metric.SESSIONS_FINISHED: 1}
    assert total(counted, Metric.MINUTES_GUIDED) == pytest.approx(10, abs=0.1)


def test_where_somebody_leaves_off_is_told(player: Player, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        list(player.play([OPEN, "(during your thighs) Alexa, stop"]))
    (record,) = [record for record in caplog.records if record.getMessage() == Line.LEFT_OFF]
    told = {field.value: getattr(record, field) for field in FIELDS[Line.LEFT_OFF]}
    seconds_left = told.pop("seconds_left")
    assert told == {"muscle_group": "thighs", "routine": "standard", "minutes": 10}
    assert 300 < seconds_left < 600
