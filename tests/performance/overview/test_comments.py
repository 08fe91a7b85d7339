"""Citizens' comments: sent once, shown after moderation, answered by the unit."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity
from performance.choices import CommentState, NodeLevel
from performance.models import PublicComment
from performance.overview.actions.comments import answer_comment, moderate_comment, send_comment
from performance.states import COMMENT_TRANSITIONS, PUBLISH_COMMENT
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import make_indicator, make_node

pytestmark = pytest.mark.django_db

TEXT = "Apakah ada rincian per kelurahan?"


@pytest.fixture
def indicator():
    make_city()
    return make_indicator(make_node(make_unit(), NodeLevel.SASARAN_PD))


def _comment(indicator, **fields):
    return PublicComment.objects.create(
        indicator=indicator, organization=indicator.organization, text=TEXT, **fields
    )


def _post(client, indicator, **data):
    form = {"key": uuid.uuid4(), "text": TEXT, "author_name": "", "website": ""}
    return client.post(indicator.get_absolute_url(), {**form, **data})


def test_comment_waits_for_moderation(client, indicator):
    response = _post(client, indicator)

    assert response.status_code == 302
    assert PublicComment.objects.get().state == CommentState.PENDING
    assert TEXT not in client.get(indicator.get_absolute_url()).content.decode()


def test_same_form_sent_twice_is_one_comment(client, indicator):
    key = uuid.uuid4()

    for _ in range(3):
        _post(client, indicator, key=key)

    assert PublicComment.objects.count() == 1


def test_short_comment_keeps_what_was_typed_and_says_why(client, indicator):
    response = _post(client, indicator, text="Halo")

    body = response.content.decode()
    assert response.status_code == 400
    assert "Tulis sedikitnya 10 huruf" in body
    assert ">Halo<" in body.replace("\n", "")


def test_automatic_sender_is_thanked_and_ignored(client, indicator):
    assert _post(client, indicator, website="http://spam.test").status_code == 302
    assert not PublicComment.objects.exists()


def test_markup_in_a_comment_is_inert(client, indicator):
    _comment(indicator, state=CommentState.PUBLISHED).__class__.objects.update(
        text="<script>alert(1)</script> panjang"
    )

    body = client.get(indicator.get_absolute_url()).content.decode()

    assert "<script>alert(1)" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_moderator_publishes_and_the_page_shows_it(client, indicator):
    comment = _comment(indicator)
    moderator = make_user(Role.BAGIAN_ORGANISASI)

    moderate_comment(comment=comment, transition=PUBLISH_COMMENT, by=moderator)

    assert TEXT in client.get(indicator.get_absolute_url()).content.decode()
    assert Activity.objects.filter(verb="performance.publiccomment.publish").exists()


@pytest.mark.parametrize(
    "role", [r for r in Role.values if r not in ("bappeda", "bagian_organisasi")]
)
def test_other_roles_cannot_moderate(indicator, role):
    comment = _comment(indicator)
    person = make_user(role, indicator.organization)

    with pytest.raises(PermissionDenied):
        moderate_comment(comment=comment, transition=PUBLISH_COMMENT, by=person)


def test_withholding_needs_a_reason(client, indicator):
    comment = _comment(indicator)
    client.force_login(make_user(Role.BAPPEDA))

    response = client.post(
        reverse("performance:comment-transition", args=[comment.pk, "reject"]), {"note": ""}
    )

    comment.refresh_from_db()
    assert response.status_code == 400
    assert "Isi alasan" in response.content.decode()
    assert comment.state == CommentState.PENDING


def test_a_reason_that_is_too_long_is_neither_cut_nor_lost(client, indicator):
    comment, reason = _comment(indicator), "Tidak sopan. " * 20
    client.force_login(make_user(Role.BAPPEDA))

    url = reverse("performance:comment-transition", args=[comment.pk, "reject"])
    response = client.post(url, {"note": reason})

    comment.refresh_from_db()
    assert response.status_code == 400
    assert "Alasan paling panjang 240 huruf" in response.content.decode()
    assert reason.strip() in response.content.decode()
    assert (comment.state, comment.moderation_note) == (CommentState.PENDING, "")


def test_unit_answers_a_published_comment(client, indicator):
    comment = _comment(indicator, state=CommentState.PUBLISHED)
    client.force_login(make_user(Role.OPERATOR_OPD, indicator.organization))

    url = reverse("performance:comment-answer", args=[comment.pk])
    response = client.post(url, {"answer": "Sedang kami siapkan."})

    assert response.status_code == 302
    assert "Sedang kami siapkan." in client.get(indicator.get_absolute_url()).content.decode()


def test_foreign_unit_does_not_see_the_comment(client, indicator):
    comment = _comment(indicator, state=CommentState.PUBLISHED)
    client.force_login(make_user(Role.OPERATOR_OPD))

    url = reverse("performance:comment-answer", args=[comment.pk])

    assert client.get(url).status_code == 404


def test_unpublished_comment_cannot_be_answered(indicator):
    comment = _comment(indicator)
    operator = make_user(Role.OPERATOR_OPD, indicator.organization)

    with pytest.raises(PermissionDenied, match="belum ditayangkan"):
        answer_comment(comment=comment, answer="Ya", by=operator)


def test_list_and_object_agree_for_every_role(client, indicator):
    for state in CommentState.values:
        _comment(indicator, state=state)

    for role in Role.values:
        person = make_user(role, indicator.organization)
        client.force_login(person)
        response = client.get(reverse("performance:comment-list"))
        if response.status_code == 403:
            continue
        listed = {line["comment"].pk for line in response.context["lines"]}
        for comment in PublicComment.objects.all():
            url = reverse("performance:comment-answer", args=[comment.pk])
            assert (client.get(url).status_code != 404) == (comment.pk in listed)


def test_a_unit_never_meets_words_that_were_withheld(client, indicator):
    rejected = _comment(indicator, state=CommentState.REJECTED)
    shown = _comment(indicator, state=CommentState.PUBLISHED)
    url = reverse("performance:comment-answer", args=[rejected.pk])

    def meets(role: Role) -> tuple[set[int], bool]:
        client.force_login(make_user(role, indicator.organization))
        lines = client.get(reverse("performance:comment-list")).context["lines"]
        return {line["comment"].pk for line in lines}, client.get(url).status_code != 404

    for role in (Role.OPERATOR_OPD, Role.KEPALA_OPD):
        assert meets(role) == ({shown.pk}, False)
    assert meets(Role.BAGIAN_ORGANISASI) == ({shown.pk, rejected.pk}, True)


def test_inbox_needs_the_same_queries_for_one_and_many(
    client, indicator, django_assert_max_num_queries
):
    client.force_login(make_user(Role.BAPPEDA))

    def queries() -> int:
        with django_assert_max_num_queries(999) as captured:
            client.get(reverse("performance:comment-list"))
        return len(captured)

    _comment(indicator)
    queries()  # the first page of a session also notes the device
    one = queries()
    for _ in range(25):
        _comment(indicator)
    assert queries() == one


def test_transition_names_are_the_url_words():
    assert set(COMMENT_TRANSITIONS) == {"publish", "reject"}


def test_send_comment_records_no_person(indicator):
    send_comment(indicator=indicator, text=TEXT, author_name="", key=uuid.uuid4())

    assert Activity.objects.get(verb="performance.comment").actor is None
