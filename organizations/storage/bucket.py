"""Files in a bucket of an S3-compatible server that all nodes of a city share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

SPOOL_BYTES = 4 * 1024 * 1024  # a larger file passes through the temporary folder
NETWORK = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"max_attempts": 2},
    signature_version="s3v4",
    # Servers other than Amazon's do not all know the newer checksums.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@contextmanager
def as_os_error(what: str) -> Iterator[None]:
    """The callers know files, not buckets."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"{what}: {error}") from error


@deconstructible
class BucketFiles(S3Storage):
    """Private objects: nothing is public and no address of an object leaves the portal."""

    def __init__(self, *, path_style: bool = False, **options: Any) -> None:
        style = {"addressing_style": "path" if path_style else "auto"}
        super().__init__(
            client_config=NETWORK.merge(Config(s3=style)),
            default_acl=None,
            file_overwrite=False,
            querystring_auth=False,
            max_memory_size=SPOOL_BYTES,
            **options,
        )

    @property
    def bucket(self) -> Any:
        """One a thread, as its connection: they may not be shared."""
        return self.connection.Bucket(self.bucket_name)

    def _open(self, name: str, mode: str = "rb") -> File:
        with as_os_error(f"cannot open {name}"):
            found = super()._open(name, mode)
            if "r" in mode:
                found.open()  # fetched now, so that trouble shows before anything is sent
            return found

    def _save(self, name: str, content: File) -> str:
        with as_os_error(f"cannot save {name}"):
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with as_os_error(f"cannot delete {name}"):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with as_os_error(f"cannot look for {name}"):
            return super().exists(name)

    def size(self, name: str) -> int:
        with as_os_error(f"cannot look at {name}"):
            return super().size(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with as_os_error(f"cannot list {name}"):
            return super().listdir(name)

    def get_modified_time(self, name: str) -> datetime:
        with as_os_error(f"cannot look at {name}"):
            return super().get_modified_time(name)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """There is none: views hand files out to those who may read them."""
        raise ValueError(f"{name} has no address")
