"""`make icons`: the store's two pictures, drawn from infra/icons/icon.svg."""

from pathlib import Path

from resvg_py import svg_to_bytes

FOLDER = Path(__file__).parent / "icons"
SIZES = (108, 512)
"""Pixels, wide and high, as the store wants them."""


def png(size: int) -> bytes:
    """Return the icon as a PNG of so many pixels."""
    return svg_to_bytes(svg_path=str(FOLDER / "icon.svg"), width=size, height=size, skip_system_fonts=True)


def path(size: int) -> Path:
    """Return where the icon of that size is kept."""
    return FOLDER / f"icon-{size}.png"


if __name__ == "__main__":
    for size in SIZES:
        path(size).write_bytes(png(size))
