"""Amazon's own renderer of APL in a headless browser, on a clock of its own."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from infra.browser import browser
from skill.screen.figure import GRAPHICS
from skill.screen.parts import FAINT
from tests.screen.body import Box, around
from tests.tools import CLIENTS, node, require_browser

EDGES = ("left", "right", "top", "bottom")
PACKAGE = "apl-viewhost-web"
BEGIN, MINUTE = 1_790_000_000, 60
"""Seconds."""
STEP = 10
"""Milliseconds."""
ADDRESS = "http://screen.test/"
"""Nothing lies there: every request of the page is answered here."""
PAGE = """<!doctype html><meta charset="utf-8"><body style="margin:0;background:#000"><div id="view"></div>
<script src="renderer.js"></script><script>
window.events = [];
const FIGURE = COLOURS;
AplRenderer.initEngine().then(() => { window.ready = true; });
window.show = async (document_, {width, height, dpi, shape, mode}) => {
  const content = AplRenderer.Content.create(JSON.stringify(document_));
  if (content.isError()) throw new Error("this is no document");
  const renderer = AplRenderer.default.create({
    content, view: document.getElementById("view"), environment: {agentName: "tests", agentVersion: "1"},
    viewport: {width, height, dpi, shape, isRound: shape === "ROUND"}, theme: "dark", mode,
    utcTime: Date.now(), localTimeAdjustment: 0, logLevel: "warn", onSendEvent: event => window.events.push(event),
  });
  await renderer.init();
};
const boxOf = part => {
  const {left, right, top, bottom} = part.getBoundingClientRect();
  return {left, right, top, bottom};
};
window.drawn = () => [...document.querySelectorAll("#view path")]
  .filter(path => FIGURE.includes(path.getAttribute("fill"))).map(boxOf);
const shines = part => {
  let found = 1;
  for (; part && part.id !== "view"; part = part.parentElement) found *= parseFloat(getComputedStyle(part).opacity);
  return found;
};
const written = () => [...document.querySelectorAll("#view span, #view p")].filter(part => part.innerText.trim());
window.texts = () => written().map(boxOf);
window.isBlack = () => !document.querySelector("#view path") && !written().some(part => shines(part) > 0.01)
  && [...document.querySelectorAll("#view div")].every(part =>
    ["rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"].includes(getComputedStyle(part).backgroundColor));
window.lit = colour => [...document.querySelectorAll("#view path")].flatMap(path => {
  if (path.getAttribute("fill") !== colour) return [];
  return [{shines: shines(path), ...boxOf(path)}];
});
</script></body>"""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A screen."""

    width: int
    height: int
    dpi: int = 160
    shape: str = "RECTANGLE"
    mode: str = "HUB"


WIDE, SMALL = Viewport(1280, 800), Viewport(960, 480)
ROUND, TV = Viewport(480, 480, shape="ROUND"), Viewport(960, 540, 320, mode="TV")
TALL = Viewport(800, 1280)


