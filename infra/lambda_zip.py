"""`make lambda`: build/lambda.zip with what runs in Lambda and nothing else; the same source gives the same bytes."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from modulefinder import ModuleFinder
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from infra.lean import OPERATIONS, make_lean
from skill.audio.clips import Clips, NoClips
from skill.aws.ready_made import FILE as READY_MADE
from skill.content.fault import ContentError
from skill.content.languages import compile_content

ROOT = Path(__file__).resolve().parents[1]
ENTRY = "skill.aws.start"
AT_THE_DESK = ("skill.content.yaml_file",)
"""What the entry point could import and never does where content is compiled."""
UNUSED = ("bin", "boto3/data", "boto3/examples", "aws_lambda_powertools/event_handler")
"""Commands, boto3's resources, and Powertools' web framework."""
KEPT_METADATA = ("METADATA", "LICEN", "NOTICE", "COPYING", "AUTHORS")
"""How the names begin of what is kept of each *.dist-info: its version, and the licence that must go with it."""
PLATFORMS = {"arm64": "aarch64", "x86_64": "x86_64"}
"""What Python packages call the architectures of Lambda."""
GLIBC = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""What runs on Amazon Linux 2023."""
IN_LAMBDA = "/var/task"
"""Where Lambda unpacks the zip; tracebacks name it."""
MOST_UNPACKED = 250 * 1024**2
"""Bytes that Lambda takes unpacked, code and clips together; above that it refuses the function."""
MOST_UPLOADED = 50 * 1024**2
"""Bytes of a zip that Lambda takes as an upload; above that it takes it from a bucket only."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the first that the format knows."""


class NotPackaged(Exception):
    """The zip could not be built; it says why."""


@dataclass(frozen=True)
class Target:
    """Where the zip is to run."""

    arch: str = "arm64"
    python: str = "3.13"

    @classmethod
    def here(cls) -> "Target":
        """Return this machine and this Python."""
        names = {name: arch for arch, name in PLATFORMS.items()} | {"arm64": "arm64"}
        return cls(names[platform.machine()], f"{sys.version_info.major}.{sys.version_info.minor}")

    def interpreter(self) -> str | None:
        """Return a Python of the target's version on this machine, whose bytecode it reads; None without one."""
        ask = "import sys; print('{}.{}'.format(*sys.version_info))"
        for python in (sys.executable, f"python{self.python}"):
            if shutil.which(python):
                answer = subprocess.run([python, "-c", ask], capture_output=True, text=True)
                if answer.stdout.strip() == self.python:
                    return python
        return None


def warnings(target: Target, clips: Path | None) -> Iterator[str]:
    """Yield what a publisher has to know before the zip is built."""
    usual = Target()
    if target != usual:
        yield (
            f"infra/template.yaml has the function run by Python {usual.python} on {usual.arch}: "
            "set its Runtime and Architectures to what this zip is for."
        )
    if not target.interpreter():
        reason = f"the zip has no bytecode and starts slower; with python{target.python} on the PATH it gets it"
        yield f"No Python {target.python} here: {reason}."
    folders = sorted(clips.glob("*/")) if clips else []
    if not folders:
        yield f"No clips in {clips}: sessions will be spoken, not played. `make voice` makes them."
    for folder in folders:
        try:
            Clips.read(folder)
        except NoClips as reason:
            yield f"Sessions will be spoken, not played: {reason}"


def build(target: Target, archive: Path, clips: Path | None = None, most: int = MOST_UNPACKED) -> None:
    """Write the zip, at most so many bytes unpacked; raises NotPackaged, or ContentError if content cannot be used."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(target, folder)
        trim(folder)
        make_lean(folder)
        for module in modules():
            copied = folder / module.relative_to(ROOT)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(module, copied)
        shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
        compile_content(ROOT / "content", folder / "content.json")
        if clips and clips.is_dir():
            shutil.copytree(clips, folder / "clips")
        if python := target.interpreter():
            precompile(python, folder)
        check_unpacked(folder, most)
        write(folder, archive)


def install(target: Target, folder: Path) -> None:
    """Put the packages of requirements.txt into a folder, as wheels for the target; raises NotPackaged."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={target.python}"]
    command += [f"--platform={glibc}_{PLATFORMS[target.arch]}" for glibc in GLIBC]
    command += ["--target", str(folder), "--requirement", str(ROOT / "requirements.txt")]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        reason = f"could not be had for Python {target.python} on {target.arch}: {ran.stderr.strip()}"
        raise NotPackaged(f"the packages of requirements.txt {reason}")


