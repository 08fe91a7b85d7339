from django.urls import path

from performance.transfer.views import city, imports

IMPORT = "kinerja/impor/"

urlpatterns = [
    path(IMPORT, imports.ImportUploadView.as_view(), name="import-upload"),
    path(f"{IMPORT}templat/", imports.TemplateView.as_view(), name="import-template"),
    path(f"{IMPORT}<int:pk>/", imports.ImportPreviewView.as_view(), name="import-preview"),
    path(f"{IMPORT}<int:pk>/simpan/", imports.ImportConfirmView.as_view(), name="import-confirm"),
    path(f"{IMPORT}<int:pk>/batal/", imports.ImportCancelView.as_view(), name="import-cancel"),
    path(f"{IMPORT}kota/", city.CityUploadView.as_view(), name="import-city"),
    path(
        f"{IMPORT}kota/<uuid:spread>/", city.CityPreviewView.as_view(), name="import-city-preview"
    ),
    path(
        f"{IMPORT}kota/<uuid:spread>/simpan/",
        city.CityConfirmView.as_view(),
        name="import-city-confirm",
    ),
    path(
        f"{IMPORT}kota/<uuid:spread>/batal/",
        city.CityCancelView.as_view(),
        name="import-city-cancel",
    ),
]
