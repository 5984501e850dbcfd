from skill.simulator.audio_player import FINISHED, IDLE, PLAYING, STOPPED, AudioPlayer, Event

DIRECTIVE = {"audioItem": {"stream": {"token": "t", "url": "https://desk.invalid/t.mp3", "offsetInMilliseconds": 5000}}}


def player() -> AudioPlayer:
    made = AudioPlayer()
    made.play(DIRECTIVE, length=65.0, at=100.0)
    return made


def test_it_tells_its_beginning_and_its_end_once_with_when_they_were() -> None:
    playing = player()
    assert list(playing.due(99)) == []
    assert list(playing.due(130)) == [
        Event("PlaybackStarted", 100.0, 5.0),
        Event("PlaybackNearlyFinished", 100.1, 5.1),
    ]
    assert list(playing.due(131)) == []
    assert list(playing.due(9999)) == [Event("PlaybackFinished", 160.0, 65.0)]
    assert (playing.activity, list(playing.due(9999))) == (FINISHED, [])


def test_it_stops_where_it_is_and_goes_on_from_there() -> None:
    playing = player()
    list(playing.due(130))
    assert list(playing.stop(130)) == [Event("PlaybackStopped", 130, 35.0)]
    assert playing.context(500) == {"playerActivity": STOPPED, "token": "t", "offsetInMilliseconds": 35_000}
    playing.resume(600)
    assert next(iter(playing.due(610))) == Event("PlaybackStarted", 600, 35.0)
    assert playing.position(610) == 45.0


def test_what_was_never_heard_is_not_told_to_have_stopped() -> None:
    playing = player()
    assert list(playing.stop(99)) == []
    assert playing.position(99) == 5.0


def test_before_anything_was_played() -> None:
    assert AudioPlayer().context(0) == {"playerActivity": IDLE}
    assert list(AudioPlayer().stop(0)) == []
    assert player().activity == PLAYING
