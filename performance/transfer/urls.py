from django.urls import path

from performance.transfer import views

IMPORT = "kinerja/impor/"

urlpatterns = [
    path(IMPORT, views.ImportUploadView.as_view(), name="import-upload"),
    path(f"{IMPORT}templat/", views.TemplateView.as_view(), name="import-template"),
    path(f"{IMPORT}<int:pk>/", views.ImportPreviewView.as_view(), name="import-preview"),
    path(f"{IMPORT}<int:pk>/simpan/", views.ImportConfirmView.as_view(), name="import-confirm"),
    path(f"{IMPORT}<int:pk>/batal/", views.ImportCancelView.as_view(), name="import-cancel"),
]
