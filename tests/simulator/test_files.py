import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.simulator.serving import serving

NAME = "a" * 64 + ".mp3"
SOUND = bytes(range(256)) * 1000


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    (tmp_path / NAME).write_bytes(SOUND)
    (tmp_path / "secret").write_bytes(b"secret")
    with serving(lambda event: {}, tmp_path) as address:
        yield address


def get(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str], bytes]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=dict(headers or {}))) as answer:
        return answer.status, answer.headers, answer.read()


def test_a_file_is_served_whole(url: str) -> None:
    status, headers, body = get(f"{url}/audio/{NAME}")
    assert (status, headers["Content-Type"], body) == (200, "audio/mpeg", SOUND)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=100000-", 100_000, len(SOUND) - 1),
        ("bytes=0-9", 0, 9),
        ("bytes=5-999999999", 5, len(SOUND) - 1),
        ("bytes=-10", len(SOUND) - 10, len(SOUND) - 1),
    ],
)
def test_a_device_that_resumes_gets_the_rest(asked: str, first: int, last: int, url: str) -> None:
    status, headers, body = get(f"{url}/audio/{NAME}", {"Range": asked})
    assert (status, body) == (206, SOUND[first : last + 1])
    assert headers["Content-Range"] == f"bytes {first}-{last}/{len(SOUND)}"


@pytest.mark.parametrize(
    "path", ["/audio/", "/audio/secret", "/audio/../secret", f"/{NAME}", "/audio/" + "b" * 64 + ".mp3"]
)
def test_nothing_else_of_the_folder_is_served(path: str, url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(url + path)
    with refused.value:
        assert refused.value.code == 404


def test_beyond_the_end_there_is_nothing(url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(f"{url}/audio/{NAME}", {"Range": "bytes=999999999-"})
    with refused.value:
        assert refused.value.code == 416
