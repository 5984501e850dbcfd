"""Who may ask the server at the desk: nobody from elsewhere, and no page that another server has made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = frozenset(("127.0.0.1", "localhost", "::1"))
"""The names of this machine for itself."""


@dataclass(frozen=True)
class OriginGuard:
    """Refuses, with 403, what is addressed to another name than the server's, or comes from a page of another origin.

    The first stops a page whose name was made to point to this machine, the second one that sends requests unseen.
    """

    app: ASGIApp
    names: frozenset[str] = HERE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        reason = self._reason(Headers(scope=scope)) if scope["type"] in ("http", "websocket") else ""
        answer: Callable[[Scope, Receive, Send], Awaitable[None]] = self.app
        if reason:
            answer = JSONResponse({"error": reason}, 403)
        await answer(scope, receive, send)

    def _reason(self, headers: Headers) -> str:
        """Return why a request is refused; "" where it isn't."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if _name(f"//{host}") not in self.names:
            return f"the header Host names another server; this one is {', '.join(sorted(self.names))}"
        if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
            return "the header Origin names a page of another server; only this server's own may ask"
        return ""


def _name(address: str) -> str:
    """Return the name of the machine in an address, in small letters; "" where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
