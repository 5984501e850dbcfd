"""A template is filled in pieces, so that each is a clip of its own."""

import pytest

from skill.practice.words import filled


@pytest.mark.parametrize(
    ("template", "pieces"),
    [
        ("{minutes} of {routine}, {way}.", ("ten minutes", "of", "relaxation,", "upwards.")),
        ("Here are {minutes} for you, {way} today.", ("Here are", "ten minutes", "for you,", "upwards today.")),
        ("No value in here.", ("No value in here.",)),
    ],
)
def test_what_is_put_in_begins_a_piece(template: str, pieces: tuple[str, ...]) -> None:
    values = {"minutes": "ten minutes", "routine": "relaxation", "way": "upwards"}
    assert filled(template, apart=("minutes", "routine", "way"), **values) == pieces
