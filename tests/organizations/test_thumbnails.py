"""Pages load small copies of photos."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from organizations.actions.thumbnails import EDGE, small_copy
from organizations.models import Thumbnail
from organizations.storage import FileLost, discard, evidence
from tests.factories.hostile import picture, telling_jpeg
from tests.factories.innovations import make_innovation
from tests.innovations.public_objects import make_photo

pytestmark = pytest.mark.django_db


def size_of(row: object) -> tuple[int, int]:
    file, mime = small_copy(row)
    with file:
        assert mime == "image/jpeg"
        return Image.open(io.BytesIO(file.read())).size


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_photo_has_a_small_copy_made_once(kind):
    row = make_photo(make_innovation(), content=picture(kind, size=(1600, 1200)))

    assert size_of(row) == (EDGE, EDGE * 3 // 4)
    assert size_of(row) == (EDGE, EDGE * 3 // 4)

    assert Thumbnail.objects.count() == 1


def test_a_small_copy_tells_nothing_beside_its_picture():
    """Not even of a photo that was kept as it came."""
    row = make_photo(make_innovation(), content=telling_jpeg())

    file, _ = small_copy(row)

    with file:
        content = file.read()
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content
    assert b"RAHASIA" not in content


def test_a_lost_copy_is_made_anew():
    row = make_photo(make_innovation(), content=picture(size=(1600, 1200)))
    size_of(row)
    discard(evidence(), Thumbnail.objects.get().file.name)

    assert size_of(row) == (EDGE, EDGE * 3 // 4)


def test_a_lost_photo_says_so():
    row = make_photo(make_innovation())
    discard(evidence(), row.file.name)

    with pytest.raises(FileLost):
        small_copy(row)


def test_what_is_no_picture_is_given_as_it_is():
    row = make_photo(make_innovation(), content=b"%PDF-1.4 kosong", mime="application/pdf")

    file, mime = small_copy(row)
    with file:
        assert (file.read(), mime) == (b"%PDF-1.4 kosong", "application/pdf")
