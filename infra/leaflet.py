"""`make leaflet`: build/leaflet.pdf, one page about the practice, from content alone."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from skill.content.content import Content
from skill.content.fault import ContentError
from skill.content.help_lines import HelpLine
from skill.content.languages import load_languages, read_leaflet
from skill.content.leaflet import Leaflet, Saying
from skill.practice.words import sentences

INFRA = Path(__file__).parent
ROOT = INFRA.parent
CONTENT = ROOT / "content"
FOLDER = INFRA / "leaflet"
ENVIRONMENT = ROOT / "build" / "leaflet"
"""Where WeasyPrint and the fonts are: `make build/leaflet/ready`."""
FONTS = (
    ("Source Sans Pro", 400, "font_source_sans_pro/files/SourceSansPro-Regular.ttf"),
    ("Source Sans Pro", 600, "font_source_sans_pro/files/SourceSansPro-Semibold.ttf"),
    ("Source Serif Pro", 400, "font_source_serif_pro/files/SourceSerifPro-Regular.ttf"),
)
OPTIONS = ("--quiet", "--pdf-tags", "--pdf-version", "1.4")
"""Tags are for whoever has it read aloud; from version 1.5 on, pages are packed and not to be counted."""
APOSTROPHE, QUOTED = "\u2019", "\u201c{}\u201d"
"""As they are set in print."""
WORDS = ("title", "lead", "about_title", "about", "how_title", "say_title")
"""What the page has as it stands in content."""
PAGE = re.compile(rb"/Type\s*/Page\b")
LIBRARIES = "WeasyPrint needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NoLeaflet(Exception):
    """It could not be made; says why."""


def html(content: Content, words: Leaflet, locale: str) -> str:
    """Return the leaflet for a locale, as a page of HTML; raises NoLeaflet where the content isn't for it."""
    if locale not in content.help_lines:
        raise NoLeaflet(f"{locale}: there are {', '.join(content.help_lines)}")
    care_title, *cautions = sentences(content.phrases.opening.safety)
    return Template((FOLDER / "leaflet.html").read_text("utf-8")).substitute(
        {name: _set(getattr(words, name)) for name in WORDS},
        language=locale,
        care_title=_set(care_title.rstrip(".")),
        steps=_items(words.steps),
        cautions=_items((*cautions, words.stop, *words.cautions)),
        sayings="\n".join(map(_saying, words.sayings)),
        picture=(FOLDER / "picture.svg").read_text("utf-8"),
        style=(FOLDER / "leaflet.css").read_text("utf-8"),
        fonts="\n".join(_face(*font) for font in FONTS),
        **_foot(content, words, content.help_lines[locale]),
    )


def _foot(content: Content, words: Leaflet, numbers: HelpLine) -> dict[str, str]:
    """Return whom to call, and what the leaflet is not."""
    emergency = words.emergency.format(emergency=numbers.emergency.digits)
    crisis = words.crisis.format(crisis=numbers.crisis.digits)
    return {"emergency": _set(emergency), "crisis": _set(crisis), "note": _set(content.phrases.asking.card_note)}


def _saying(saying: Saying) -> str:
    return f"<div><dt>{QUOTED.format(_set(saying.say))}</dt><dd>{_set(saying.does)}</dd></div>"


def _set(text: str) -> str:
    """Return words as they are set in print."""
    return escape(text.replace("'", APOSTROPHE))


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"<li>{_set(text)}</li>" for text in texts)


def _face(family: str, weight: int, file: str) -> str:
    """Return where a font is, if it is there."""
    found = next(ENVIRONMENT.glob(f"lib/python*/site-packages/{file}"), None)
    if found is None:
        return ""
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{found.as_uri()}"); }}'


def pdf(page: str) -> bytes:
    """Return a page of HTML as PDF; raises NoLeaflet where it can't be made, or is longer than a page."""
    command = [str(ENVIRONMENT / "bin" / "weasyprint"), *OPTIONS, "-", "-"]
    try:
        made = subprocess.run(command, input=page.encode(), capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise NoLeaflet("WeasyPrint is missing: make build/leaflet/ready") from None
    except subprocess.CalledProcessError as failed:
        raise NoLeaflet(f"{failed.stderr.decode(errors='replace').strip()}\n{LIBRARIES}") from None
    if (pages := len(PAGE.findall(made))) != 1:
        raise NoLeaflet(f"it has {pages} pages, and one is what fits: shorten content/*/leaflet.yaml")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the leaflet as the command line wants it; return the exit code."""
    parser = argparse.ArgumentParser(prog="make leaflet", description=__doc__)
    parser.add_argument("--locale", default="en-US", help="whose numbers to call, and whose language: en-GB")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "leaflet.pdf")
    options = parser.parse_args(arguments)
    try:
        languages = load_languages(CONTENT)
        words = read_leaflet(CONTENT, languages.code(options.locale))
        made = pdf(html(languages.of(options.locale), words, options.locale))
    except (NoLeaflet, ContentError) as reason:
        print(reason, file=sys.stderr)
        return 1
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(made)
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
