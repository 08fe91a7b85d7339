from .document import CODE_ALPHABET, DocumentPart, ReportBatch, ReportJob, Snapshot, new_code
from .signature import SealedPaper, SignatureRequest, SigningBatch

__all__ = [
    "CODE_ALPHABET",
    "DocumentPart",
    "ReportBatch",
    "ReportJob",
    "SealedPaper",
    "SignatureRequest",
    "SigningBatch",
    "Snapshot",
    "new_code",
]
