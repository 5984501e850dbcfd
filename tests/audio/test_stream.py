import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.audio.stream import Stream
from skill.practice.background import LONGEST_TAIL, Background
from tests.strategies import specs

streams = st.builds(Stream, specs(), st.sampled_from(Background), st.integers(0, LONGEST_TAIL))


@given(streams)
def test_a_stream_comes_back_from_the_wire_as_it_was(stream: Stream) -> None:
    assert Stream.from_wire(json.loads(json.dumps(stream.to_wire()))) == stream


@given(
    streams,
    st.sampled_from(["spec", "background", "tail"]),
    st.sampled_from([None, [], {}, "sea", -1, 31, 2.0, True, "5"]),
)
def test_what_is_no_stream_is_refused(stream: Stream, key: str, value: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Stream.from_wire(stream.to_wire() | {key: value})


@pytest.mark.parametrize("key", ["spec", "background", "tail"])
@given(streams)
def test_a_stream_with_a_part_missing_is_refused(key: str, stream: Stream) -> None:
    wire = stream.to_wire()
    del wire[key]
    with pytest.raises(KeyError):
        Stream.from_wire(wire)
