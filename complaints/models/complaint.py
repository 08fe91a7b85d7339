import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from complaints.choices import Channel, ComplaintClass, ComplaintState, Outcome, Publicity
from complaints.querysets import ComplaintQuerySet
from organizations.models import Organization, User

from .area import Area
from .category import Category
from .tally import WRITE_CHANGES

# The words of a report as officers search them: as they are written, also those of ended ones.
SPOKEN = SearchVector("subject", "text", "address", config="simple")
# What the filters of the map look at, and of late reports.
MAPPED = (
    "public_latitude", "public_longitude", "id", "category", "unit", "area", "kind", "state",
    "outcome", "erased_at", "resolve_due_at", "paused_at", "is_secret", "publicity",
)  # fmt: skip
OPEN_MAPPED = (
    "received_at", "id", "public_latitude", "public_longitude", "paused_at", "state", "category",
    "unit", "area", "kind", "erased_at", "is_secret", "publicity",
)  # fmt: skip


@pghistory.track(
    model_name="ComplaintEvent",
    append_only=True,
    fields=[
        "state", "kind", "category", "unit", "officer", "is_anonymous", "is_secret", "outcome",
        "publicity", "received_at", "verify_due_at", "respond_due_at", "resolve_due_at",
    ]
)  # fmt: skip
class Complaint(models.Model):
    """One report, from receipt to its end. Who sent it stands in `Reporter`, apart and encrypted.

    Texts are not in the row history: what retention removes must be gone.
    """

    number = models.CharField("nomor", max_length=14, unique=True)
    secret_digest = models.CharField(max_length=64)
    client_key = models.UUIDField(null=True, unique=True)  # the same form sent twice is one report

    kind = models.CharField("jenis", max_length=20, choices=ComplaintClass)
    category = models.ForeignKey(
        Category, verbose_name="kategori", null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("judul", max_length=140)
    text = models.TextField("isi laporan")
    happened_on = models.DateField("tanggal kejadian", null=True, blank=True)
    is_anonymous = models.BooleanField("anonim", default=False)
    is_secret = models.BooleanField("rahasia", default=False)
    # Why the desk looks at it before the others: a sender kept out, or sent like a machine does.
    look_first = models.CharField("periksa lebih dulu", max_length=200, blank=True)

    channel = models.CharField("saluran", max_length=12, choices=Channel, default=Channel.WEB)
    received_at = models.DateTimeField("diterima")
    entered_at = models.DateTimeField("dimasukkan")
    entered_by = models.ForeignKey(
        User, verbose_name="dimasukkan oleh", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    area = models.ForeignKey(
        Area, verbose_name="kelurahan", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    address = models.CharField("alamat atau patokan", max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    state = models.CharField(
        "status", max_length=20, choices=ComplaintState, default=ComplaintState.RECEIVED
    )
    outcome = models.CharField("hasil", max_length=24, choices=Outcome, blank=True)
    unit = models.ForeignKey(
        Organization, verbose_name="perangkat daerah", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    officer = models.ForeignKey(
        User, verbose_name="petugas", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    accused = models.ForeignKey(
        Organization, verbose_name="unit terlapor", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    # Clocks: derived from terms, holidays and pauses by `clock.actions.set_due`, kept for lists.
    verify_due_at = models.DateTimeField(null=True)
    respond_due_at = models.DateTimeField(null=True)
    resolve_due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)  # while the reporter is asked
    routed_at = models.DateTimeField("diteruskan", null=True)
    first_answered_at = models.DateTimeField("tanggapan pertama", null=True)
    answered_at = models.DateTimeField("ditanggapi", null=True)
    # Working days from receipt to the answer without pauses; set with `answered_at`.
    answer_days = models.PositiveSmallIntegerField("hari kerja sampai dijawab", null=True)
    reply_until = models.DateTimeField(null=True)
    # How often it was worked on: the ladder is climbed anew each time the reporter sends it back.
    run = models.PositiveSmallIntegerField("putaran", default=1)
    run_began_at = models.DateTimeField(null=True)  # of the second and later ones
    reporter_wrote_at = models.DateTimeField(null=True)  # new from the reporter, not yet read
    closed_at = models.DateTimeField("ditutup", null=True)

    publicity = models.CharField(
        "tayangan", max_length=16, choices=Publicity, default=Publicity.WAITING
    )
    first_shown_at = models.DateTimeField(null=True)  # kept when it is hidden and shown again
    public_subject = models.CharField("judul yang tayang", max_length=140, blank=True)
    public_text = models.TextField("teks yang tayang", blank=True)
    public_latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    public_longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    search = SearchVectorField(null=True)  # of the public text only
    supporters = models.PositiveIntegerField("saya juga", default=0)

    sp4n_id = models.CharField(
        "nomor SP4N-LAPOR!", max_length=40, null=True, blank=True, unique=True
    )
    sp4n_state = models.CharField("status di SP4N-LAPOR!", max_length=60, blank=True)
    sp4n_synced_at = models.DateTimeField(null=True)
    # Kept whole while it is disputed, however old it is; empty where it is not.
    hold_reason = models.CharField("alasan ditahan", max_length=200, blank=True)
    erased_at = models.DateTimeField("dihapus menurut masa simpan", null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        triggers = [WRITE_CHANGES]
        verbose_name = "pengaduan"
        verbose_name_plural = "pengaduan"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="complaints_complaint_place_whole",
            ),
            models.CheckConstraint(
                condition=~Q(is_secret=True, publicity=Publicity.SHOWN),
                name="complaints_complaint_secret_never_shown",
                violation_error_message="Laporan rahasia tidak pernah ditayangkan.",
            ),
            models.CheckConstraint(
                condition=Q(state=ComplaintState.CLOSED) ^ Q(outcome=""),
                name="complaints_complaint_outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("entered_at")),
                name="complaints_complaint_received_first",
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="complaints_received"),
            models.Index(
                fields=["officer", "state"],
                condition=Q(officer__isnull=False),
                name="complaints_officer",
            ),
            models.Index(
                fields=["-reporter_wrote_at", "-id"],
                condition=Q(reporter_wrote_at__isnull=False),
                name="complaints_reporter_wrote",
            ),
            models.Index(
                fields=["-received_at", "-id"],
                condition=Q(publicity=Publicity.SHOWN, is_secret=False),
                name="complaints_public",
            ),
            models.Index(
                fields=["first_shown_at"],
                condition=Q(first_shown_at__isnull=False),
                name="complaints_first_shown",
            ),
            # The map of days, and of several filters at once, is counted from the index alone; what
            # it shows of one filter is kept.
            models.Index(
                fields=["received_at"],
                include=MAPPED,
                condition=Q(publicity=Publicity.SHOWN, is_secret=False),
                name="complaints_map",
            ),
            # The list of one place, in its order.
            models.Index(
                F("public_latitude"),
                F("public_longitude"),
                F("received_at").desc(),
                F("id").desc(),
                condition=Q(publicity=Publicity.SHOWN, is_secret=False),
                name="complaints_at_place",
            ),
            # What is late moves with the clock and is kept nowhere: it is read from the open ones.
            models.Index(
                fields=["resolve_due_at"],
                include=OPEN_MAPPED,
                condition=Q(
                    publicity=Publicity.SHOWN,
                    is_secret=False,
                    state__in=sorted(ComplaintState.open()),
                ),
                name="complaints_public_open",
            ),
            GinIndex(fields=["search"], name="complaints_search"),
            # Filters of the public list: the usual ones in its order, any others together.
            *(
                models.Index(
                    F(name),
                    F("received_at").desc(),
                    F("id").desc(),
                    condition=Q(publicity=Publicity.SHOWN, is_secret=False),
                    name=f"complaints_by_{name}",
                )
                for name in ("category", "unit", "area", "state")
            ),
            models.Index(
                fields=["unit", "category", "area", "kind", "outcome"],
                condition=Q(publicity=Publicity.SHOWN, is_secret=False),
                name="complaints_facets",
            ),
            # What is worked on, a small part of all: the inbox, and what the clock looks for. The
            # tabs are counted from the index alone.
            models.Index(
                fields=["unit", "state"],
                include=[
                    "id",
                    "resolve_due_at",
                    "verify_due_at",
                    "respond_due_at",
                    "paused_at",
                    "routed_at",
                    "first_answered_at",
                    "officer",
                    "accused",
                    "kind",
                    "is_secret",
                ],
                condition=Q(state__in=sorted(ComplaintState.running())),
                name="complaints_running",
            ),
            # Supervision and reports about a unit: what inspectors read of all.
            models.Index(
                fields=["-received_at", "-id"],
                condition=Q(kind=ComplaintClass.SUPERVISORY) | Q(accused__isnull=False),
                name="complaints_supervised",
            ),
            # What officers search: all reports, the secret ones included.
            GinIndex(SPOKEN, name="complaints_spoken"),
            # Reports of a category around a place.
            models.Index(
                fields=["category", "latitude", "longitude", "received_at"],
                condition=Q(latitude__isnull=False),
                name="complaints_around",
            ),
            models.Index(
                fields=["resolve_due_at"],
                include=["id", "paused_at", "state", "run"],
                condition=Q(state__in=sorted(ComplaintState.open())),
                name="complaints_due",
            ),
            models.Index(
                fields=["reply_until"],
                condition=Q(state=ComplaintState.ANSWERED),
                name="complaints_reply_due",
            ),
            models.Index(
                fields=["-received_at", "-id"],
                condition=Q(publicity=Publicity.WAITING, is_secret=False),
                name="complaints_to_moderate",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaints:case-detail", args=[self.number])
