"""Three whole sessions stand in docs/sessions, for whoever edits words or code: they are what is said."""

import pytest

from infra.session_pages import FOLDER, pages
from tests.strategies import library


@pytest.mark.parametrize("name", ["ten-minutes.md", "night.md", "forty-minutes.md"])
def test_a_session_is_said_as_it_stands_in_the_docs(name: str) -> None:
    assert pages(library())[name] == (FOLDER / name).read_text("utf-8"), "run `make sessions`, and read it"
