"""What a publisher sets for the function, read once; every fault says what to set, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SLOWEST, FASTEST = 0.5, 2.0
"""How far a voice may be from the one that the speech times were measured on."""
COMPILED = "content.json"
"""What packaging makes of content/, which a working tree has instead."""
WHERE = "among the environment variables of the function (infra/template.yaml)"


class NotSet(Exception):
    """The function cannot start as it is set up; the message says what to set."""


@dataclass(frozen=True)
class Environment:
    """How the function is set up."""

    table: str
    """The DynamoDB table of records."""
    content: Path
    """A folder of YAML, or the one JSON file that packaging makes of it."""
    speaking_rate: float
    """How much faster Alexa's voice is than the one measured; see the check-ins in the log."""
    skill_id: str | None
    """The one skill to answer for; None answers for any."""
    initialised_ahead: bool
    """Whether nobody waits while the function starts: a snapshot is taken of it, or it is kept ready."""


def read(environ: Mapping[str, str], root: Path) -> Environment:
    """Return what is set, `root` being the folder that content lies in where nothing is; raises NotSet."""
    table = environ.get("TABLE_NAME", "").strip()
    if not table:
        raise NotSet(f"TABLE_NAME is not set: name the DynamoDB table {WHERE}")
    compiled = root / COMPILED
    content = Path(environ.get("CONTENT") or (compiled if compiled.exists() else root / "content"))
    if not content.exists():
        raise NotSet(f"CONTENT names {content}, where nothing is: set it {WHERE}, or package the function again")
    rate = _speaking_rate(environ.get("SPEAKING_RATE") or "1.0")
    ahead = environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") in ("snap-start", "provisioned-concurrency")
    return Environment(table, content, rate, environ.get("SKILL_ID", "").strip() or None, ahead)


def _speaking_rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not SLOWEST <= rate <= FASTEST:
        span = f"a number from {SLOWEST} to {FASTEST}, 1.0 being the voice measured"
        raise NotSet(f"SPEAKING_RATE is {text!r}: set {span}, {WHERE}")
    return rate
