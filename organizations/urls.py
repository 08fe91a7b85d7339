from django.contrib.auth.views import LogoutView
from django.urls import path, re_path
from django.views.generic import TemplateView

from organizations.views import account, guide

app_name = "organizations"

urlpatterns = [
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
    re_path(
        r"^akun/dua-langkah/(?P<what>matikan|kode)/$",
        account.SecondFactorOffView.as_view(),
        name="second-factor-off",
    ),
    path("gaya/", guide.StyleGuideView.as_view(), name="style-guide"),
]
