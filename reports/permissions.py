"""Who sees which job. Whether a report may be asked for is the report's own rule."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.models import Assignment
from reports.choices import Format, JobState, SignatureState
from reports.models import ReportJob, SignatureRequest
from reports.registry import REPORTS

NOTHING = Q(pk__in=())
# Documents of one person that wait or are being made, whatever way they were asked for.
MOST_AWAITED = 20
MOST_IN_BATCHES = 200
DRAFT = (
    "Dokumen ini masih draf: ada angka yang belum diterima, hasil yang belum diumumkan, atau bagian "
    "yang belum ditulis. Lengkapi, lalu buat dokumen baru."
)


def visible_jobs(user: Any, among: Q | None = None) -> Q:
    """Documents of units that the person reads, and own requests the person may still make.

    Having asked is no right by itself: who has left the unit has left its documents too. Own
    requests are asked about one by one; `among` says which of them matter to the caller.
    """
    if not user.is_authenticated:
        return NOTHING
    read = _readable(user)
    if not read:  # every job
        return read
    return read | _own(user, read, among or Q()) | Q(pk__in=asked_of(user).values("job"))


def _readable(user: Any) -> Q:
    read, personal = access_of(user).q("reports.view"), personal_slugs()
    return read & ~Q(slug__in=personal) if personal else read


def _own(user: Any, read: Q, among: Q) -> Q:
    """Own requests outside what the person reads anyway, by the rule of each report today."""
    if not access_of(user).has("reports.request"):
        return NOTHING
    rows = ReportJob.objects.filter(among, requester=user).exclude(read)
    jobs = rows.only("pk", "slug", "params", "organization_id")
    return Q(pk__in=[job.pk for job in jobs if can_ask_again(user, job)])


def asked_of(user: Any) -> QuerySet[SignatureRequest]:
    """Requests to sign that name this person, in a position they hold today."""
    held = Assignment.objects.valid(timezone.localdate()).filter(user=user)
    return SignatureRequest.objects.filter(signatory=user, assignment__in=held)


def personal_slugs() -> list[str]:
    """Reports whose documents only their requester sees."""
    return [report.slug for report in REPORTS.all() if report.is_personal]


def can_view(user: Any, job: ReportJob) -> Decision:
    if ReportJob.objects.filter(visible_jobs(user, Q(pk=job.pk)), pk=job.pk).exists():
        return ALLOWED
    return denied("Dokumen ini di luar kewenangan Anda.")


def can_ask_again(user: Any, job: ReportJob) -> Decision:
    """The report's own rule, asked today for what this document is about."""
    report = REPORTS.find(job.slug)
    if report is None:
        return denied("Laporan ini tidak ada lagi.")
    return report().can_request(user, {"organization": job.organization_id, **job.params})


def can_remake(user: Any, job: ReportJob) -> Decision:
    """Try again, or write in another format: for those who see it and may ask for it today."""
    return can_view(user, job) and can_ask_again(user, job)


def can_retry(user: Any, job: ReportJob) -> Decision:
    if job.state != JobState.FAILED:
        return denied("Hanya dokumen yang gagal yang dapat dicoba lagi.")
    return can_remake(user, job)


def can_open(person: Any, count: int = 1, *, in_batch: bool = False) -> Decision:
    """May so many more documents of this person wait? Counted in each lane of its own."""
    rows = ReportJob.objects.filter(requester=person, state__in=JobState.open())
    waiting = rows.filter(batch__isnull=not in_batch).count()
    most = MOST_IN_BATCHES if in_batch else MOST_AWAITED
    if waiting + count <= most:
        return ALLOWED
    kind = "dokumen kumpulan" if in_batch else "dokumen"
    return denied(
        f"Masih ada {waiting} {kind} atas nama Anda yang menunggu atau sedang dibuat; paling banyak "
        f"{most}. Tunggu sampai sebagian selesai, lalu ulangi."
    )


def can_publish(user: Any, job: ReportJob) -> Decision:
    """Publishing is for finished documents made of accepted figures only."""
    if not access_of(user).allows("reports.publish", job.organization_id):
        return denied("Dokumen ditayangkan oleh Bappeda.")
    if job.state != JobState.DONE:
        return denied("Dokumen ini belum selesai dibuat.")
    if job.format == Format.DOCX:
        return denied("Salinan untuk disunting tidak ditayangkan. Tayangkan PDF-nya.")
    if job.is_draft:
        return denied(DRAFT)
    report = REPORTS.find(job.slug)
    why = report().why_not_public(job.params) if report else ""
    return denied(f"Dokumen ini tidak ditayangkan. {why}.") if why else ALLOWED


def can_be_signed(job: ReportJob) -> Decision:
    """Is this a document anybody may sign? Of what is known of it now; asks for no figures."""
    if job.format != Format.PDF:
        return denied("Hanya dokumen PDF yang ditandatangani.")
    if job.state != JobState.DONE or job.file_lost_at is not None:
        return denied("Dokumen ini belum selesai dibuat.")
    if job.is_draft:
        return denied(DRAFT)
    if job.is_stale:
        return denied(
            "Angka dokumen ini sudah berubah sejak dibuat. Buat dokumen baru, lalu minta tanda tangan."
        )
    return ALLOWED if job.signers else denied("Dokumen ini tidak menyebut penanda tangan.")


def can_ask_signatures(user: Any, job: ReportJob) -> Decision:
    """For those who see the document and may ask for it today."""
    return can_be_signed(job) and can_remake(user, job)


def can_ask_signature_again(user: Any, request: SignatureRequest) -> Decision:
    return can_ask_signatures(user, request.job)


def can_refuse(user: Any, request: SignatureRequest) -> Decision:
    """Only the person of the position that the document prints, while they hold it."""
    if not access_of(user).has("reports.sign"):
        return denied("Dokumen ditandatangani oleh pejabat yang tercantum di dalamnya.")
    if not asked_of(user).filter(pk=request.pk).exists():
        return denied(f"Dokumen ini ditandatangani oleh {request.name}, {request.position}.")
    if request.assignment.printed_position != request.position:
        return denied(
            f"Jabatan Anda sekarang tertulis lain dari yang tercetak ({request.position}). Minta "
            "dokumen baru."
        )
    return ALLOWED


def can_sign(user: Any, request: SignatureRequest) -> Decision:
    """The named person, once all before them have signed and the document still holds."""
    return can_refuse(user, request) and can_be_signed(request.job) and in_turn(request)


def in_turn(request: SignatureRequest) -> Decision:
    earlier = SignatureRequest.objects.filter(job=request.job_id, turn__lt=request.turn)
    first = earlier.exclude(state=SignatureState.SIGNED).order_by("turn").first()
    if first is not None:
        return denied(f"Menunggu tanda tangan {first.name} lebih dulu.")
    return ALLOWED
