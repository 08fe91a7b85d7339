"""Where files are kept: folders of this machine, or a bucket that all nodes of a city share."""

from pathlib import Path
from typing import Any

from config import env

NAMES = ("documents", "evidence", "media", "protected")


def file_storages() -> dict[str, Any]:
    """The named storages; names of files are the same in both, so that a city can move."""
    kept = _bucket() if env.text("BUCKET_NAME") else _folder()
    return dict.fromkeys(("default", *NAMES), kept)


def media_root(below: Path) -> Path:
    """Private: served by views, never by path."""
    return env.folder("MEDIA_ROOT", below / "media")


def _folder() -> dict[str, Any]:
    return {"BACKEND": "organizations.storage.local.LocalFiles"}  # below settings.MEDIA_ROOT


def _bucket() -> dict[str, Any]:
    prefix = env.required(
        "BUCKET_PREFIX", "the city's folder in the bucket, for example kota-contoh"
    )
    endpoint = env.text("BUCKET_ENDPOINT") or None
    options = {
        "bucket_name": env.text("BUCKET_NAME"),
        "location": prefix.strip("/"),
        "endpoint_url": endpoint,
        "region_name": env.text("BUCKET_REGION") or None,
        "access_key": env.required(
            "BUCKET_ACCESS_KEY", "of an account that reaches only this bucket"
        ),
        "secret_key": env.required(
            "BUCKET_SECRET_KEY", "the key that belongs to BUCKET_ACCESS_KEY"
        ),
        "path_style": env.flag("BUCKET_PATH_STYLE", default=endpoint is not None),
    }
    return {"BACKEND": "organizations.storage.bucket.BucketFiles", "OPTIONS": options}
