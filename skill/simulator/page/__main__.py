"""`make page`: an Echo to talk to, in a browser on this machine."""

import argparse
import sys
import webbrowser
from contextlib import suppress
from functools import partial
from threading import Timer

from skill.audio.clips import NoClips
from skill.content.fault import ContentError
from skill.simulator.desk import CONTENT, LOCALE, SESSIONS, desk_app, desk_skill, memory_path
from skill.simulator.page.clips import Clips
from skill.simulator.page.ears import Ears
from skill.simulator.page.fresh_content import FreshContent
from skill.simulator.page.house import House
from skill.simulator.page.routes import page_routes
from skill.simulator.serve import application, listening, server
from skill.simulator.understanding import Understanding
from skill.store.sqlite import SqliteStore
from skill.studio.hearing.ear import EarMissing
from skill.studio.hearing.open_ear import OpenEar
from skill.studio.sentence_voice import SentenceVoice
from skill.studio.speaking import VOICES, voice
from skill.studio.voice import VoiceMissing


def main() -> int:
    """Serve the page until interrupted; return the exit code."""
    parser = argparse.ArgumentParser(prog="make page", description=__doc__)
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--voice", choices=VOICES, default="piper")
    parser.add_argument("--no-browser", action="store_true", help="only say where the page is")
    options = parser.parse_args()
    try:
        store = SqliteStore(memory_path())
        content = FreshContent(CONTENT)
        app = desk_app(store)
        opened = listening(options.port)
    except (ContentError, NoClips) as error:
        print(f"content cannot be used: {error}", file=sys.stderr)
        return 1
    except (OSError, OverflowError) as error:
        print(f"port {options.port} cannot be used: {error}; try make page PORT=3001", file=sys.stderr)
        return 1
    speech = _speech(options.voice)
    house = House(content, store, Clips(speech), load=partial(Understanding.load, told=_told))
    house.understanding(LOCALE)
    house.hearing = ears = _ears(house)
    serving = server(application(desk_skill(app), SESSIONS, say=lambda _: None, more=page_routes(house)))
    with opened:
        address = f"http://127.0.0.1:{opened.getsockname()[1]}/page/"
        print(f"an Echo to talk to is at {address} (Ctrl-C ends it)", flush=True)
        if not options.no_browser:
            Timer(0.5, webbrowser.open, (address,)).start()
        with suppress(KeyboardInterrupt):
            serving.run([opened])
    for each in (speech, ears):
        if each:
            each.close()
    return 0


def _speech(name: str) -> SentenceVoice | None:
    try:
        return SentenceVoice.of(voice(name, "en"))
    except VoiceMissing as reason:
        print(f"it stays silent, its words are shown: {reason}", file=sys.stderr)
        return None


def _ears(house: House) -> Ears | None:
    ears = Ears(house.understanding, OpenEar.of)
    try:
        ears.open(LOCALE)
    except EarMissing as reason:
        print(f"it hears nobody, typing works: {reason}", file=sys.stderr)
        return None
    return ears


def _told(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
