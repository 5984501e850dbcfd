"""`make talk`: a conversation at the terminal, or with piped input a transcript."""

import argparse
import asyncio
import sys
import time
from contextlib import suppress

from skill.content.fault import ContentError
from skill.simulator.desk import MODEL, desk_app, desk_skill, listening
from skill.simulator.device import Device
from skill.simulator.script import NotSaid, Player
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore


def main() -> int:
    """Talk; return the exit code."""
    parser = argparse.ArgumentParser(prog="make talk", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="wait for nothing: one utterance a line, a transcript out")
    parser.add_argument("--fresh", action="store_true", help="as somebody new, of whom nothing is kept")
    parser.add_argument("--audio", action="store_true", help="on a device that plays sessions, shown with a note")
    parser.add_argument("--show", action="store_true", help="tell what was understood, and how sure that is")
    parser.add_argument("--alexa-plus", action="store_true", help="as Alexa+ does: nothing is passed on with the name")
    options = parser.parse_args()
    try:
        store = MemoryStore(time.time) if options.fresh else None
        app, understanding = desk_app(store, plays=options.audio), Understanding.load(MODEL, told=_told)
    except ContentError as error:
        print(f"content cannot be used: {error}", file=sys.stderr)
        return 1
    device = Device(desk_skill(app), understanding, app.content.library.speech_time, float(int(time.time())))
    device.listen, device.alexa_plus = listening(app), options.alexa_plus
    if options.fast or not sys.stdin.isatty():
        try:
            for line in Player(device, shows=options.show).play(sys.stdin):
                print(line, flush=True)
        except NotSaid as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    from skill.simulator.live import Live  # only where there is a terminal

    with suppress(KeyboardInterrupt):
        asyncio.run(Live(device, app.content, shows=options.show).run())
    return 0


def _told(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
