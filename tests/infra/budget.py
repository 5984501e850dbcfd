"""The modules that a start of the zip may import, by name, for a Python and pins.

`python -m tests.infra.budget 3.13` prints the list of a Python that is on the PATH: it goes into tests/infra/imported/.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from infra.lambda_zip import Target, build
from infra.ready_made import ENVIRONMENT
from tests.conftest import ROOT

LISTS = Path(__file__).parent / "imported"
IMPORTED = """
import json, sys
before = set(sys.modules)
import skill.aws.start
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""
"""Tells what a start imports, where somebody waits for it, that Python itself had not."""


def imported(unpacked: Path, python: str = sys.executable) -> list[str]:
    """Return the names of what a start from the unpacked zip imports."""
    environment = {**ENVIRONMENT, "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"}
    command = [str(shutil.which(python)), "-S", "-c", IMPORTED]
    ran = subprocess.run(command, cwd=unpacked, env=environment, capture_output=True, text=True, check=True)
    names: list[str] = json.loads(ran.stderr)
    return names


def heading(target: Target) -> str:
    """Return what a list is good for: a Python, and the pins."""
    pins = hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()[:12]
    return f"# Python {target.python}, requirements.txt {pins}"


def listed(target: Target) -> list[str] | None:
    """Return the names that may be imported; None where there is no list for this Python and these pins."""
    file = LISTS / f"{target.python}.txt"
    first, *names = file.read_text("utf-8").splitlines() if file.is_file() else [""]
    return names if first == heading(target) else None


def main() -> None:
    """Print the list of a Python, by default of the one that runs this."""
    target = replace(Target.here(), **({"python": sys.argv[1]} if sys.argv[1:] else {}))
    python = target.interpreter()
    if python is None:
        sys.exit(f"No Python {target.python} on the PATH.")
    with tempfile.TemporaryDirectory() as folder:
        build(target, Path(folder) / "lambda.zip")
        ZipFile(Path(folder) / "lambda.zip").extractall(Path(folder) / "task")
        print(heading(target), *imported(Path(folder) / "task", python), sep="\n")


if __name__ == "__main__":
    main()
