"""CPU time of a warm turn without a database, and of the planner alone.

`python -m tests.bench.warm_turn ours` prints its figures as JSON, `screen` those with a picture each turn, `bare` those
of one handler: each in a process of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from skill.practice.library import Library
from skill.practice.planner import make_plan, pick_routine
from skill.practice.spec import Spec
from skill.store.port import Changes, Listener, Memory
from tests.bench.start_up import Unmeasured
from tests.bench.voices import ROOT

TURNS = 300
LAUNCH = {"type": "LaunchRequest"}
YES = {"type": "IntentRequest", "intent": {"name": "AMAZON.YesIntent", "confirmationStatus": "NONE"}}
CONTEXT = SimpleNamespace(
    function_name="f", memory_limit_in_mb=512, invoked_function_arn="arn:aws:lambda:::function:f", aws_request_id="1"
)

Handler = Callable[..., Any]


class OneMemory:
    """A store of one listener, without I/O."""

    def __init__(self) -> None:
        self.memory = Memory()

    def load(self, listener: Listener) -> Memory:
        """Return what is known."""
        return self.memory

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        """Apply the changes."""
        self.memory = self.memory.after(changes, now)
        return True

    def delete(self, listener: Listener, asked: int) -> None:
        """Forget."""
        self.memory = Memory()

    def delete_account(self, user: str, asked: int) -> None:
        """Forget."""
        self.memory = Memory()


def report() -> None:
    """Print the medians and their ratio; raises Unmeasured."""
    ours, bare = _measured("ours"), _measured("bare")
    print(f"CPU without the database, medians of {TURNS} turns of whole sessions")
    print(f"{'':24}{'this skill':>14}{'one handler':>14}{'ratio':>8}")
    for key, name in (("LaunchRequest", "launch, with a new plan"), ("IntentRequest", "yes, go on")):
        one, other = ours[key], bare[key]
        print(f"{name:24}{f'{one:.2f} ms':>14}{f'{other:.2f} ms':>14}{one / other:>8.1f}")
    seen = _measured("screen")
    for key, name in (("LaunchRequest", "launch, with a picture"), ("IntentRequest", "go on, with a picture")):
        print(f"{name:24}{f'{seen[key]:.2f} ms':>14}")
    plan = f"{ours['plan']:.2f} ms"
    print(f"{'a routine and a plan':24}{plan:>14}")


def _measured(skill: str) -> dict[str, float]:
    env = {**os.environ, "TABLE_NAME": "none", "AWS_DEFAULT_REGION": "us-east-1"}
    env |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    command = [sys.executable, "-m", "tests.bench.warm_turn", skill]
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if ran.returncode:
        raise Unmeasured(f"warm turn of {skill}: {ran.stderr.strip()[-600:]}")
    figures: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return figures


def _ours() -> tuple[Handler, Library]:
    """Return the handler that Lambda calls, its store replaced, and its library."""
    from skill.aws import lambda_function

    lambda_function.app.store = OneMemory()
    return lambda_function.handler, lambda_function.app.content.library


def _bare() -> Handler:
    from ask_sdk_core.skill_builder import CustomSkillBuilder

    builder = CustomSkillBuilder()

    @builder.request_handler(can_handle_func=lambda handler_input: True)
    def answer(handler_input: Any) -> Any:
        step = handler_input.attributes_manager.session_attributes.get("step", 0) + 1
        handler_input.attributes_manager.session_attributes["step"] = step
        said = handler_input.response_builder.speak("And relax.").ask("Shall we go on?")
        return said.set_should_end_session(step == 3).response

    handler: Handler = builder.lambda_handler()
    return handler


def _turns(handler: Handler, *, screen: bool = False) -> dict[str, float]:
    """Return milliseconds of CPU by request: launch, then yes until the session ends, and again."""
    taken: dict[str, list[float]] = {LAUNCH["type"]: [], str(YES["type"]): []}
    attributes = None
    for _ in range(TURNS):
        request = YES if attributes else LAUNCH
        event = _event(request, attributes, screen=screen)
        start = time.process_time()
        answer = handler(event, CONTEXT)
        taken[str(request["type"])].append((time.process_time() - start) * 1000)
        attributes = None if answer["response"].get("shouldEndSession") else answer["sessionAttributes"]
    return {kind: statistics.median(each[len(each) // 10 :]) for kind, each in taken.items()}


def _event(request: Mapping[str, Any], attributes: Mapping[str, Any] | None, *, screen: bool) -> dict[str, Any]:
    user, application = {"userId": "bench"}, {"applicationId": "amzn1.ask.skill.bench"}
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    interfaces: dict[str, Any] = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}} if screen else {}
    system = {
        "application": application,
        "user": user,
        "device": {"deviceId": "bench", "supportedInterfaces": interfaces},
    }
    session = {"new": attributes is None, "sessionId": "s", "application": application, "user": user}
    return {
        "version": "1.0",
        "session": {**session, "attributes": attributes or {}},
        "context": {"System": {**system, "apiEndpoint": "https://api.amazonalexa.com", "apiAccessToken": ""}},
        "request": {"requestId": "r", "locale": "en-US", "timestamp": stamp, **request},
    }


def _plan(library: Library) -> float:
    """Return milliseconds of CPU for a routine picked and planned; each seed is a plan never made before."""
    taken = []
    for seed in range(100):
        start = time.process_time()
        make_plan(pick_routine(Spec("", 10, seed=seed), library, bedtime=False), library)
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure one skill in this process."""
    if sys.argv[1] == "bare":
        figures = _turns(_bare())
    elif sys.argv[1] == "screen":
        figures = _turns(_ours()[0], screen=True)
    else:
        handler, library = _ours()
        figures = {**_turns(handler), "plan": _plan(library)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
