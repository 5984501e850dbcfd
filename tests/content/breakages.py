"""Content as a careless author leaves it: a copy of content/ with one thing wrong, as breakages.yaml says which."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.simulator.translating import rewritten
from tests.strategies import CONTENT


def broken(breakage: Mapping[str, Any], folder: Path, *, copied: bool = True) -> Path:
    """Return a copy of content/ within a folder, broken so; or break the folder itself."""
    content = Path(shutil.copytree(CONTENT, folder / "content")) if copied else folder
    path = content / breakage["file"]
    path.parent.mkdir(exist_ok=True)
    match breakage:
        case {"values": values}:
            path.write_text(_written(path.read_text("utf-8"), values), "utf-8")
        case {"put": [old, new]}:
            text = path.read_text("utf-8")
            assert old in text, f"{path.name} has no {old!r} any more"
            path.write_text(text.replace(old, new, 1), "utf-8")
        case {"end": text}:
            path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
        case {"whole": text}:
            path.write_text(text, "utf-8")
        case {"encoded": encoding}:
            path.write_bytes(f"# Caf\N{LATIN SMALL LETTER E WITH ACUTE}\n{path.read_text('utf-8')}".encode(encoding))
        case {"gone": True}:
            path.unlink()
        case {"folder": True}:
            path.unlink()
            path.mkdir()
        case _:
            raise ValueError(f"{breakage['name']!r} breaks nothing")
    return content


def _written(text: str, values: Mapping[str, str]) -> str:
    """Return a YAML text with other values behind some of its keys, as an author types them."""
    left = dict(values)
    new = rewritten(text, lambda key, _: left.pop(key, None))
    assert not left, f"there is no {', '.join(left)} any more"
    return new
