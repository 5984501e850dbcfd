"""Audio in an S3 bucket behind CloudFront, for the skill in production."""

import time
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.audio.port import RESUMABLE, UNMADE, AudioFault, Naming, Recording
from skill.audio.stream import Stream
from skill.network.aws import AwsSender, sent_by
from skill.network.deadline import left, within
from skill.practice.plan import Plan
from skill.practice.spec import Spec

CONFIG = Config(connect_timeout=0.5, read_timeout=1.5, retries={"mode": "legacy", "total_max_attempts": 1})
"""One try: where there is no audio in time, the session is spoken."""
FOR_THE_REST = 1.4
"""Seconds of a turn that are left when what is to be played is given up: for speaking instead, and for saving."""
LIFETIME = 2 * RESUMABLE
"""Seconds that the bucket's lifecycle rule must keep an object: one is put anew as soon as less than RESUMABLE
is left of it, so that every address given out stays good for RESUMABLE."""
A_DAY = 24 * 60 * 60
"""Seconds that what lies between may keep an object after the bucket has deleted it."""
_ABSENT = frozenset(("404", "403", "NoSuchKey", "NotFound"))
"""Without the permission to list a bucket, S3 says of what is not there that it is forbidden."""


def make_client(config: Config = CONFIG) -> Any:
    """Return boto3's S3 client, for the region, credentials and endpoint that boto3 finds by itself."""
    return sent_by(boto3.client("s3", config=config), "s3", AwsSender(config))


class S3Audio:
    """Streams as objects of one bucket. Calls HeadObject and PutObject; nothing else."""

    def __init__(
        self,
        client: Callable[[], Any],
        bucket: str,
        address: str,
        naming: Naming,
        recording: Recording,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take what gives boto3's client once it is needed, the bucket, the address that serves it, and a clock.

        The clock is in epoch seconds.
        """
        self._client, self._bucket, self._address = client, bucket, address
        self._naming, self._recording, self._clock = naming, recording, clock

    @property
    def made_by(self) -> str:
        """The fingerprint of what makes its plans."""
        return self._recording.made_by

    def plan(self, spec: Spec) -> Plan:
        """Return the timeline of a spec's audio."""
        return self._recording.plan(spec)

    def url(self, stream: Stream) -> str:
        """Return the address of a stream; raises AudioFault, also where the turn has no time for it."""
        try:
            with within(left() - FOR_THE_REST):
                name = self._naming.name(self._recording, stream)
                if not self._is_fresh(name):
                    self._put(name, stream)
        except (BotoCoreError, ClientError, *UNMADE) as error:
            raise AudioFault(type(error).__name__) from error
        return f"{self._address}/{name}"

    def _is_fresh(self, name: str) -> bool:
        try:
            head = self._client().head_object(Bucket=self._bucket, Key=name)
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT:
                return False
            raise
        return bool(self._clock() - head["LastModified"].timestamp() < LIFETIME - RESUMABLE)

    def _put(self, name: str, stream: Stream) -> None:
        with TemporaryFile() as file:
            file.writelines(self._recording.mp3(stream))
            file.seek(0)
            self._client().put_object(
                Bucket=self._bucket,
                Key=name,
                Body=file,
                ContentType="audio/mpeg",
                CacheControl=f"public, max-age={A_DAY}, immutable",
            )
