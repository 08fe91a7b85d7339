"""Where the documents of performance stand in the catalogue."""

from reports.definitions import ReportGroup

DOMAIN = "Kinerja"

EVALUATION = ReportGroup(DOMAIN, "Evaluasi hasil rencana", order=10)
PLANNING = ReportGroup(DOMAIN, "Perjanjian dan pohon kinerja", order=20)
YEARLY = ReportGroup(DOMAIN, "Laporan tahunan", order=30)
SAKIP = ReportGroup(DOMAIN, "Evaluasi SAKIP", order=40)
