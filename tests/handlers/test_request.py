"""What a request tells in a log, where it is printed by mistake: nobody's id, and nothing of what was said or kept."""

from skill.handlers.request import AudioState, Request
from skill.store.port import Listener


def test_a_request_names_nobody_and_nothing_said() -> None:
    request = Request(
        kind="IntentRequest",
        now=0,
        intent="SetSkippedIntent",
        slots={"area": "SAID"},
        listener=Listener("amzn1.ask.account.USER", "amzn1.ask.person.PERSON"),
        attributes={"state": "KEPT"},
        audio_state=AudioState("TOKEN", 12.0, "PLAYING"),
    )
    told = repr(request)
    assert "SetSkippedIntent" in told
    assert [secret for secret in ("amzn1", "USER", "PERSON", "SAID", "KEPT", "TOKEN") if secret in told] == []
