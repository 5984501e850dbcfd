"""`make pictures`: docs/pictures/page-*.webp, the page of `make page` by day, at night, from inside, with a fault."""

import base64
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from infra.browser import BEGIN, browser, opened, say, seek, until
from skill.app.app import App
from skill.simulator.desk import CONTENT, LOCALE, desk_skill
from skill.simulator.page.clips import PageClips
from skill.simulator.page.ears import Ears
from skill.simulator.page.fresh_content import FreshContent
from skill.simulator.page.house import House
from skill.simulator.page.routes import page_routes
from skill.simulator.serve import application, listening, server
from skill.store.memory_store import MemoryStore
from skill.studio.hearing.open_ear import OpenEar

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
QUALITY = 88
"""Of WebP, of 100."""
SETTLED = 2.0
"""Real seconds in which what fades has faded."""


def main() -> int:
    """Take the pictures; return the exit code."""
    PICTURES.mkdir(exist_ok=True)
    with browser() as running:
        for name, take in {"day": _day, "night": _night, "inside": _inside, "fault": _fault}.items():
            with tempfile.TemporaryDirectory() as folder:
                content = Path(shutil.copytree(CONTENT, Path(folder) / "content"))
                with _served(content) as address, opened(running, address) as page:
                    take(page, content)
                    time.sleep(SETTLED)
                    (PICTURES / f"page-{name}.webp").write_bytes(_picture(page))
    return 0


@contextmanager
def _served(content: Path) -> Iterator[str]:
    """Give the address of a page without a voice, whose memory begins empty."""
    house = House(FreshContent(content), MemoryStore(clock=lambda: BEGIN), PageClips(None))
    house.hearing = Ears(house.understanding, OpenEar.of)
    app = App(house.edition_of(LOCALE).content, house.store, edition_of=house.edition_of)
    running = server(application(desk_skill(app), say=lambda _: None, more=page_routes(house)))
    with listening(0) as socket:
        thread = threading.Thread(target=running.run, args=([socket],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{socket.getsockname()[1]}/page/"
        finally:
            running.should_exit = True
            thread.join()


def _day(page: Page, _: Path) -> None:
    say(page, "Alexa, start muscle relaxation")
    seek(page, "document.querySelector('#echo').dataset.light === 'listening'")
    say(page, "yes")
    _seek_tense(page, "Your stomach")


def _night(page: Page, _: Path) -> None:
    say(page, "Alexa, ask muscle relaxation for the bedtime version")
    _seek_tense(page, "Your shoulders")


def _inside(page: Page, content: Path) -> None:
    page.click("#choose")
    page.click("#open-drawer")
    _day(page, content)


def _fault(page: Page, content: Path) -> None:
    _day(page, content)
    file = content / "en" / "groups.yaml"
    file.write_text(file.read_text("utf-8").replace("\n  tense:", "\n  tens:", 1), "utf-8")
    until(page, "!document.querySelector('#faults').hidden")


def _seek_tense(page: Page, part: str) -> None:
    tense = f"document.querySelector('#part-name').textContent === '{part}' && document.querySelector('.tense')"
    seek(page, f"Boolean({tense})")
    page.clock.run_for(1000)


def _picture(page: Page) -> bytes:
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    sys.exit(main())
