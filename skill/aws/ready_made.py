"""What Python would make from text at each start, taken from where packaging made it (infra/ready_made.py).

Python keeps the bytecode of modules, and not that of the methods that dataclasses write nor the programs of regular
expressions: it compiles them at each start. Here they come from a file beside the code.
Where there is no such file, or it was made by another Python, they are compiled as ever.
"""

import builtins
import dataclasses
import importlib
import marshal
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

FILE = "ready_made.bin"
"""Its name in the zip."""


def use(file: Path) -> bool:
    """Take from a file what is in it, from now on; say whether it could be used."""
    if not file.is_file():
        return False
    magic, methods, patterns = marshal.loads(file.read_bytes())
    if magic != MAGIC_NUMBER:
        return False
    compiler: Any = importlib.import_module("re._compiler")
    compile_pattern, build = compiler.compile, compiler._sre.compile

    def execute(text: str, *names: Any) -> None:
        builtins.exec(methods.get(text, text), *names)

    def compiled(pattern: Any, flags: int = 0) -> Any:
        program = patterns.get((pattern, int(flags))) if type(pattern) in (str, bytes) else None
        return build(*program) if program else compile_pattern(pattern, flags)

    vars(dataclasses)["exec"] = execute  # before the built-in one for what that module calls
    compiler.compile = compiled
    return True
