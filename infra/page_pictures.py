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

from playwright.sync_api import Browser, Page, sync_playwright

from skill.app.app import App
from skill.simulator.desk import CONTENT, desk_skill
from skill.simulator.page.clips import Clips
from skill.simulator.page.fresh_content import FreshContent
from skill.simulator.page.house import House
from skill.simulator.page.routes import page_routes
from skill.simulator.serve import application, listening, server
from skill.store.memory_store import MemoryStore

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)
SIZE = {"width": 1280, "height": 800}
BEGIN = 1_790_000_000
QUALITY = 88
STEP = 20.0


def main() -> int:
    """Take the pictures; return the exit code."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, take in {
            "page-day": _day,
            "page-night": _night,
            "page-inside": _inside,
            "page-fault": _fault,
        }.items():
            with tempfile.TemporaryDirectory() as folder:
                content = Path(shutil.copytree(CONTENT, Path(folder) / "content"))
                with serving(content) as address, opened(browser, address) as page:
                    take(page, content)
                    _save(page, PICTURES / f"{name}.webp")
        browser.close()
    return 0


@contextmanager
def serving(content: Path) -> Iterator[str]:
    """Give the address of a page without a voice, whose memory begins empty."""
    house = House(FreshContent(content), MemoryStore(clock=lambda: BEGIN), Clips(None))
    edition = house.edition_of("en-US")
    app = App(edition.content, house.store)
    running = server(application(desk_skill(app), say=lambda _: None, more=page_routes(house)))
    with listening(0) as socket:
        thread = threading.Thread(target=running.run, args=([socket],))
        thread.start()
        try:
            while not running.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{socket.getsockname()[1]}/page/"
        finally:
            running.should_exit = True
            thread.join()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """Give the page, with a time that passes when it is told to."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.install(time=BEGIN)
    page.goto(address)
    page.wait_for_selector("#figure svg")
    page.wait_for_selector("#locale option", state="attached")
    yield page
    context.close()


def say(page: Page, words: str) -> None:
    """Say words, and wait until they are answered."""
    before = page.evaluate("page.performance.answered")
    page.fill("#words", words)
    page.press("#words", "Enter")
    until(page, f"page.performance.answered > {before}")


def until(page: Page, expression: str) -> None:
    """Wait until something is true in the page, in real time; raises TimeoutError after STEP seconds."""
    late = time.monotonic() + STEP
    while not page.evaluate(expression):
        if time.monotonic() > late:
            raise TimeoutError(expression)
        time.sleep(0.02)


def seek(page: Page, expression: str, seconds: float = 600) -> None:
    """Let the page's time pass until something is true in it; raises TimeoutError after so many seconds."""
    for _ in range(int(seconds * 2)):
        if page.evaluate(expression):
            return
        page.clock.run_for(500)
    raise TimeoutError(expression)


def _day(page: Page, _: Path) -> None:
    say(page, "Alexa, start muscle relaxation")
    seek(page, "document.querySelector('#echo').dataset.light === 'listening'")
    say(page, "yes")
    seek(
        page, "document.querySelector('#part-name').textContent === 'Your stomach' && document.querySelector('.tense')"
    )
    page.clock.run_for(1000)
    time.sleep(1.5)


def _night(page: Page, _: Path) -> None:
    say(page, "Alexa, ask muscle relaxation for the bedtime version")
    seek(
        page,
        "document.querySelector('#part-name').textContent === 'Your shoulders' && document.querySelector('.tense')",
    )
    page.clock.run_for(1000)
    time.sleep(2.5)


def _inside(page: Page, content: Path) -> None:
    page.click("#choose")
    page.click("#open-drawer")
    _day(page, content)


def _fault(page: Page, content: Path) -> None:
    _day(page, content)
    file = content / "en" / "groups.yaml"
    file.write_text(
        file.read_text("utf-8").replace('tense: "Bring the toes up', 'tens: "Bring the toes up', 1), "utf-8"
    )
    say(page, "Alexa, pause")
    until(page, "!document.querySelector('#faults').hidden")
    page.clock.run_for(1000)
    time.sleep(1)


def _save(page: Page, path: Path) -> None:
    session = page.context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path.write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    sys.exit(main())
