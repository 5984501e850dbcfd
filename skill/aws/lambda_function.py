"""The function: environment -> store -> app -> endpoint, with structured logs that hold nothing a listener said."""

import os
import time
from pathlib import Path

from skill.alexa.endpoint import Endpoint
from skill.alexa.picture import load_screen
from skill.alexa.time_zone import DeviceHour
from skill.app.app import App, Edition
from skill.app.telemetry import Field, Line
from skill.audio import s3
from skill.audio.clips import Clips, NoClips
from skill.audio.port import Audio, Naming
from skill.audio.recording import recorded
from skill.aws.cloudwatch import count, make_logger
from skill.aws.environment import read
from skill.aws.rehearsal import Deferred, warm_up
from skill.content.content import Content
from skill.content.languages import load_languages
from skill.network.aws import unsent
from skill.store.dynamodb import DynamoStore, make_client

ROOT = Path(__file__).resolve().parents[2]

logger = make_logger()
environment = read(os.environ, ROOT)
if environment.skill_id is None:
    logger.warning(Line.ANY_SKILL)
late = Deferred()
late(load_screen)
languages = load_languages(environment.content, environment.speaking_rate)


def audio(code: str, content: Content) -> Audio | None:
    """Return where sessions of a language that are played lie; None where no bucket is named, or it has no clips."""
    place = environment.audio
    if place is None:
        return None
    try:
        clips = Clips.read(place.clips / code)
    except NoClips as fault:
        logger.error(Line.NO_CLIPS, extra={Field.FAULT: str(fault)})
        return None
    recording = recorded(content.library, clips)
    return s3.S3Audio(late(s3.make_client), place.bucket, place.url, Naming(place.secret), recording)


editions = {code: Edition(content, audio(code, content)) for code, content in languages.contents.items()}


def edition_of(locale: str) -> Edition:
    """Return the skill in the language of a locale."""
    return editions[languages.code(locale)]


first = next(iter(editions.values()))
store = DynamoStore(make_client(), environment.table)
if environment.initialised_ahead:
    with unsent():
        warm_up(App(first.content, store, edition_of=lambda locale: Edition(edition_of(locale).content)), late)
app = App(first.content, store, count=count, audio=first.audio, edition_of=edition_of, art=environment.art)
endpoint = Endpoint(app, environment.skill_id, time.time, DeviceHour())
handler = logger.inject_lambda_context(
    endpoint,
    log_event=False,  # not even if the environment asks for it: an event holds what was said, and by whom
    correlation_id_path="request.requestId",
    clear_state=True,
)
