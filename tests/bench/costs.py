"""What a month costs, computed from whole sessions that the real entry point held with a table of moto's."""

import io
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path

from skill.app.telemetry import REASONS, Metric
from skill.content.languages import compile_content
from skill.practice.routine import Manner
from skill.simulator.desk import MODEL
from skill.simulator.device import Device
from skill.simulator.envelope import SKILL_ID, Sender
from skill.simulator.script import Player
from skill.simulator.understanding import Understanding
from skill.store.port import Changes, Listener
from tests.bench.meter import Meter, Use
from tests.bench.prices import CLOUDFRONT, LOGS, PRICES, flat_rate, tiered
from tests.bench.start_up import Unmeasured
from tests.bench.voices import ROOT
from tests.store.table import REGION, TABLE, moto

MONTHS = (1_000, 1_000_000, 100_000_000)
"""Sessions a month."""
SESSIONS = {
    "ten minutes": ("Alexa, open muscle relaxation", "yes", "yes"),
    "paused, resumed": (
        "Alexa, open muscle relaxation",
        "(during your thighs) Alexa, pause",
        "Alexa, stop",
        "Alexa, open muscle relaxation",
        "yes",
        "yes",
        "yes",
    ),
    "bedtime": ("Alexa, ask muscle relaxation to start the bedtime version for twenty minutes",),
}
"""What is measured, spoken to its end."""
SHARES = {"ten minutes": 0.5, "paused, resumed": 0.1, "bedtime": 0.4}
"""How many of all sessions are like it: a guess, until your metrics tell."""

COLUMNS = {
    name: name
    for name in ("requests", "calls", "read units", "write units", "record bytes", "response bytes", "log bytes")
} | {"ms of CPU": "milliseconds of CPU"}
"""What is told of a session, by the heading."""
SNAPSHOTS = "SnapStart, if on"
"""What stands in no sum."""

# Guesses, and facts that a desk can't measure.
GB = 1024**3
MEMORY = 1.0
"""GB, as in infra/template.yaml."""
CORES = 1024 / 1769
"""Lambda gives a whole core at 1,769 MB."""
TABLE_WAITS = 0.006
"""Seconds that a call to DynamoDB takes, within one region."""
COLD = 0.01
"""Share of requests that start the function."""
SESSIONS_A_LISTENER = 8
"""A month."""
MONTH = 30 * 24 * 60 * 60
"""Seconds."""
DAY = 24 * 60 * 60
HANDS_FREE = 0.4
"""Share of sessions that are played as audio instead of spoken: bedtime."""
HANDS_FREE_MINUTES = 20
HANDS_FREE_EVENTS = 4
"""Requests that the player of a device sends beside the first: started, nearly finished, stopped, finished."""
AUDIO_BITS = 48_000
"""A second."""
AUDIO_MONTHS = 2
"""How long the bucket keeps it."""
CUSTOM_METRICS = sum(len(REASONS.get(metric, ())) or 1 for metric in Metric)
"""Each with each of its reasons."""
FREE_METRICS = 10
"""Of AWS's free allowances; the alarms are within theirs."""
ALARMED_METRICS = 8
LOG_EVENT = 26
"""Bytes that CloudWatch adds to each line."""
PLATFORM_LINES = (
    f"START RequestId: {'0' * 36} Version: 12\n",
    f"END RequestId: {'0' * 36}\n",
    f"REPORT RequestId: {'0' * 36}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 1024 MB\t"
    "Max Memory Used: 100 MB\n",
)
"""What Lambda itself logs of each request."""


