"""Lambda on this machine: the real runtime client starts a handler, and a Runtime API on loopback hands it requests."""

import json
import queue
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from threading import Event, Thread
from typing import Any

HANDLER = "skill.aws.start.handler"
CLIENT = ("awslambdaric", "simplejson", "snapshot-restore-py")
"""What Lambda's image has of its own."""
PATIENCE = 300.0
"""Seconds until it is said that nothing will come: no test waits for this unless it fails."""
CLOCKED = """
import pathlib, runpy, sys, time
clock = pathlib.Path(sys.argv.pop(1))
time.time = lambda: float(clock.read_text())
runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)
"""
"""The runtime client in a process whose time is what a file says: it stands still while the machine is busy."""
NOWHERE = "http://127.0.0.1:9"
"""Alexa's services, where a test may not reach them: refused at once."""
ENVIRONMENT = {
    "AWS_LAMBDA_FUNCTION_NAME": "muscle-relaxation",
    "AWS_LAMBDA_FUNCTION_VERSION": "1",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
    "AWS_REGION": "eu-west-1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "PYTHONDONTWRITEBYTECODE": "1",  # Lambda's own folder can't be written either
}


class LambdaError(Exception):
    """The function failed, did not start, or did not answer; it says how."""


class Lambda:
    """One execution environment."""

    def __init__(self, api: "_RuntimeApi", process: subprocess.Popen[bytes], log: Path) -> None:
        self._api, self._process, self._log = api, process, log

    def wait_until_ready(self) -> None:
        """Return when initialisation is over; raises LambdaError."""
        self._wait(self._api.ready.is_set)

    def invoke(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Return the function's answer; a clock in a file is set to the event's time. Raises LambdaError."""
        self._api.set_clock(event)
        self._api.events.put(json.dumps(event).encode())
        self._wait(lambda: not self._api.answers.empty())
        failed, body = self._api.answers.get()
        if failed:
            raise LambdaError(f"{body.decode()}\n{self.log()}")
        answer: dict[str, Any] = json.loads(body)
        return answer

    def cpu(self) -> float:
        """Return the seconds of CPU that all threads of the process have taken; on Linux alone."""
        return time.clock_gettime((~self._process.pid << 3) | 2)  # what clock_getcpuclockid(3) makes of a process

    def peak(self) -> float:
        """Return the most memory that the process has had, in megabytes; on Linux alone."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
        return int(kilobytes) / 1024

    def log(self) -> str:
        """Return what the function has written to its log."""
        return self._log.read_text("utf-8")

    def _wait(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not done():
            self._api.changed.wait(0.5)
            self._api.changed.clear()
            if not done() and (self._process.poll() is not None or time.monotonic() > until):
                raise LambdaError(f"no answer, exit code {self._process.poll()}; {self.log()}")


class _RuntimeApi:
    """The four paths of Lambda's Runtime API that the client calls."""

    def __init__(self, clock: Path | None) -> None:
        self.clock = clock
        self.events: queue.Queue[bytes] = queue.Queue()
        self.answers: queue.Queue[tuple[bool, bytes]] = queue.Queue()
        self.ready, self.changed = Event(), Event()
        self.server = _Server(("127.0.0.1", 0), self._handler())
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.address = f"127.0.0.1:{self.server.server_address[1]}"

    def now(self) -> float:
        """Return the time of the process, in epoch seconds."""
        return float(self.clock.read_text("utf-8")) if self.clock else time.time()

    def set_clock(self, event: Mapping[str, Any]) -> None:
        """Set the clock in the file to an event's time, in one step: the process may be reading it."""
        if self.clock:
            moment = datetime.fromisoformat(event["request"]["timestamp"])
            following = self.clock.with_name("following")
            following.write_text(str(moment.timestamp()), "utf-8")
            following.rename(self.clock)

    def answered(self, path: str, body: bytes) -> None:
        """Take a response, or an error of the function or its initialisation."""
        self.answers.put((path.endswith("/error"), body))
        self.changed.set()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                api.ready.set()
                api.changed.set()
                self.answer(200, api.events.get())

            def do_POST(self) -> None:
                api.answered(self.path, self.rfile.read(int(self.headers["Content-Length"])))
                self.answer(202, b"")

            def answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Lambda-Runtime-Aws-Request-Id", "1")
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:1:function:f")
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int(api.now() * 1000) + 7000))
                self.send_header("Content-Type", "application/json")  # without it the client crashes
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a function that was waiting is ended."""


@contextmanager
def started(
    folder: Path,
    environment: Mapping[str, str],
    command: tuple[str, ...] = (sys.executable, "-m", "awslambdaric"),
    handler: str = HANDLER,
    clock: Path | None = None,
) -> Iterator[Lambda]:
    """Give a function that runs in a folder, with nothing of this process's environment, and the clock in a file."""
    api = _RuntimeApi(clock)
    here = {"AWS_LAMBDA_RUNTIME_API": api.address, "LAMBDA_TASK_ROOT": str(folder)}
    with tempfile.NamedTemporaryFile() as log:
        process = subprocess.Popen(
            [*command, handler],
            cwd=folder,
            env={**ENVIRONMENT, **here, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Lambda(api, process, Path(log.name))
        finally:
            process.kill()
            process.wait()
            api.server.shutdown()
            api.server.server_close()


@contextmanager
def alone(folder: Path, environment: Mapping[str, str], now: float) -> Iterator[Lambda]:
    """Give a function that can import the standard library, the runtime client and its own folder, nothing else.

    Its clock stands still, at `now` in epoch seconds and then at the time of each event.
    """
    with tempfile.TemporaryDirectory() as image, tempfile.TemporaryDirectory() as time_of_day:
        clock = Path(time_of_day) / "clock"
        clock.write_text(str(now), "utf-8")
        for package in CLIENT:
            installed = distribution(package)
            for name in {file.parts[0] for file in installed.files or []} - {"..", "__pycache__"}:
                (Path(image) / name).symlink_to(Path(str(installed.locate_file(name))))
        command = (sys.executable, "-S", "-c", CLOCKED, str(clock))
        with started(folder, {"PYTHONPATH": image, **environment}, command, clock=clock) as function:
            yield function
