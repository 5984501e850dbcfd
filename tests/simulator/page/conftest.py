import shutil
from pathlib import Path

import pytest

from tests.strategies import CONTENT


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A folder of content that an author edits."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))
