"""What the studio's tests may ask for."""

from collections.abc import Iterator

import pytest

from skill.studio import noise


@pytest.fixture
def short_loops(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Backgrounds of six seconds in the place of two minutes."""
    monkeypatch.setattr(noise, "FRAMES", 250)
    noise.loop.cache_clear()
    yield
    noise.loop.cache_clear()
