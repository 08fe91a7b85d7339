from organizations.web import NavItem

ITEMS = [
    NavItem("Dokumen", "reports:job-list", "document", right="reports.request", order=70),
    NavItem("Data terbuka", "open_data:index", "download", order=75, staff_only=False),
]