def measured() -> dict[str, Use]:
    """Return what a session of each kind uses, and what a start takes; raises Unmeasured."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    log = io.StringIO()
    with moto() as plain, tempfile.TemporaryDirectory() as folder, redirect_stdout(log):
        os.environ |= environment(plain.meta.endpoint_url, Path(folder) / "content.json")
        meter = Meter(plain)
        from skill.aws import lambda_function  # once its environment is there

        lambda_function.endpoint.hour_of = lambda _: 12  # asks nobody for the time zone
        found: dict[str, Use] = {}
        for order, name in enumerate(SESSIONS):
            user = f"amzn1.ask.account.{order}".ljust(200, "A")
            # As most are: somebody known, with a wish and an earlier session.
            known = Changes(preferences={"minutes": 10}, finished=Manner.TENSE, welcomed=True)
            meter.use = Use(float)
            lambda_function.app.store.save(Listener(user), known, int(time.time()) - DAY)
            app = lambda_function.app
            device = Device(
                lambda event: meter.skill(lambda_function.handler, event),
                Understanding.load(MODEL),
                app.content.library.speech_time,
                time.time(),
                Sender(user),
            )
            meter.use = found[name] = Use(float)
            log.truncate(log.seek(0))
            said = list(Player(device).play(SESSIONS[name]))
            if device.open or len(said) < len(SESSIONS[name]) * 2:
                raise Unmeasured(f"{name} did not reach its end: {said[-2:]}")
            lines = [*log.getvalue().splitlines(), *PLATFORM_LINES * int(meter.use["requests"])]
            meter.use["log bytes"] = sum(len(line.encode()) + 1 + LOG_EVENT for line in lines)
        found["start"] = Use(float, milliseconds=_start())
    return found


def environment(endpoint: str, content: Path) -> dict[str, str]:
    """Return what the template gives to the function, with a table and content of ours."""
    compile_content(ROOT / "content", content)
    return {
        "AWS_ENDPOINT_URL_DYNAMODB": endpoint,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "TABLE_NAME": TABLE,
        "CONTENT": str(content),
        "SKILL_ID": SKILL_ID,
        "POWERTOOLS_SERVICE_NAME": "muscle-relaxation",
        "POWERTOOLS_METRICS_NAMESPACE": "MuscleRelaxation",
    }


def _start() -> int:
    """Return the milliseconds of CPU that importing the entry point takes, once bytecode is there."""
    taken = 0.0
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", "import skill.aws.lambda_function"], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return round(taken * 1000)


def mixed(found: Mapping[str, Use], name: str) -> float:
    """Return how much of something an average session uses."""
    return sum(SHARES[kind] * found[kind][name] for kind in SESSIONS)


def month(found: Mapping[str, Use], sessions: int, played: float = HANDS_FREE) -> dict[str, float]:
    """Return what a month with so many sessions costs, in US dollars by item, so great a share of them being played."""
    requests = sessions * (mixed(found, "requests") + played * HANDS_FREE_EVENTS)
    seconds = sessions * (mixed(found, "milliseconds of CPU") / 1000 / CORES + mixed(found, "calls") * TABLE_WAITS)
    starts = requests * COLD
    record = max(use["record bytes"] for use in found.values()) + 100  # DynamoDB's own share of each item
    stored = sessions / SESSIONS_A_LISTENER * record / GB
    audio = audio_sent(sessions, played)
    price = PRICES
    return {
        "Lambda, requests": requests * price["Lambda request"],
        "Lambda, GB-seconds": (seconds + starts * found["start"]["milliseconds"] / 1000)
        * MEMORY
        * price["Lambda GB-second, arm64"],
        "DynamoDB, reads": sessions * mixed(found, "read units") * price["DynamoDB read unit"],
        "DynamoDB, writes": sessions * mixed(found, "write units") * price["DynamoDB write unit"],
        "DynamoDB, storage and recovery": stored
        * (price["DynamoDB storage, GB-month"] + price["DynamoDB point-in-time recovery, GB-month"]),
        "responses": sessions * mixed(found, "response bytes") / GB * price["response to Alexa, GB"],
        "logs": tiered(sessions * mixed(found, "log bytes") / GB, LOGS),
        "secret, alarms, metrics": price["secret, month"]
        + ALARMED_METRICS * price["alarm's metric, month"]
        + CUSTOM_METRICS * price["custom metric, month"],
        "audio, sent": tiered(audio, CLOUDFRONT) + sessions * played * price["CloudFront request, HTTPS"],
        "audio, kept two months": sessions * played * (price["S3 PUT"] + price["S3 HEAD or GET"])
        + audio * AUDIO_MONTHS * price["S3 storage, GB-month"],
        SNAPSHOTS: MEMORY * MONTH * price["SnapStart cache, GB-second"]
        + starts * MEMORY * price["SnapStart restore, GB"],
    }


def audio_sent(sessions: int, played: float = HANDS_FREE) -> float:
    """Return the GB of audio that are sent in a month with so many sessions, so great a share of them being played."""
    return sessions * played * HANDS_FREE_MINUTES * 60 * AUDIO_BITS / 8 / GB


def by_flat_rate(sessions: int) -> str:
    """Return what a plan of CloudFront's asks for the audio of a month, a request for each session played."""
    price = flat_rate(audio_sent(sessions), sessions * HANDS_FREE)
    return "no plan" if price is None else f"{price:,.2f}"


def at_least() -> float:
    """Return what a month costs beyond AWS's free allowances, however few sessions there are."""
    return PRICES["secret, month"] + (CUSTOM_METRICS - FREE_METRICS) * PRICES["custom metric, month"]


def report() -> None:
    """Print what each kind of session uses and what months cost; raises Unmeasured."""
    found = {kind: Use(float, {name: round(value) for name, value in use.items()}) for kind, use in measured().items()}
    print("\n".join(session_table(found)))
    print(f"\na start: {found['start']['milliseconds']:.0f} ms of CPU\n")
    print("\n".join(month_table(found)))


def session_table(found: Mapping[str, Use]) -> list[str]:
    """Return the table of what each kind of session uses, by lines."""
    head = ["| a session | " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * len(COLUMNS)]
    return head + [
        f"| {kind} | " + " | ".join(f"{found[kind][name]:,.0f}" for name in COLUMNS.values()) + " |"
        for kind in SESSIONS
    ]


def month_table(found: Mapping[str, Use]) -> list[str]:
    """Return the table of what months cost, by lines."""
    months = [month(found, sessions) for sessions in MONTHS]
    lines = ["| US dollars a month | " + " | ".join(f"{sessions:,} sessions" for sessions in MONTHS) + " |"]
    lines.append("|---|" + "---:|" * len(MONTHS))
    for item in months[0]:
        lines.append(f"| {item} | " + " | ".join(f"{each[item]:,.2f}" for each in months) + " |")
        if item == "audio, sent":
            lines.append("| the same by a flat rate | " + " | ".join(map(by_flat_rate, MONTHS)) + " |")
    spoken = [month(found, sessions, played=0.0) for sessions in MONTHS]
    for heading, each in (("all, spoken", spoken), ("all", months)):
        totals = (sum(cost for item, cost in one.items() if item != SNAPSHOTS) for one in each)
        lines.append(f"| **{heading}** | " + " | ".join(f"**{total:,.2f}**" for total in totals) + " |")
    return lines
