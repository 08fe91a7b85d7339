"""All addresses of complaints: those of its rooms."""

from complaints.exchange.urls import urlpatterns as exchange
from complaints.intake.urls import urlpatterns as intake
from complaints.open311.urls import urlpatterns as open311
from complaints.public.urls import urlpatterns as public
from complaints.staff.urls import urlpatterns as staff

app_name = "complaints"

urlpatterns = [*intake, *staff, *exchange, *open311, *public]