def trim(folder: Path) -> None:
    """Take out of installed packages what never runs in Lambda; licences stay."""
    for unused in UNUSED:
        shutil.rmtree(folder / unused)
    for described in (folder / "botocore" / "data").iterdir():
        if described.is_dir() and described.name not in OPERATIONS:
            shutil.rmtree(described)
    for file in folder.glob("*.dist-info/**/*"):
        if file.is_file() and not file.name.startswith(KEPT_METADATA):
            file.unlink()


def modules() -> list[Path]:
    """Return the skill's modules that the entry point can import, those within functions included."""
    finder = ModuleFinder(path=[str(ROOT)], excludes=list(AT_THE_DESK))
    finder.import_hook(ENTRY)
    files = [vars(module)["__file__"] for module in finder.modules.values()]
    return sorted(Path(file) for file in files if file)  # a module that is built into Python has none


def precompile(python: str, folder: Path) -> None:
    """Compile, with a Python of Lambda's version, all that Lambda would compile at each start and cannot keep."""
    # The order of a set in bytecode follows the hash seed; a prefix would put bytecode elsewhere.
    always = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": "", "PYTHONDONTWRITEBYTECODE": "1"}
    # Bytecode that is taken without another look at the source.
    bytecode = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", IN_LAMBDA]
    subprocess.run([python, "-W", "ignore", *bytecode, str(folder)], check=True, env=always)
    script = str(ROOT / "infra" / "ready_made.py")
    # Without its site packages: what they imported first would not be seen being compiled.
    note = [python, "-S", script, ENTRY, READY_MADE]
    subprocess.run(note, check=True, env=always, cwd=folder, stdout=subprocess.DEVNULL)


def check_unpacked(folder: Path, most: int = MOST_UNPACKED) -> None:
    """Raise NotPackaged where a folder has more bytes than Lambda takes."""
    size, clips = _bytes(folder), _bytes(folder / "clips")
    if size > most:
        raise NotPackaged(
            f"Lambda would refuse it: {size / 1024**2:,.1f} MB unpacked, {clips / 1024**2:,.1f} of them clips; "
            f"{most / 1024**2:,.1f} MB are the most. Take out a language's clips, or a background (make voice)."
        )


def upload(size: int, most: int = MOST_UPLOADED) -> str:
    """Return what a publisher has to know of bringing a zip of so many bytes to Lambda; empty where it is small."""
    if size <= most:
        return ""
    return f"Above {most / 1024**2:.0f} MB Lambda takes it from a bucket only: docs/releasing.md, by way of S3."


def write(folder: Path, archive: Path) -> None:
    """Zip a folder: sorted, of one time and one mode, whatever the machine."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for path in _files(folder):
            entry = ZipInfo(path.relative_to(folder).as_posix(), LONG_AGO)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o100644 << 16, 3
            packed.writestr(entry, path.read_bytes())


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def main() -> int:
    """Build the zip as the command line wants it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m infra.lambda_zip", description=__doc__)
    parser.add_argument("--arch", choices=sorted(PLATFORMS), default="arm64")
    parser.add_argument("--python", default="3.13", help="its minor version")
    parser.add_argument("--clips", type=Path, help="clips to take along, if they are there: a folder for each language")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "lambda.zip")
    options = parser.parse_args()
    target = Target(options.arch, options.python)
    for warning in warnings(target, options.clips):
        print(warning, file=sys.stderr, flush=True)
    try:
        build(target, options.to, options.clips)
    except (NotPackaged, ContentError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or options.to}: {error.strerror}", file=sys.stderr)
        return 1
    size = options.to.stat().st_size
    if told := upload(size):
        print(told, file=sys.stderr)
    print(f"{options.to}: {size / 1e6:.1f} MB for Python {target.python} on {target.arch}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
