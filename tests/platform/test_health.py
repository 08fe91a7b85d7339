import pytest


def test_alive_needs_nothing(client):
    answer = client.get("/hidup/")

    assert (answer.status_code, answer.content) == (200, b"hidup\n")


@pytest.mark.django_db
def test_health_without_worker_says_so(client):
    answer = client.get("/kesehatan/")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "gangguan",
        "database": "ok",
        "broker": "ok",
        "worker": "tidak ada worker yang aktif",
        "disk": "ok",
    }


def test_portal_is_healthy(live_portal):
    status, body = live_portal.health()

    assert status == 200, body


def test_browser_meets_the_portal(live_portal, page, phone, screenshot):
    for width, visitor in (("1366", page), ("360", phone)):
        answer = visitor.goto(f"{live_portal.url}/tidak-ada/")
        screenshot(visitor, f"404-{width}")

        assert answer.status == 404
