"""Frames of the one MP3 format that all sound is kept in, so that sound is joined by joining bytes.

MPEG-2 Layer III, 24 kHz, mono, 48 kbit/s, no CRC, no padding, no bit reservoir: every frame is 144 bytes (48,000 / 8 x
576 / 24,000) and stands alone. Bits of its side information, as ISO/IEC 13818-3 lays them out for one channel:
main_data_begin 8, private 1, part2_3_length 12, big_values 9, global_gain 8, and more that is of no concern here.
"""

from collections.abc import Iterable, Iterator

RATE = 24_000
"""Samples a second."""
SAMPLES = 576
"""Samples of a frame."""
FRAME = 144
"""Bytes of a frame."""
SECONDS = SAMPLES / RATE
"""Seconds of a frame: 24 ms."""
DECIBELS = 1.505
"""Decibels of one step of global_gain: amplitudes are multiplied by 2 to the power of global_gain / 4."""

HEADER = bytes.fromhex("fff364c4")
_MAIN_DATA_BEGIN = 4
_GAIN = 7
"""The byte whose last two bits begin global_gain; the first six of the next one end it."""


class NotOurFormat(ValueError):
    """Bytes are no frames of this format."""


def at(seconds: float) -> int:
    """Return the frame of a stream that begins nearest to a time."""
    return round(seconds / SECONDS)


def check(frames: bytes) -> bytes:
    """Return the bytes if they are whole frames that stand alone; raises NotOurFormat."""
    if len(frames) % FRAME:
        raise NotOurFormat(f"{len(frames)} bytes are not whole frames of {FRAME} bytes")
    for start in range(0, len(frames), FRAME):
        if not frames.startswith(HEADER, start):
            raise NotOurFormat(f"frame {start // FRAME} begins with {frames[start : start + 4].hex()}")
        if frames[start + _MAIN_DATA_BEGIN]:
            raise NotOurFormat(f"frame {start // FRAME} borrows bits from the frames before it")
    return frames


def gains(frames: bytes) -> Iterator[int]:
    """Yield the global_gain of each frame."""
    for start in range(_GAIN, len(frames), FRAME):
        yield (frames[start] & 0b11) << 6 | frames[start + 1] >> 2


def louder(frames: bytes | bytearray, steps: Iterable[int]) -> bytes:
    """Return the frames louder by so many steps of 1.5 dB each, softer if negative, without decoding them.

    A gain that would leave its eight bits stays at their end: a frame is then as soft, or as loud, as it can be.
    """
    changed = bytearray(frames)
    for at, step in zip(range(_GAIN, len(changed), FRAME), steps, strict=False):
        if step:
            first, second = changed[at], changed[at + 1]
            gain = ((first & 0b11) << 6 | second >> 2) + step
            gain = 0 if gain < 0 else min(gain, 255)
            changed[at] = first & 0b11111100 | gain >> 6
            changed[at + 1] = gain << 2 & 0b11111100 | second & 0b11
    return bytes(changed)
