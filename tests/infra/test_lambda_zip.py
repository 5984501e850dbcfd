"""The built zip holds what runs and nothing else, and is no larger than Lambda takes."""

import re
import struct
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra import lambda_zip
from infra.lambda_zip import (
    LONG_AGO,
    MOST_UPLOADED,
    NotPackaged,
    Target,
    build,
    check_unpacked,
    upload,
)
from infra.lean import OPERATIONS
from skill.audio.clips import INDEX

LARGEST = 12_000_000
"""Bytes of the zip, without clips."""
AARCH64 = 0xB7
"""The machine that an ELF file names at byte 18."""


def test_only_what_runs(archive: Path) -> None:
    with ZipFile(archive) as packed:
        names = packed.namelist()
    assert {"content.json", "LICENSE", "skill/aws/start.py"} <= set(names)
    folders = {Path(name).parts[0] for name in names}
    assert not folders & {"tests", "interaction_model", "content", "infra", "bin", "yaml", "hassil", "pip"}
    at_the_desk = ("simulator", "studio", "content/yaml_file", "store/sqlite", "store/memory_store")
    assert not [name for name in names if name.startswith(tuple(f"skill/{each}" for each in at_the_desk))]
    described = {Path(name).parts[2] for name in names if name.startswith("botocore/data/") and name.count("/") > 2}
    assert described == set(OPERATIONS)


def test_every_package_has_its_licence_or_names_it(archive: Path) -> None:
    with ZipFile(archive) as packed:
        names = packed.namelist()
        described = {Path(name).parts[0]: packed.read(name).decode() for name in names if name.endswith("/METADATA")}
    assert len(described) > 10
    for package, metadata in described.items():
        texts = [name for name in names if name.startswith(f"{package}/") and "LICEN" in name]
        assert texts or "\nLicense" in metadata, package


def test_bytecode_that_is_never_checked_against_the_source(archive: Path) -> None:
    with ZipFile(archive) as packed:
        compiled = [packed.read(name) for name in packed.namelist() if name.endswith(".pyc")]
        sources = [name for name in packed.namelist() if name.endswith(".py")]
    assert len(compiled) == len(sources)
    assert {struct.unpack("<I", code[4:8])[0] for code in compiled} == {0b01}  # PEP 552: by hash, unchecked


def test_the_same_source_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    build(Target.here(), tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with ZipFile(archive) as packed:
        assert packed.namelist() == sorted(packed.namelist())
        assert {entry.date_time for entry in packed.infolist()} == {LONG_AGO}


def test_small_enough(archive: Path) -> None:
    assert archive.stat().st_size < LARGEST


def test_the_zip_for_lambda_has_its_machine_code_and_the_clips(tmp_path: Path) -> None:
    (tmp_path / "clips" / "en").mkdir(parents=True)
    (tmp_path / "clips" / "en" / "rest.mp3").write_bytes(b"a voice")
    path = tmp_path / "lambda.zip"
    build(Target("arm64", "3.13"), path, tmp_path / "clips")
    with ZipFile(path) as packed:
        assert packed.read("clips/en/rest.mp3") == b"a voice"
        extensions = [name for name in packed.namelist() if name.endswith(".so")]
        assert extensions
        for name in extensions:
            assert "cpython-313-aarch64" in name
            assert struct.unpack("<H", packed.read(name)[18:20]) == (AARCH64,)
    assert path.stat().st_size < LARGEST


def test_what_lambda_would_refuse_is_refused_here_and_no_zip_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("install", "trim", "make_lean", "precompile"):
        monkeypatch.setattr(lambda_zip, step, lambda *_: None)
    clips = tmp_path / "clips" / "en"
    clips.mkdir(parents=True)
    (clips / "rest.mp3").write_bytes(bytes(3 * 1024**2))
    with pytest.raises(NotPackaged, match=r"3\.\d MB unpacked, 3\.0 of them clips; 2\.0 MB are the most\. Take out"):
        build(Target.here(), tmp_path / "lambda.zip", clips.parent, most=2 * 1024**2)
    assert not (tmp_path / "lambda.zip").exists()
    build(Target.here(), tmp_path / "lambda.zip", clips.parent, most=5 * 1024**2)
    assert (tmp_path / "lambda.zip").exists()


def test_exactly_what_lambda_takes_is_taken(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(bytes(60))
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "two").write_bytes(bytes(40))
    check_unpacked(tmp_path, most=100)
    with pytest.raises(NotPackaged):
        check_unpacked(tmp_path, most=99)


def test_a_zip_too_large_to_be_uploaded_is_told_to_go_by_s3() -> None:
    assert upload(MOST_UPLOADED) == ""
    assert upload(MOST_UPLOADED + 1).startswith("Above 50 MB Lambda takes it from a bucket only: docs/releasing.md")


@pytest.mark.parametrize(("most", "told"), [(0, "takes it from a bucket only"), (MOST_UPLOADED, "")])
def test_the_command_says_so(
    most: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lambda_zip, "build", lambda target, archive, clips: archive.write_bytes(b"a zip"))
    monkeypatch.setattr(lambda_zip, "warnings", lambda target, clips: ())
    monkeypatch.setattr(lambda_zip, "upload", lambda size: upload(size, most))
    monkeypatch.setattr(sys, "argv", ["lambda_zip", "--to", str(tmp_path / "lambda.zip"), "--clips", str(tmp_path)])
    assert lambda_zip.main() == 0
    out, err = capsys.readouterr()
    assert "lambda.zip: 0.0 MB for Python 3.13 on arm64" in out
    assert (told in err) if told else not err


def test_what_the_function_will_lack_is_said_before_the_zip_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build_nothing(target: Target, archive: Path, clips: Path) -> None:
        raise NotPackaged(f"said before: {capsys.readouterr().err}")

    monkeypatch.setattr(lambda_zip, "build", build_nothing)
    monkeypatch.setattr(Target, "interpreter", lambda target: None)
    monkeypatch.setattr(sys, "argv", ["lambda_zip", "--python", "3.12", "--clips", str(tmp_path)])
    assert lambda_zip.main() == 1
    assert re.findall(
        r"said before: |infra/template\.yaml has|No Python 3\.12|No clips in", capsys.readouterr().err
    ) == [
        "said before: ",
        "infra/template.yaml has",
        "No Python 3.12",
        "No clips in",
    ]


def test_clips_that_this_version_does_not_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Target, "interpreter", lambda target: "python")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / INDEX).write_text('{"version": 1}', "utf-8")
    (told,) = lambda_zip.warnings(Target(), tmp_path)
    assert told.startswith("Sessions will be spoken, not played: ")
    assert "run `make voice`" in told


def test_a_place_that_can_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "build").write_text("", "utf-8")
    monkeypatch.setattr(lambda_zip, "build", lambda target, archive, clips: archive.write_bytes(b"a zip"))
    monkeypatch.setattr(sys, "argv", ["lambda_zip", "--to", str(tmp_path / "build" / "lambda.zip")])
    assert lambda_zip.main() == 1
    assert f"{tmp_path / 'build' / 'lambda.zip'}: Not a directory" in capsys.readouterr().err
