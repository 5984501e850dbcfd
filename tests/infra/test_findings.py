"""What checkov finds in the template is answered there, and nothing is answered that it doesn't find."""

import json
import os
import subprocess
from pathlib import Path

from tests.infra.template import PATH, read
from tests.tools import require

CHECKOV = Path(__file__).parents[2] / "build" / "checkov" / "bin" / "checkov"


def test_each_answer_in_the_template_is_to_a_finding() -> None:
    require("checkov (make template)", CHECKOV.is_file())
    command = f"{CHECKOV} --file {PATH} --framework cloudformation --skip-download --output json"
    ran = subprocess.run(command.split(), capture_output=True, text=True, env={**os.environ, "LOG_LEVEL": "ERROR"})
    results = json.loads(ran.stdout)["results"]
    assert results["failed_checks"] == []
    found = {(each["resource"].rpartition(".")[2], each["check_id"]) for each in results["skipped_checks"]}
    answered = {
        (name, skip["id"])
        for name, resource in read()["Resources"].items()
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    }
    assert found == answered
