"""Programs that stand in for Piper, Kokoro and the recogniser: they talk as those do, and need nothing."""

import sys
from pathlib import Path

from skill.studio.kokoro import Kokoro
from skill.studio.piper import Piper

PIPER = """
import argparse, sys, time, wave
from pathlib import Path
parser = argparse.ArgumentParser()
parser.add_argument("--output-dir")
parser.add_argument("--length-scale", type=float)
options, _ = parser.parse_known_args()
print("Loading voice", file=sys.stderr, flush=True)
for order, line in enumerate(sys.stdin):
    if "choke" in line:
        sys.exit("it choked")
    path = Path(options.output_dir) / f"{order}.wav"
    with wave.open(str(path), "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(2)
        audio.setframerate(16_000)
        audio.writeframes(bytes([0, 32]) * round(len(line.strip()) * 1600 * options.length_scale))
    print(f"INFO:piper:Wrote {path}", file=sys.stderr, flush=True)
"""
KOKORO = """
import base64, json, struct, sys
for line in sys.stdin:
    text, speed = json.loads(line)
    if "warn" in text:
        sys.stderr.write("a warning\\n" * 100_000)
    if "choke" in text:
        sys.exit("it choked")
    samples = [0.25] * round(len(text) * 2400 / speed)
    print(base64.b64encode(struct.pack(f"<{len(samples)}f", *samples)).decode(), flush=True)
"""
RECOGNISER = """
import base64, json, sys
sentences = json.loads(sys.stdin.readline())
print(json.dumps(["zounds"] if "zounds" in sentences else []), flush=True)
for line in sys.stdin:
    samples = base64.b64decode(line)
    if not samples:
        sys.exit(3)
    print(json.dumps([sentences[0], str(len(samples))]), flush=True)
"""


def piper(folder: Path) -> Piper:
    """Return a voice that needs a tenth of a second for each letter."""
    return Piper(_program(folder / "piper", PIPER), folder / "en_tone.onnx", "0")


def kokoro(folder: Path, pace: float = 1.0) -> Kokoro:
    """Return a voice that needs a tenth of a second for each letter, at a pace of one."""
    return Kokoro(_program(folder / "kokoro", KOKORO), folder / "af_tone.bin", "en-us", "0", pace)


def recogniser(folder: Path) -> Path:
    """Return a program that hears the first of its sentences, and how many bytes there were."""
    return _program(folder / "python", RECOGNISER)


def _program(path: Path, text: str) -> Path:
    path.write_text(f"#!{sys.executable}\n{text}", "utf-8")
    path.chmod(0o755)
    return path
