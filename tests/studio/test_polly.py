import io

import boto3
import numpy as np
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from skill.audio import mp3
from skill.studio.ffmpeg import encode
from skill.studio.polly import Polly
from skill.studio.voice import VoiceMissing


def stubbed() -> tuple[Polly, Stubber]:
    client = boto3.client("polly", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    return Polly("Ruth", "neural", client), Stubber(client)


def asked(text: str) -> dict[str, str]:
    spoken = {"Engine": "neural", "VoiceId": "Ruth", "Text": text, "TextType": "ssml"}
    return spoken | {"OutputFormat": "mp3", "SampleRate": "24000"}


def test_polly_is_asked_for_each_text_at_its_rate_and_its_sound_is_decoded() -> None:
    polly, stub = stubbed()
    sound = encode(np.sin(np.arange(mp3.RATE) / 10) * 0.3)
    for text in (
        '<speak><prosody rate="88%">Toes &amp; heels.</prosody></speak>',
        '<speak><prosody rate="88%">Up.</prosody></speak>',
    ):
        body = StreamingBody(io.BytesIO(sound), len(sound))
        stub.add_response("synthesize_speech", {"AudioStream": body, "ContentType": "audio/mpeg"}, asked(text))
    with stub:
        spoken = list(polly.speak(["Toes & heels.", "Up."], 0.88))
    stub.assert_no_pending_responses()
    assert [rate for _, rate in spoken] == [mp3.RATE, mp3.RATE]
    assert all(len(samples) == len(sound) // mp3.FRAME * mp3.SAMPLES for samples, _ in spoken)


def test_a_refusal_by_polly_is_told() -> None:
    polly, stub = stubbed()
    stub.add_client_error("synthesize_speech", "AccessDeniedException", "not you")
    with stub, pytest.raises(VoiceMissing, match="not you"):
        list(polly.speak(["Up."], 1.0))


def test_another_voice_or_engine_is_another_identity() -> None:
    _, stub = stubbed()
    identities = {
        Polly(name, engine, stub.client).identity for name in ("Ruth", "Joanna") for engine in ("neural", "long-form")
    }
    assert len(identities) == 4
