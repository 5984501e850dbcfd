"""The hour of the day where a device is, by Alexa's settings service; where it is not known, no guess."""

import logging
from collections import OrderedDict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import urllib3
from ask_sdk_core.exceptions import AskSdkException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from ask_sdk_model.services import ApiClient, ApiClientRequest, ApiClientResponse, ApiConfiguration, ServiceException
from ask_sdk_model.services.ups import UpsServiceClient

from skill.app.telemetry import Field, Line
from skill.network.calls import Calls
from skill.network.deadline import left, within

log = logging.getLogger(__name__)

PATIENCE = 0.7
"""Seconds; nobody waits in silence for the time of day."""
FOR_THE_REST = 2.0
"""Seconds of a turn that are left for all that matters more."""
UNKNOWN = (ServiceException, AskSdkException, urllib3.exceptions.HTTPError, KeyError, ValueError, TypeError, OSError)
"""What can be raised where a zone is refused, absent, unreadable, or none that exists (a KeyError)."""
MOST_DEVICES = 1000
"""How many devices' zones one process remembers; nothing of it is stored."""


class Client(ApiClient):
    """Calls Alexa's services once, with a short patience; the SDK's own client waits without end."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """Take how many seconds a call may last."""
        self._calls, self._patience = Calls(), patience

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """Send a request; raises urllib3's HTTPError if there is no answer in time, or no time for it."""
        method, url, headers = str(request.method), str(request.url), dict(request.headers or [])
        with within(min(self._patience, left() - FOR_THE_REST)):
            answer = self._calls(method, url, headers, request.body, connect=self._patience, read=self._patience)
        return ApiClientResponse(
            headers=list(answer.headers.items()), status_code=answer.status, body=answer.body.decode("utf-8")
        )


class DeviceHour:
    """Tells the hour where the device of a request is; remembers each device's zone."""

    def __init__(self, client: ApiClient | None = None) -> None:
        self._client = client or Client()
        self._zones: OrderedDict[str, ZoneInfo | None] = OrderedDict()

    def __call__(self, of: RequestEnvelope) -> int | None:
        """Return the hour, 0 to 23, at the time of the request; None where the zone is absent or refused."""
        envelope: Any = of  # the SDK's types make every part optional
        device = envelope.context.system.device.device_id if envelope.context.system.device else None
        if not device:
            return None
        if device not in self._zones:
            self._zones[device] = self._zone(envelope.context.system, device)
            if len(self._zones) > MOST_DEVICES:
                self._zones.popitem(last=False)
        zone = self._zones[device]
        moment: datetime = envelope.request.timestamp
        return moment.astimezone(zone).hour if zone else None

    def _zone(self, system: Any, device: str) -> ZoneInfo | None:
        api = ApiConfiguration(
            serializer=DefaultSerializer(),
            api_client=self._client,
            authorization_value=system.api_access_token,
            api_endpoint=system.api_endpoint,
        )
        try:
            return ZoneInfo(str(UpsServiceClient(api).get_system_time_zone(device)))
        except UNKNOWN as fault:
            log.info(Line.NO_TIME_ZONE, extra={Field.ERROR: type(fault).__name__})
            return None
