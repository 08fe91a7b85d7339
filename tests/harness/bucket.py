"""An S3 server of one's own: moto's, in a process, kept in memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest

from tests.harness.portal import free_port

NAME, KEY, SECRET = "uji", "kunci", "rahasia"


@dataclass(frozen=True)
class Bucket:
    endpoint: str
    process: subprocess.Popen[bytes]
    client: Any

    def environment(self, prefix: str) -> dict[str, str]:
        """What a node of a city is told about it."""
        return {
            "BUCKET_NAME": NAME,
            "BUCKET_PREFIX": prefix,
            "BUCKET_ENDPOINT": self.endpoint,
            "BUCKET_REGION": "us-east-1",
            "BUCKET_ACCESS_KEY": KEY,
            "BUCKET_SECRET_KEY": SECRET,
        }

    def names(self) -> list[str]:
        found = self.client.list_objects_v2(Bucket=NAME)
        return [entry["Key"] for entry in found.get("Contents", ())]


@contextmanager
def own_bucket() -> Iterator[Bucket]:
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "--host=127.0.0.1", f"--port={port}"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            yield Bucket(endpoint, process, _filled(endpoint))
        finally:
            process.kill()


def _filled(endpoint: str) -> Any:
    import boto3
    from botocore.client import Config
    from botocore.exceptions import BotoCoreError

    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}),
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(BotoCoreError):
            client.create_bucket(Bucket=NAME)
            return client
        time.sleep(0.2)
    pytest.fail("the S3 server did not start")


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with own_bucket() as started:
        yield started