@dataclass(slots=True)
class Screen:
    """A document that is shown."""

    page: Page
    now: float = 0.0
    """Seconds since it was shown."""
    complaints: list[str] = field(default_factory=list)
    """What the renderer or the browser warned of."""

    def at(self, seconds: float) -> None:
        """Let time pass until so many seconds after it was shown."""
        self.page.clock.run_for(round((seconds - self.now) * 1000))
        self.now = seconds

    @property
    def words(self) -> list[str]:
        """The lines that can be read."""
        return [each for each in self.page.inner_text("#view").splitlines() if each.strip()]

    def lit(self, colour: str) -> list[dict[str, float]]:
        """Return each path of a colour: how strongly it shines, from 0 to 1, and its box in pixels."""
        found: list[dict[str, float]] = self.page.evaluate("colour => lit(colour)", _rgba(colour))
        return found

    def drawing(self) -> dict[str, Box]:
        """Return the box of the figure in front and from behind, in pixels."""
        boxes = [Box(**each) for each in self.page.evaluate("drawn()")]
        middle = around(boxes).middle
        front, back = ([box for box in boxes if (box.middle < middle) is first] for first in (True, False))
        return {"front": around(front), "back": around(back)}

    def touch(self, x: float, y: float) -> list[list[str]]:
        """Touch the screen there; return the arguments of all events until now."""
        self.page.mouse.click(x, y)
        self.at(self.now + 0.5)
        return self.events()

    def buttons(self) -> list[Box]:
        """Return the boxes of the signs on the buttons, from left to right, in pixels."""
        signs = [Box(**{edge: each[edge] for edge in EDGES}) for each in self.lit(FAINT)]
        return sorted(signs, key=lambda box: box.left)

    def events(self) -> list[list[str]]:
        """Return the arguments of all events until now."""
        return [each["arguments"] for each in self.page.evaluate("events")]

    def texts(self) -> list[Box]:
        """Return the boxes of what is written, in pixels."""
        return [Box(**each) for each in self.page.evaluate("texts()")]

    def is_black(self) -> bool:
        """Whether nothing is seen at all."""
        return bool(self.page.evaluate("isBlack()"))

    def picture(self) -> bytes:
        """Return what is seen, as a PNG."""
        return self.page.screenshot()


@contextmanager
def renderer() -> Iterator["Renderer"]:
    """Start the browser, and end it."""
    require_browser()
    node(PACKAGE)
    script = (CLIENTS / "node_modules" / PACKAGE / "index.js").read_text("utf-8")
    with browser() as running:
        yield Renderer(running, script, _font())


@dataclass(frozen=True)
class Renderer:
    """The browser with the renderer in it."""

    browser: Browser
    script: str = field(repr=False)
    font: bytes = field(repr=False)
    """In the place of its vendor's, which it would fetch from a distribution network."""

    @contextmanager
    def show(self, document: Mapping[str, Any], viewport: Viewport = WIDE) -> Iterator[Screen]:
        """Show a document."""
        page = self.browser.new_page(viewport={"width": viewport.width, "height": viewport.height})
        screen = Screen(page)

        def told(message: ConsoleMessage) -> None:
            if message.type in ("warning", "error"):
                screen.complaints.append(message.text)

        page.on("console", told)
        page.on("pageerror", lambda error: screen.complaints.append(str(error)))
        page.route("**/*", lambda route: self._answer(route))
        page.clock.install(time=BEGIN)
        page.goto(ADDRESS)
        page.wait_for_function("window.ready === true")
        size = {name: getattr(viewport, name) for name in ("width", "height", "dpi", "shape", "mode")}
        page.clock.pause_at(BEGIN + MINUTE)  # from here on time passes only as it is told to
        page.evaluate(
            "([document_, size]) => { show(document_, size).then(() => { window.shown = true; }); }", [document, size]
        )
        while not page.evaluate("window.shown === true"):
            page.clock.run_for(STEP)
        try:
            yield screen
        finally:
            page.close()

    def _answer(self, route: Route) -> None:
        address = route.request.url
        if address == ADDRESS:
            route.fulfill(body=PAGE.replace("COLOURS", json.dumps(_colours())), content_type="text/html")
        elif address == f"{ADDRESS}renderer.js":
            route.fulfill(body=self.script, content_type="text/javascript")
        elif re.search(r"\.(ttf|woff2?)$", address):
            route.fulfill(body=self.font, headers={"Access-Control-Allow-Origin": "*"}, content_type="font/ttf")
        else:
            route.fulfill(status=204)


def _colours() -> list[str]:
    """Return the colours in which the figure is filled."""
    drawn = [item for graphic in GRAPHICS.values() for group in graphic["items"] for item in group["items"]]
    return sorted({_rgba(item["fill"]) for item in drawn if "fill" in item})


def _rgba(colour: str) -> str:
    """Return a colour as the renderer writes it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 1)"


def _font() -> bytes:
    """Return a font of this machine."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "sans"], capture_output=True, text=True, check=True).stdout
    return Path(found).read_bytes()
