"""Cold start, warm turn and memory of any skill, a process under the real Lambda runtime client."""

import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.simulator import envelope
from skill.simulator.envelope import Sender
from tests.aws.lambda_runtime import started

TURNS = 20
"""Turns after the first, of which the median is taken."""
SENDER = Sender(user="amzn1.ask.account.BENCH")
SESSION = "amzn1.echo-api.session.bench"

Figures = Mapping[str, float]


def measured(python: Path, folder: Path, handler: str, env: Mapping[str, str]) -> Figures:
    """Return the milliseconds to the first answer and of a warm turn, and the megabytes at the peak, of one start.

    One start before it doesn't count: it may write bytecode. Raises LambdaError.
    """
    _once(python, folder, handler, env)
    return _once(python, folder, handler, env)


def _once(python: Path, folder: Path, handler: str, env: Mapping[str, str]) -> Figures:
    begin = time.perf_counter()
    with started(folder, env, (str(python), "-m", "awslambdaric"), handler) as function:
        answer = function.invoke(_event(envelope.launch(), None))
        cold = time.perf_counter() - begin
        attributes, turns = answer.get("sessionAttributes") or {}, []
        for _ in range(TURNS):
            event = _event(envelope.intent("AMAZON.YesIntent", {}), attributes)
            begin = time.perf_counter()
            answer = function.invoke(event)
            turns.append(time.perf_counter() - begin)
            attributes = answer.get("sessionAttributes") or attributes
        return {"cold_ms": cold * 1e3, "warm_ms": statistics.median(turns) * 1e3, "peak_mb": function.peak()}


def _event(request: dict[str, Any], attributes: Mapping[str, Any] | None) -> dict[str, Any]:
    return envelope.envelope(request, SENDER, SESSION, attributes or {}, time.time(), attributes is None)
