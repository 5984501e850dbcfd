"""Amazon Polly, for publishers: `make voice VOICE=polly`, with AWS credentials. Billed by AWS for each character.

Requests are made as botocore's model of Polly has them; they were not tried against AWS.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from skill.audio import mp3
from skill.studio.ffmpeg import Samples, decode
from skill.studio.voice import VoiceMissing


@dataclass(frozen=True, slots=True)
class Polly:
    """One of Polly's voices."""

    name: str = "Danielle"
    """A voice of en-US that has both engines."""
    engine: str = "long-form"
    """Or "neural"."""
    client: Any = field(default_factory=lambda: boto3.client("polly"), repr=False)

    @property
    def identity(self) -> str:
        """Its name and its engine."""
        return f"polly {self.name} {self.engine}"

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text, and how many there are a second; raises VoiceMissing."""
        for text in texts:
            yield decode(self._mp3(text, rate)), mp3.RATE

    def _mp3(self, text: str, rate: float) -> bytes:
        ssml = f'<speak><prosody rate="{round(rate * 100)}%">{escape(text, quote=False)}</prosody></speak>'
        try:
            answer = self.client.synthesize_speech(
                Engine=self.engine,
                VoiceId=self.name,
                Text=ssml,
                TextType="ssml",
                OutputFormat="mp3",
                SampleRate=str(mp3.RATE),
            )
            sound: bytes = answer["AudioStream"].read()
        except (BotoCoreError, ClientError) as fault:
            raise VoiceMissing(f"Polly does not answer: {fault}") from fault
        return sound
