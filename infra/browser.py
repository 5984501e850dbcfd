"""A browser that is driven, for pictures and for tests: Debian's Chromium, and a page whose time stands still."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZE = ViewportSize(width=1280, height=800)
BEGIN = 1_790_000_000
"""When it is on the page as it is opened, in epoch seconds."""
PATIENCE = 30.0
"""Real seconds that something may take."""
STEP = 0.25
"""Seconds of the page's time between two looks at it."""


def program() -> str | None:
    """Return where Chromium is, by CHROMIUM or the path; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser(flags: Sequence[str] = ()) -> Iterator[Browser]:
    """Give a browser without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program(), args=[*FLAGS, *flags])
        try:
            yield running
        finally:
            running.close()


@contextmanager
def opened(running: Browser, address: str, *, still: bool = True) -> Iterator[Page]:
    """Give the page of `make page`; while it is `still`, its time passes only when it is told to."""
    context = running.new_context(viewport=SIZE)
    page = context.new_page()
    if still:
        page.clock.install(time=BEGIN - 1)
        page.clock.pause_at(BEGIN)
    page.goto(address)
    ready(page)
    yield page
    context.close()


def ready(page: Page) -> None:
    """Wait until the page can be used."""
    page.wait_for_selector("#figure svg")
    page.wait_for_selector("#locale option", state="attached")


def say(page: Page, words: str) -> None:
    """Say words, and wait until they are answered."""
    answered = page.evaluate("page.performance.answered")
    page.fill("#words", words)
    page.press("#words", "Enter")
    until(page, f"page.performance.answered > {answered}")


def until(page: Page, expression: str, seconds: float = PATIENCE) -> None:
    """Wait until something is true in the page, in real time; raises TimeoutError after so many seconds."""
    late = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > late:
            raise TimeoutError(expression)
        time.sleep(0.02)


def seek(page: Page, expression: str, seconds: float = 600) -> float:
    """Let the page's time pass until something is true in it, and return how much that was.

    Raises TimeoutError after so many seconds.
    """
    passed = 0.0
    while not page.evaluate(expression):
        if passed > seconds:
            raise TimeoutError(expression)
        page.clock.run_for(round(STEP * 1000))
        passed += STEP
    return passed
