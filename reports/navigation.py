from organizations.web import NavItem

ITEMS = [NavItem("Dokumen", "reports:job-list", "document", right="reports.request", order=70)]
