"""The icons are what the store wants, and what the drawing says."""

import struct

import pytest

from infra.icons import FOLDER, SIZES, path, png

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST = 1_000_000
"""Bytes."""


@pytest.mark.parametrize("size", SIZES)
def test_an_icon_is_a_square_png_of_its_size(size: int) -> None:
    data = path(size).read_bytes()
    assert data.startswith(PNG)
    assert struct.unpack(">II", data[16:24]) == (size, size)
    assert len(data) < LARGEST


@pytest.mark.parametrize("size", SIZES)
def test_an_icon_is_current(size: int) -> None:
    assert png(size) == path(size).read_bytes(), "run `make icons`"


def test_the_drawing_is_all_our_own() -> None:
    drawing = (FOLDER / "icon.svg").read_text("utf-8")
    assert not [part for part in ("<image", "<text", "href=", "url(http") if part in drawing]
