"""The tools that tests need, and what a test does when one of them is missing."""

import os
import shutil
from pathlib import Path

import pytest

from infra.browser import program
from skill.studio.kokoro import Kokoro
from skill.studio.piper import Piper
from skill.studio.voice import VoiceMissing

CLIENTS = Path(__file__).parent / "clients"
NODE_OF_OURS = Path(__file__).parents[1] / "build" / "node" / "bin" / "node"
"""What `make clients` sets up where the machine has none."""


def require(tool: str, present: bool) -> None:
    """Skip the test where a tool is missing, naming it; with EVERYTHING=1, fail instead: nothing is left out."""
    if present:
        return
    if os.environ.get("EVERYTHING") == "1":
        pytest.fail(f"{tool} is missing, and EVERYTHING=1 leaves nothing out", pytrace=False)
    pytest.skip(f"{tool} is missing")  # at a desk the rest is worth running; conftest.py tells what was left out


def node(package: str) -> str:
    """Return the program that runs a package of tests/clients; require it."""
    found = shutil.which("node") or shutil.which(NODE_OF_OURS)
    require("Node (make clients)", found is not None)
    require(f"{package} (make clients)", (CLIENTS / "node_modules" / package).is_dir())
    return str(found)


def require_browser() -> None:
    """Require what infra/browser.py drives."""
    require("Chromium (apt-get install chromium)", program() is not None)


def kokoro(name: str = "af_heart", locale: str = "en-US") -> Kokoro:
    """Return a voice of Kokoro; require it."""
    try:
        return Kokoro.of(name, locale)
    except VoiceMissing:
        require("Kokoro (make build/kokoro/ready)", False)
        raise


def piper() -> Piper:
    """Return the voice of Piper; require it."""
    try:
        return Piper.of()
    except VoiceMissing:
        require("Piper (make build/voice/ready)", False)
        raise
