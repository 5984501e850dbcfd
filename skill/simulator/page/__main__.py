"""`make page`: an Echo to talk to, in a browser on this machine."""

import argparse
import sys
import webbrowser
from contextlib import ExitStack, suppress
from functools import partial

from skill.app.app import App
from skill.content.fault import ContentError
from skill.simulator.desk import CONTENT, LOCALE, desk_skill, memory_path
from skill.simulator.page.as_spoken import load_as_spoken
from skill.simulator.page.clips import PageClips
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
from skill.studio.voice import VoiceMissing
from skill.studio.voices import KnownVoice, chosen


def main() -> int:
    """Serve the page until interrupted; return the exit code."""
    parser = argparse.ArgumentParser(prog="make page", description=__doc__)
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--voice", default="piper", help="as in skill/studio/voices.yaml")
    parser.add_argument("--no-browser", action="store_true", help="only say where the page is")
    options = parser.parse_args()
    language = LOCALE.partition("-")[0]
    try:
        name, known = chosen(options.voice, language)
        content = FreshContent(CONTENT, partial(load_as_spoken, language=language, timing=known.timing))
        opened = listening(options.port)
    except VoiceMissing as reason:
        print(reason, file=sys.stderr)
        return 1
    except ContentError as error:
        print(f"content cannot be used: {error}", file=sys.stderr)
        return 1
    except (OSError, OverflowError) as error:
        print(f"port {options.port} cannot be used: {error}; try make page PORT=3001", file=sys.stderr)
        return 1
    with opened, ExitStack() as ends:
        house = House(
            content, SqliteStore(memory_path()), PageClips(None), load=partial(Understanding.load, told=_told)
        )
        house.understanding(LOCALE)
        house.clips.speech = _speech(name, known, ends)
        house.hearing = _ears(house, ends)
        app = App(house.edition_of(LOCALE).content, house.store, edition_of=house.edition_of)
        serving = server(application(desk_skill(app), say=lambda _: None, more=page_routes(house)))
        address = f"http://127.0.0.1:{opened.getsockname()[1]}/page/"
        print(f"an Echo to talk to is at {address} (Ctrl-C ends it)", flush=True)
        if not options.no_browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            serving.run([opened])
    return 0


def _speech(name: str, known: KnownVoice, ends: ExitStack) -> SentenceVoice | None:
    try:
        speech = SentenceVoice.of(known.voice(name))
    except VoiceMissing as reason:
        print(f"it stays silent, its words are shown: {reason}", file=sys.stderr)
        return None
    ends.callback(speech.close)
    return speech


def _ears(house: House, ends: ExitStack) -> Ears | None:
    ears = Ears(house.understanding, OpenEar.of)
    try:
        ears.open(LOCALE)
    except EarMissing as reason:
        print(f"it hears nobody, typing works: {reason}", file=sys.stderr)
        return None
    ends.callback(ears.close)
    return ears


def _told(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
