"""Run by the zip's own Python within its folder: what each start would make from text is made once, and written down.

A dataclass writes its methods as text and compiles it; a regular expression is parsed and compiled. Bytecode keeps
neither. skill/aws/ready_made.py finds there what would else be compiled. It is a script, as the zip's Python has
nothing of the desk's: `python ready_made.py ENTRY FILE`.
"""

import builtins
import dataclasses
import importlib
import marshal
import os
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

ENVIRONMENT = {
    "TABLE_NAME": "packaging",
    "SKILL_ID": "packaging",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "packaging",
    "AWS_SECRET_ACCESS_KEY": "packaging",
    "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",  # with the rehearsal, which sends nothing
}
"""What the function is started with to see what it makes."""


class Noting:
    """Notes what is compiled while it is on: methods by their text; patterns by themselves and their flags."""

    def __init__(self) -> None:
        self.methods: dict[str, CodeType] = {}
        self.patterns: dict[tuple[str | bytes, int], tuple[Any, ...]] = {}

    def begin(self) -> None:
        """Be told of everything that is compiled from now on."""
        vars(dataclasses)["exec"] = self._execute
        compiler: Any = importlib.import_module("re._compiler")
        compile_pattern, engine = compiler.compile, compiler._sre

        def noted(pattern: Any, flags: int = 0) -> Any:
            def finish(text: Any, all_flags: int, code: list[int], *groups: Any) -> Any:
                program = (text, int(all_flags), [int(each) for each in code], *groups)
                if type(pattern) in (str, bytes):
                    self.patterns[pattern, int(flags)] = program
                return engine.compile(*program)

            compiler._sre = SimpleNamespace(**{**vars(engine), "compile": finish})
            return compile_pattern(pattern, flags)

        compiler.compile = noted

    def _execute(self, text: str, *names: Any) -> None:
        code = self.methods[text] = compile(text, "<string>", "exec", dont_inherit=True)
        builtins.exec(code, *names)

    def written(self) -> bytes:
        """Return it all, with the version of bytecode that it is good for; the same for the same."""
        # Version 2 of the format has no references, which would follow how often something happens to be in use.
        return marshal.dumps((MAGIC_NUMBER, self.methods, self.patterns), 2)


def main(entry: str, file: str) -> None:
    """Start the function, and write down what it compiled."""
    os.environ.update(ENVIRONMENT)
    noting = Noting()
    noting.begin()
    importlib.import_module(entry)
    Path(file).write_bytes(noting.written())


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    main(*sys.argv[1:])
