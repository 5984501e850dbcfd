"""AWS entry point: environment -> store -> app -> guard, with structured logs that hold nothing a listener said."""

import os
import time
from pathlib import Path

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers

from skill.app import App
from skill.content import load
from skill.environment import read
from skill.guard import Guard
from skill.store.dynamodb import DynamoStore, client_from_environment
from skill.time_zone import DeviceHour

ROOT = Path(__file__).resolve().parent.parent

logger = Logger(service="muscle-relaxation")
copy_config_to_registered_loggers(logger, include={"skill"})

environment = read(os.environ, ROOT)
if environment.skill_id is None:
    logger.warning("SKILL_ID is not set: requests for any skill are answered")
app = App(
    load(environment.content, speaking_rate=environment.speaking_rate),
    DynamoStore(client_from_environment(), environment.table),
    hour_of=DeviceHour(),
)
handler = logger.inject_lambda_context(
    Guard(app, environment.skill_id, time.time),
    log_event=False,  # not even if the environment asks for it: an event holds what was said, and by whom
    correlation_id_path="request.requestId",
    clear_state=True,
)
