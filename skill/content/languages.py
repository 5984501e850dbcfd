"""All languages at once: which there are, and whose content a locale has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.content.content import Content, build
from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.files import LEAFLET, WORDING, Raw, file_of, keys_of, languages, read, read_parts, stray, values_of
from skill.content.language import LANGUAGE, locale_faults
from skill.content.leaflet import Leaflet


@dataclass(frozen=True, eq=False)
class Languages:
    """The content of every language."""

    contents: Mapping[str, Content]
    """By the language's code, such as "en"; never empty."""

    def code(self, locale: str) -> str:
        """Return the language that serves a locale: the one that claims it, one of the same code, or the first."""
        claiming = [code for code, content in self.contents.items() if locale in content.language.locales]
        alike = [code for code in self.contents if code == locale.partition("-")[0]]
        return [*claiming, *alike, *self.contents][0]

    def of(self, locale: str) -> Content:
        """Return the content for a locale."""
        return self.contents[self.code(locale)]


def load_languages(path: Path, speaking_rate: float = 1.0) -> Languages:
    """Read every language that is served: a folder of YAML, or the JSON file that `compile_content` made of it.

    A speaking rate of 1.1 says that the real voice is a tenth faster than the one it was calibrated on.
    Raises ContentError with every fault of every language.
    """
    raw, strays = read(path, *languages(path)), stray(path)
    try:
        loaded = build_languages(raw, speaking_rate)
    except ContentError as error:
        raise ContentError(*error.faults, *strays) from None
    if strays:
        raise ContentError(*strays)
    return loaded


def build_languages(raw: Raw, speaking_rate: float = 1.0) -> Languages:
    """Make values of parsed files; raises ContentError with every fault of every language that is served."""
    codes = _served(raw)
    contents, faults = dict[str, Content](), list[Fault]()
    for code in codes:
        try:
            contents[code] = build(raw, code, speaking_rate)
        except ContentError as error:
            faults += error.faults
    faults += locale_faults({code: keys_of(raw, f"{code}/{LANGUAGE}", "locales") for code in codes})
    if not codes:
        faults.append(
            Fault(f"??/{LANGUAGE}", WHOLE, "there is no language that is served: take `served: false` out of one")
        )
    if faults:
        raise ContentError(*dict.fromkeys(faults))
    return Languages(contents)


def compile_content(folder: Path, target: Path) -> None:
    """Check content and write it as one JSON file, which loads without a YAML parser; raises ContentError."""
    raw = read(folder, *languages(folder))
    heard = build_languages(raw).contents
    unheard = {file_of(code, name) for code in heard for name in (WORDING, LEAFLET)}
    kept = {name: each for name, each in raw.items() if name not in unheard and _code(name) in ("", *heard)}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(kept, ensure_ascii=False, sort_keys=False), "utf-8")


def read_leaflet(folder: Path, code: str) -> Leaflet:
    """Return the words of a language's leaflet, of a folder of YAML in which `load_languages` found no fault."""
    leaflet: Leaflet = read_parts(read(folder, code), code).words[LEAFLET]
    return leaflet


def _served(raw: Raw) -> list[str]:
    """Return the languages of parsed files, without those that are not served yet."""
    files = {_code(name): values_of(each) for name, each in raw.items() if name.endswith(f"/{LANGUAGE}")}
    return sorted(code for code, each in files.items() if not (isinstance(each, dict) and each.get("served") is False))


def _code(name: str) -> str:
    """Return the language of a file; none of what is shared."""
    return name.rpartition("/")[0]
