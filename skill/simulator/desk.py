"""The skill at the desk: content from the working tree, memory in one file that outlives it."""

import os
from pathlib import Path

from skill.app import App
from skill.content import load
from skill.guard import Guard
from skill.simulator.device import Skill
from skill.store.port import Store
from skill.store.sqlite import SqliteStore

ROOT = Path(__file__).resolve().parents[2]
CONTENT, MODEL = ROOT / "content", ROOT / "interaction_model"


def memory_path() -> Path:
    """Return where the desk's memory lies: MUSCLE_RELAXATION_MEMORY, or the user's data folder."""
    named = os.environ.get("MUSCLE_RELAXATION_MEMORY")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(named) if named else data / "muscle-relaxation" / "memory.sqlite"


def desk_app(store: Store | None = None) -> App:
    """Return the app as it runs here; raises ContentError if content cannot be read."""
    return App(load(CONTENT), store or SqliteStore(memory_path()))


def desk_skill(app: App) -> Skill:
    """Return the function that answers a request, as Lambda would call it: any skill's, of any age."""
    return Guard(app)
