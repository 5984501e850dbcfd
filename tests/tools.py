"""What a test does when the tool that it needs is missing."""

import os

import pytest


def require(tool: str, present: bool) -> None:
    """Skip the test where a tool is missing, naming it; with EVERYTHING=1, fail instead: nothing is left out."""
    if present:
        return
    if os.environ.get("EVERYTHING") == "1":
        pytest.fail(f"{tool} is missing, and EVERYTHING=1 leaves nothing out", pytrace=False)
    pytest.skip(f"{tool} is missing")  # at one's own desk only; tests/conftest.py tells at the end what was left out
