"""Logs and metrics as CloudWatch takes them, by Powertools: nothing of a listener, not even in an error's message."""

import logging

from aws_lambda_powertools import Logger, single_metric
from aws_lambda_powertools.logging.utils import copy_config_to_registered_loggers
from aws_lambda_powertools.metrics import MetricUnit

from skill.app.telemetry import Counted, error_fields

NAMESPACE = "MuscleRelaxation"
SERVICE = "muscle-relaxation"


class Wordless(logging.Filter):
    """Puts an error's type and place into the log, for its message and traceback, which may hold what was said."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        if record.exc_info and record.exc_info[1]:
            vars(record).update(error_fields(record.exc_info[1]))
        record.exc_info = record.exc_text = None
        return True


def make_logger() -> Logger:
    """Return the logger of the whole skill: a line of JSON for every record."""
    logger = Logger(service=SERVICE)
    logger.registered_handler.addFilter(Wordless())
    copy_config_to_registered_loggers(logger, include={__name__.partition(".")[0]})
    return logger


def count(counted: Counted) -> None:
    """Write what is counted as one line in embedded metric format."""
    dimensions = {"service": SERVICE, "reason": counted.reason} if counted.reason else {"service": SERVICE}
    with single_metric(
        name=counted.metric,
        unit=MetricUnit.Count,
        value=counted.value,
        namespace=NAMESPACE,
        default_dimensions=dimensions,
    ):
        pass
