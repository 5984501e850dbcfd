"""`make serve`: Alexa request JSON on POST /, for any other client; loopback only."""

import argparse
import json
import re
import socket
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from skill.alexa.endpoint import reading_fault
from skill.alexa.shape import part_of
from skill.audio.clips import NoClips
from skill.content.fault import ContentError
from skill.simulator.desk import SESSIONS, desk_app, desk_skill
from skill.simulator.device import Skill
from skill.simulator.guard import HERE, OriginGuard
from skill.simulator.playback import response_ssml

LARGEST_REQUEST = 1_000_000
"""Bytes."""
WAITING = 1024
"""Connections that wait to be taken: more than come at once to a desk."""
ABOUT = {
    "this": "muscle relaxation, an Alexa skill, at your desk",
    "POST /": "takes an Alexa request as JSON, and gives the skill's response",
    "GET /audio/<name>.mp3": "gives the sessions that the responses name, whole or in ranges",
}
NAME = re.compile(r"[0-9a-f]{64}\.mp3")
"""The names that skill.audio.port gives; nothing else of a folder is served."""
FIRST_WORDS = 6
_KIND = re.compile(r"[A-Za-z]{1,40}(?:\.[A-Za-z]{1,60})?")
_TAG = re.compile(r"<[^>]*>")


def application(
    skill: Skill,
    folder: Path | None = None,
    *,
    names: frozenset[str] = HERE,
    say: Callable[[str], None] = print,
    more: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the server's application for a skill, and for the audio in a folder, with the routes of `more`.

    It answers to these names alone, and says a line for each request: no id, no utterance and no token is in it.
    """

    async def about(_: Request) -> Response:
        return JSONResponse(ABOUT)

    async def asked(request: Request) -> Response:
        event = _event(await _body(request))
        request.state.kind = _kind(event)
        if fault := await run_in_threadpool(reading_fault, event):
            raise HTTPException(400, f"that is no Alexa request: {fault}")
        answer = await run_in_threadpool(skill, event)
        request.state.said = _first_words(answer)
        return JSONResponse(answer)

    async def audio(request: Request) -> Response:
        name = request.path_params["name"]
        file = folder / name if folder and NAME.fullmatch(name) else None
        if file is None or not file.is_file():
            raise HTTPException(404, "there is no such audio")
        return FileResponse(file, media_type="audio/mpeg")

    return Starlette(
        routes=[
            Route("/", about, methods=["GET"]),
            Route("/", asked, methods=["POST"]),
            Route("/audio/{name}", audio, methods=["GET"]),
            *more,
        ],
        middleware=[Middleware(RequestLines, say=say), Middleware(OriginGuard, names=names)],
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )


@dataclass(frozen=True)
class RequestLines:
    """Says a line for each request: what it was, the first words of the answer or its status, milliseconds."""

    app: ASGIApp
    say: Callable[[str], None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state, begun, status = scope.setdefault("state", {}), time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            what = state.get("kind") or f"{_method(scope)} {_path(scope)}"
            milliseconds = (time.perf_counter() - begun) * 1000
            self.say(f"{what} · {state.get('said') or status} · {milliseconds:.0f} ms")


async def _body(request: Request) -> bytes:
    """Return the body of a request; raises HTTPException where it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_REQUEST:
            raise HTTPException(413, f"that is no Alexa request: it has more than {LARGEST_REQUEST} bytes")
    return bytes(body)


def _event(body: bytes) -> Any:
    """Return what a body says; raises HTTPException where it is no JSON."""
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise HTTPException(400, f"that is no Alexa request, for it is no JSON: {where}") from None
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"that is no Alexa request, for it is no JSON: {type(error).__name__}") from None


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


async def _failed(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": f"the skill could not answer: {type(error).__name__}"}, 500)


def _kind(event: Any) -> str:
    """Return the intent, or else the type of a request, where it looks like one."""
    kind = part_of(event, "request", "type")
    named = part_of(event, "request", "intent", "name") if kind == "IntentRequest" else kind
    return named if isinstance(named, str) and _KIND.fullmatch(named) else "POST /"


def _first_words(answer: Mapping[str, Any]) -> str:
    response = answer.get("response") or {}
    words = _TAG.sub(" ", response_ssml(response)).split()
    directives = ", ".join(each["type"] for each in response.get("directives") or ())
    spoken = " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")
    return spoken or directives or "(nothing said)"


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "another method"


def _path(scope: Scope) -> str:
    """Return what was asked for, without the name of a session: whoever has that can hear it."""
    return next((path for path in ("/audio/",) if scope["path"].startswith(path)), "/" if scope["path"] == "/" else "…")


def listening(port: int) -> socket.socket:
    """Return a socket of this machine alone, with a port or for 0 a free one; raises OSError or OverflowError."""
    return socket.create_server(("127.0.0.1", port), backlog=WAITING)


def server(app: Starlette) -> uvicorn.Server:
    """Return what serves an application on sockets; the caller runs it."""
    return uvicorn.Server(
        uvicorn.Config(
            app, lifespan="off", log_level="error", access_log=False, backlog=WAITING, timeout_graceful_shutdown=1
        )
    )


def main() -> int:
    """Serve until interrupted; return the exit code."""
    parser = argparse.ArgumentParser(prog="make serve", description=__doc__)
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--audio-url", help="where the audio of this server is reached; Alexa wants https")
    options = parser.parse_args()
    address = (options.audio_url or f"http://127.0.0.1:{options.port}/audio").rstrip("/")
    try:
        app = desk_app(address=address)
        opened = listening(options.port)
    except ContentError as error:
        print(f"content cannot be used: {error}", file=sys.stderr)
        return 1
    except NoClips as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, OverflowError) as error:
        print(f"port {options.port} cannot be used: {error}; try make serve PORT=3001", file=sys.stderr)
        return 1
    names = HERE | {urlsplit(address).hostname or "127.0.0.1"}
    serving = server(application(desk_skill(app), SESSIONS, names=names, say=_print))
    with opened:
        print(f"the skill answers on http://127.0.0.1:{opened.getsockname()[1]}/ (Ctrl-C ends it)", flush=True)
        print(f"sessions to be played lie at {address}" if app.audio else "no clips: run make voice to hear sessions")
        try:
            serving.run([opened])
        except KeyboardInterrupt:
            print()
    return 0


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
