"""The page's part of the server: its files, the drawing, what is spoken, and the line on which it talks."""

import asyncio
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from skill.simulator.desk import CONTENT
from skill.simulator.page.conversation import Conversation, Message, NoMessage
from skill.simulator.page.house import House

WEB = Path(__file__).parent / "web"
FILES = {path.name: path for path in WEB.iterdir() if path.is_file()} | {"body.svg": CONTENT / "body.svg"}
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from outside the machine, nothing inline."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LONGEST_UTTERANCE = 30 * 16_000 * 2
"""Bytes of what is spoken in one breath: thirty seconds."""
WATCH = 1.0
"""Seconds between two looks at the content's files, while nothing is said."""


def page_routes(house: House) -> list[BaseRoute]:
    """Return the routes of the page."""

    async def to_page(_: Request) -> Response:
        return RedirectResponse("/page/")

    async def file(request: Request) -> Response:
        path = FILES.get(request.path_params.get("name", "index.html"))
        if path is None or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type=KINDS[path.suffix], headers=HEADERS)

    async def voice(request: Request) -> Response:
        return await _sound(house.clips.wave, request)

    async def background(request: Request) -> Response:
        return await _sound(house.clips.background, request)

    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await _Line(socket, house).run()

    return [
        Route("/page", to_page),
        Route("/page/", file),
        Route("/page/voice/{name}.wav", voice),
        Route("/page/background/{name}.wav", background),
        WebSocketRoute("/page/talk", talk),
        Route("/page/{name}", file),
    ]


async def _sound(found: Callable[[str], bytes | None], request: Request) -> Response:
    """Return the WAV file that the name in a request finds."""
    wave = await run_in_threadpool(found, request.path_params["name"])
    if wave is None:
        raise HTTPException(404)
    return Response(wave, media_type="audio/wav", headers={"Cache-Control": "no-store"})


class _Line:
    """The connection of one page."""

    def __init__(self, socket: WebSocket, house: House) -> None:
        self._socket, self._house = socket, house
        self._conversation = Conversation(house)
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Answer until the page is gone."""
        watching = asyncio.create_task(self._watch())
        try:
            while True:
                await self._answer(await self._socket.receive())
        except WebSocketDisconnect:
            pass
        finally:
            watching.cancel()
            async with self._turn:
                await run_in_threadpool(self._conversation.leave)

    async def _answer(self, event: Any) -> None:
        if event["type"] == "websocket.disconnect":
            raise WebSocketDisconnect
        async with self._turn:
            if event.get("bytes"):
                await self._hear(event["bytes"])
                return
            try:
                messages = await run_in_threadpool(self._taken, event.get("text") or "")
            except NoMessage as error:
                messages = [{"kind": "refused", "why": str(error)}]
            await self._send(messages)

    def _taken(self, text: str) -> list[Message]:
        try:
            wire = json.loads(text)
        except (ValueError, RecursionError):
            raise NoMessage("it is no JSON") from None
        return list(self._conversation.take(wire))

    async def _hear(self, samples: bytes) -> None:
        words, hearing = "", self._house.hearing
        if hearing and len(samples) <= LONGEST_UTTERANCE:
            words = await run_in_threadpool(hearing.hear, samples, self._conversation.choices.locale)
        await self._send([{"kind": "heard", "words": words}])

    async def _watch(self) -> None:
        """Tell of content that is edited while nobody says anything."""
        while True:
            await asyncio.sleep(WATCH)
            async with self._turn:
                news = await run_in_threadpool(lambda: list(self._conversation.content_news()))
                with suppress(WebSocketDisconnect, RuntimeError):
                    await self._send(news)

    async def _send(self, messages: Iterable[Message]) -> None:
        for message in messages:
            await self._socket.send_text(json.dumps(message))
