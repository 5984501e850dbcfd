"""AWS entry point: environment -> store -> app, with structured logs that hold nothing a listener said."""

import os
from pathlib import Path

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers

from skill.app import App
from skill.audio.clips import Clips, NoClips
from skill.audio.port import Audio
from skill.audio.recording import recorded
from skill.audio.s3 import audio_from_environment
from skill.content import load
from skill.store.dynamodb import DynamoStore, client_from_environment
from skill.time_zone import DeviceHour

ROOT = Path(__file__).resolve().parent.parent

logger = Logger(service="muscle-relaxation")
copy_config_to_registered_loggers(logger, include={"skill"})

content = load(
    Path(os.environ.get("CONTENT", ROOT / "content")),
    speaking_rate=float(os.environ.get("SPEAKING_RATE", "1.0")),  # what a publisher measured, see check-in logs
)


def audio() -> Audio | None:
    """Return where sessions to be played lie; None where no bucket is named, or no clips were packaged."""
    if "AUDIO_BUCKET" not in os.environ:
        return None
    try:
        clips = Clips.read(Path(os.environ.get("CLIPS", ROOT / "clips")))
    except NoClips as fault:
        logger.error("sessions are spoken only: %s", fault)
        return None
    return audio_from_environment(recorded(content.library, clips))


app = App(
    content,
    DynamoStore(client_from_environment(), os.environ["TABLE_NAME"]),
    hour_of=DeviceHour(),
    audio=audio(),
)
handler = logger.inject_lambda_context(
    app.builder().lambda_handler(), correlation_id_path="request.requestId", clear_state=True
)
