"""What a publisher sets for the function, read once; every fault says what to set, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skill.audio.port import SHORTEST_SECRET

SLOWEST, FASTEST = 0.5, 2.0
"""How far a voice may be from the one that the speech times were measured on."""
COMPILED = "content.json"
"""What packaging makes of content/, which a working tree has instead."""
WHERE = "among the environment variables of the function (infra/template.yaml)"


class NotSet(Exception):
    """The function cannot start as it is set up; the message says what to set."""


@dataclass(frozen=True)
class AudioPlace:
    """Where sessions that devices play lie."""

    bucket: str
    """The S3 bucket."""
    url: str
    """The address that serves it, without a slash at its end."""
    secret: bytes = field(repr=False)
    """What the names in the bucket are made with."""
    clips: Path
    """Where the clips lie that sessions are put together from: in a folder for each language."""


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
    art: str = ""
    """Where the picture beside what is played lies; empty where none is named."""
    audio: AudioPlace | None = None
    """None where no bucket is named: then every session is spoken."""


def read(environ: Mapping[str, str], root: Path) -> Environment:
    """Return what is set, `root` being the folder that content lies in where nothing is; raises NotSet."""
    table = _set(environ, "TABLE_NAME", "name the DynamoDB table")
    compiled = root / COMPILED
    content = Path(environ.get("CONTENT") or (compiled if compiled.exists() else root / "content"))
    if not content.exists():
        raise NotSet(f"CONTENT names {content}, where nothing is: set it {WHERE}, or package the function again")
    rate = _speaking_rate(environ.get("SPEAKING_RATE") or "1.0")
    ahead = environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") in ("snap-start", "provisioned-concurrency")
    skill_id = environ.get("SKILL_ID", "").strip() or None
    return Environment(table, content, rate, skill_id, ahead, _art(environ), _audio(environ, root))


def _art(environ: Mapping[str, str]) -> str:
    url = environ.get("ART_URL", "").strip()
    if url and not url.startswith("https://"):
        raise NotSet(f"ART_URL is {url!r}: devices show pictures from https:// addresses only; set it {WHERE}")
    return url


def _audio(environ: Mapping[str, str], root: Path) -> AudioPlace | None:
    bucket = environ.get("AUDIO_BUCKET", "").strip()
    if not bucket:
        return None
    url = _set(environ, "AUDIO_URL", "name the address that serves AUDIO_BUCKET")
    if not url.startswith("https://"):
        raise NotSet(f"AUDIO_URL is {url!r}: devices play from https:// addresses only; set it {WHERE}")
    secret = _set(environ, "AUDIO_SECRET", f"make up {SHORTEST_SECRET} characters or more that nobody knows")
    if len(secret.encode()) < SHORTEST_SECRET:
        raise NotSet(f"AUDIO_SECRET is too short: make up {SHORTEST_SECRET} characters or more {WHERE}")
    return AudioPlace(bucket, url.rstrip("/"), secret.encode(), Path(environ.get("CLIPS") or root / "clips"))


def _set(environ: Mapping[str, str], name: str, remedy: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise NotSet(f"{name} is not set: {remedy} {WHERE}")
    return value


def _speaking_rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not SLOWEST <= rate <= FASTEST:
        span = f"a number from {SLOWEST} to {FASTEST}, 1.0 being the voice measured"
        raise NotSet(f"SPEAKING_RATE is {text!r}: set {span}, {WHERE}")
    return rate
