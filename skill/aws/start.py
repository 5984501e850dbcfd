"""AWS entry point: starts the function with what is ready made, and without looking for garbage meanwhile."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skill.aws import ready_made

ROOT = Path(__file__).resolve().parents[2]


def started() -> Callable[..., Any]:
    """Return Lambda's handler; raises what keeps the function from starting."""
    ready_made.use(ROOT / ready_made.FILE)
    gc.disable()  # next to nothing that is made at a start is ever garbage: looking through it takes a tenth of it
    try:
        from skill.aws.lambda_function import handler
    finally:
        gc.freeze()  # nor is it looked through later
        gc.enable()
    found: Callable[..., Any] = handler
    return found


handler = started()
