"""A model of a few sentences, for tests that change it."""

from pathlib import Path

FILES = {
    "intents.yaml": """
slots: {minutes: AMAZON.NUMBER, pace: PACE}
intents: {StartIntent: [minutes], SetPaceIntent: [pace], AMAZON.StopIntent: [], AMAZON.FallbackIntent: []}
urgent: []
slot_types: {PACE: [slow, brisk]}
fallback_sensitivity: LOW
""",
    "en/language.yaml": """
locales: {en-US: [begin]}
invocation: muscle relaxation
alexa_knows: {}
""",
    "en/values.yaml": """
PACE: {slow: [slower, slow], brisk: [faster]}
""",
    "en/moments.yaml": """
StartIntent: ["(start|begin) [a] {minutes} minute session", "{minutes}"]
SetPaceIntent: ["go {pace}"]
AMAZON.StopIntent: [that's enough]
""",
}


def write(folder: Path) -> Path:
    """Write it into a folder, and return that."""
    (folder / "en").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Change what stands once in a file of it."""
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), "utf-8")
