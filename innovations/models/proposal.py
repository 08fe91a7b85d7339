"""What a unit hands in, and what the secretariat says to it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from innovations.choices.competition import MemberRole, ObjectionState, ProposalState
from organizations import storage
from organizations.models import Organization, User

from .edition import CheckItem, Edition, EditionCategory, Group, Paper, Section
from .innovation import Innovation


class Proposal(models.Model):
    """An entry of the registry in a competition; `copy` is what the registry said when handed in."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proposals")
    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="proposals")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        Group, verbose_name="kelompok", on_delete=models.PROTECT, related_name="proposals"
    )
    category = models.ForeignKey(
        EditionCategory, verbose_name="kategori", on_delete=models.PROTECT, related_name="proposals"
    )
    title = models.CharField("judul", max_length=200)
    blind_title = models.CharField("judul tersamar", max_length=200, blank=True)
    video_url = models.URLField("video", max_length=300, blank=True)
    state = models.CharField(
        "status", max_length=10, choices=ProposalState, default=ProposalState.DRAFT
    )
    number = models.PositiveIntegerField("nomor", null=True, editable=False)
    copy = models.JSONField(null=True, editable=False)
    submitted_at = models.DateTimeField("dikirim", null=True, editable=False)
    submitted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    remark = models.TextField("yang perlu diperbaiki", blank=True, editable=False)
    was_repaired = models.BooleanField("sudah diperbaiki", default=False, editable=False)
    is_shortlisted = models.BooleanField("maju", null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("diubah", default=timezone.now)

    class Meta:
        verbose_name = "proposal"
        verbose_name_plural = "proposal"
        ordering = ["edition", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "innovation"],
                condition=~Q(state=ProposalState.WITHDRAWN),
                name="innovations_proposal_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "number"], name="innovations_proposal_number_once"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, number__isnull=True, copy__isnull=True)
                | Q(submitted_at__isnull=False, number__isnull=False, copy__isnull=False),
                name="innovations_proposal_handed_in_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return ProposalState.tone_of(self.state)

    @property
    def code(self) -> str:
        """How a juror of a blind stage knows it."""
        return f"P{self.number:03d}" if self.number else "–"


class ProposalText(models.Model):
    """What stands in a section; `blind_text` is the same without the names of its authors."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="texts")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    blind_text = models.TextField(blank=True)

    class Meta:
        verbose_name = "isi proposal"
        verbose_name_plural = "isi proposal"
        ordering = ["proposal", "section__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "section"], name="innovations_proposal_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}"


class ProposalFile(models.Model):
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="files")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(
        "berkas", upload_to="proposals/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "berkas proposal"
        verbose_name_plural = "berkas proposal"
        ordering = ["proposal", "paper__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "paper"], name="innovations_proposal_paper_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class Member(models.Model):
    """Of the team, or who guides it; with an account where there is one, so that conflicts show."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="members")
    role = models.CharField("peran", max_length=10, choices=MemberRole)
    name = models.CharField("nama", max_length=160)
    position = models.CharField("jabatan", max_length=160, blank=True)
    user = models.ForeignKey(
        User, verbose_name="akun", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "anggota tim"
        verbose_name_plural = "anggota tim"
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "user"], name="innovations_member_account_once"
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(role=MemberRole.LEADER),
                name="innovations_member_one_leader",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProposalCheck(models.Model):
    """What the secretariat found on one point."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey(CheckItem, on_delete=models.PROTECT, related_name="+")
    is_met = models.BooleanField("terpenuhi")
    note = models.CharField("catatan", max_length=400, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "hasil pemeriksaan"
        verbose_name_plural = "hasil pemeriksaan"
        ordering = ["proposal", "item__order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item"], name="innovations_check_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}"


class Objection(models.Model):
    """A unit does not agree with the result; each is answered."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField("sanggahan")
    state = models.CharField(
        "status", max_length=10, choices=ObjectionState, default=ObjectionState.FILED
    )
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("diajukan", default=timezone.now)
    answer = models.TextField("jawaban", blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("dijawab", null=True)

    class Meta:
        verbose_name = "sanggahan"
        verbose_name_plural = "sanggahan"
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(state=ObjectionState.FILED),
                name="innovations_objection_one_waits",
            )
        ]

    def __str__(self) -> str:
        return f"Sanggahan {self.proposal}"

    @property
    def tone(self) -> str:
        return ObjectionState.tone_of(self.state)
