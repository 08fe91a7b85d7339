"""The menu entries of reports."""

from organizations.web import NAVIGATION, NavGroup, NavItem

DOKUMEN = NavGroup("Dokumen", "document", order=80, path="/dokumen/")

NAVIGATION.file(
    NavItem("Daftar dokumen", "reports:job-list", "document", 10, DOKUMEN, "reports.request")
)
NAVIGATION.file(
    NavItem("Tanda tangan", "reports:signature-list", "pencil", 15, DOKUMEN, "reports.sign")
)
NAVIGATION.file(
    NavItem("Buat dokumen", "reports:catalogue", "plus", 20, DOKUMEN, "reports.request")
)
NAVIGATION.file(
    NavItem("Data terbuka", "open_data:index", "download", 30, DOKUMEN, staff_only=False)
)
