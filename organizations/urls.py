from django.contrib.auth.views import LogoutView
from django.urls import path, re_path
from django.views.generic import TemplateView

from organizations.views import (
    account,
    city,
    guide,
    history,
    holidays,
    imports,
    setup,
    sitemaps,
    units,
    users,
)

app_name = "organizations"
UNITS = {"kind": imports.UNITS, "right": imports.UNITS.right}
USERS = {"kind": imports.USERS, "right": imports.USERS.right}

urlpatterns = [
    path("sitemap.xml", sitemaps.SitemapIndexView.as_view(), name="sitemap"),
    path(
        "sitemap/<slug:section>/<slug:part>.xml",
        sitemaps.SitemapPartView.as_view(),
        name="sitemap-part",
    ),
    path("robots.txt", sitemaps.RobotsView.as_view(), name="robots"),
    path("masuk/", account.LoginView.as_view(), name="login"),
    path("masuk/kode/", account.TokenView.as_view(), name="token"),
    path("keluar/", LogoutView.as_view(), name="logout"),
    path("lupa-sandi/", account.ResetView.as_view(), name="reset"),
    path(
        "lupa-sandi/terkirim/",
        TemplateView.as_view(template_name="registration/reset_sent.html"),
        name="reset-sent",
    ),
    path("sandi/<uidb64>/<token>/", account.ResetConfirmView.as_view(), name="reset-confirm"),
    path("akun/", account.ProfileView.as_view(), name="profile"),
    path("akun/sandi/", account.PasswordChangeView.as_view(), name="password"),
    path("akun/perangkat/<int:pk>/keluar/", account.SessionEndView.as_view(), name="session-end"),
    path("akun/dua-langkah/", account.SecondFactorView.as_view(), name="second-factor"),
    path(
        "akun/dua-langkah/matikan/",
        account.SecondFactorOffView.as_view(),
        name="second-factor-off",
    ),
    path("akun/dua-langkah/kode/", account.RecoveryCodesView.as_view(), name="recovery-codes"),
    path("pengguna/", users.UserListView.as_view(), name="user-list"),
    path("pengguna/impor/", imports.FileImportView.as_view(**USERS), name="user-import"),
    path(
        "pengguna/impor/templat/",
        imports.TemplateView.as_view(**USERS),
        name="user-import-template",
    ),
    path("berkas-impor/<int:pk>/", imports.PreviewView.as_view(), name="file-import"),
    path(
        "berkas-impor/<int:pk>/simpan/", imports.ConfirmView.as_view(), name="file-import-confirm"
    ),
    path("berkas-impor/<int:pk>/batal/", imports.CancelView.as_view(), name="file-import-cancel"),
    path("pengguna/tambah/", users.UserCreateView.as_view(), name="user-create"),
    path("pengguna/<int:pk>/", users.UserDetailView.as_view(), name="user-detail"),
    path("pengguna/<int:pk>/ubah/", users.UserEditView.as_view(), name="user-edit"),
    path("pengguna/<int:pk>/undang/", users.UserInviteView.as_view(), name="user-invite"),
    path(
        "pengguna/<int:pk>/penugasan/",
        users.AssignmentCreateView.as_view(),
        name="assignment-create",
    ),
    re_path(
        r"^pengguna/(?P<pk>[0-9]+)/(?P<what>nonaktifkan|aktifkan|bantu-masuk)/$",
        users.UserStateView.as_view(),
        name="user-state",
    ),
    path("penugasan/<int:pk>/akhiri/", users.AssignmentEndView.as_view(), name="assignment-end"),
    path("unit/", units.UnitListView.as_view(), name="unit-list"),
    path("unit/impor/", imports.FileImportView.as_view(**UNITS), name="unit-import"),
    path("unit/impor/templat/", imports.TemplateView.as_view(**UNITS), name="unit-import-template"),
    path("unit/tambah/", units.UnitCreateView.as_view(), name="unit-create"),
    path("unit/<int:pk>/", units.UnitDetailView.as_view(), name="unit-detail"),
    path("unit/<int:pk>/ubah/", units.UnitEditView.as_view(), name="unit-edit"),
    path("unit/<int:pk>/penerus/", units.SuccessionView.as_view(), name="unit-succession"),
    path("pengaturan-awal/", setup.SetupCodeView.as_view(), name="setup-code"),
    path("pengaturan-awal/kota/", setup.SetupView.as_view(), name="setup"),
    path("kota/", city.CityView.as_view(), name="city"),
    path("kota/lambang/", city.LogoView.as_view(), name="city-logo"),
    path("hari-libur/", holidays.HolidayListView.as_view(), name="holiday-list"),
    path("hari-libur/tambah/", holidays.HolidayEditView.as_view(), name="holiday-create"),
    path("hari-libur/<int:pk>/", holidays.HolidayEditView.as_view(), name="holiday-edit"),
    path("hari-libur/<int:pk>/hapus/", holidays.HolidayDeleteView.as_view(), name="holiday-delete"),
    path("riwayat/", history.HistoryView.as_view(), name="history"),
    path("hak-akses/", history.RightsView.as_view(), name="rights"),
    path("gaya/", guide.StyleGuideView.as_view(), name="style-guide"),
]
