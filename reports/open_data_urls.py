from django.urls import path

from reports.views import datasets

app_name = "open_data"

urlpatterns = [
    path("", datasets.DataIndexView.as_view(), name="index"),
    path("<slug:slug>/", datasets.DataPageView.as_view(), name="dataset"),
    path("<slug:slug>.csv", datasets.DataCsvView.as_view(), name="csv"),
    path("<slug:slug>.json", datasets.DataJsonView.as_view(), name="json"),
]
