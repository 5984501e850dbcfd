"""`make serve`: Alexa request JSON on POST /, for any other client; loopback only."""

import argparse
import json
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from skill.audio.clips import NoClips
from skill.content.fault import ContentError
from skill.simulator.desk import SESSIONS, desk_app, desk_skill
from skill.simulator.device import Skill
from skill.simulator.files import excerpt, find

LARGEST_REQUEST = 1_000_000


def server(skill: Skill, port: int, folder: Path | None = None) -> ThreadingHTTPServer:
    """Return a server for a skill, and for the audio in a folder; port 0 takes a free one.

    The caller starts and stops it.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = self.headers.get("Content-Length") or "0"
            length = int(size) if size.isdecimal() and len(size) < 10 else LARGEST_REQUEST + 1
            if length > LARGEST_REQUEST:
                self.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "that is no Alexa request"})
                return
            try:
                event = json.loads(self.rfile.read(length))
            except (ValueError, RecursionError) as error:
                reason = {"error": f"that is no Alexa request: {type(error).__name__}"}
                self.answer(HTTPStatus.BAD_REQUEST, reason)
                return
            self.answer(HTTPStatus.OK, skill(event))

        def do_GET(self) -> None:
            file = find(folder, self.path) if folder else None
            if file is None:
                self.answer(HTTPStatus.NOT_FOUND, {"error": "there is no such audio"})
                return
            asked = self.headers.get("Range")
            found = excerpt(file, asked)
            if found is None:
                self.answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"error": "the audio is not that long"})
                return
            self.send_response(HTTPStatus.PARTIAL_CONTENT if asked else HTTPStatus.OK)
            self.send_header("Content-Type", "audio/mpeg")
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Length", str(found.length))
            if asked:
                self.send_header("Content-Range", f"bytes {found.first}-{found.last}/{found.size}")
            self.end_headers()
            with suppress(ConnectionError):  # a device that has heard enough hangs up
                for piece in found.pieces():
                    self.wfile.write(piece)

        def answer(self, status: HTTPStatus, body: object) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json;charset=UTF-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a request's line is of no use here."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> int:
    """Serve until interrupted; return the exit code."""
    parser = argparse.ArgumentParser(prog="make serve", description=__doc__)
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--audio-url", help="where the audio of this server is reached; Alexa wants https")
    options = parser.parse_args()
    address = (options.audio_url or f"http://127.0.0.1:{options.port}/audio").rstrip("/")
    try:
        app = desk_app(address=address)
        serving = server(desk_skill(app), options.port, SESSIONS)
    except ContentError as error:
        print(f"content cannot be used: {error}", file=sys.stderr)
        return 1
    except NoClips as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, OverflowError) as error:
        print(f"port {options.port} cannot be used: {error}; try make serve PORT=3001", file=sys.stderr)
        return 1
    with serving:
        print(f"the skill answers on http://127.0.0.1:{serving.server_address[1]}/ (Ctrl-C ends it)", flush=True)
        print(f"sessions to be played lie at {address}" if app.audio else "no clips: run make voice to hear sessions")
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
