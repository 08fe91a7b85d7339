"""The questionnaire of a point as PDF, to be filled in by hand."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from organizations.access import allow
from organizations.models import City
from organizations.web import made_file
from reports.rendering.document import logo_uri
from reports.rendering.pdf import render_pdf
from surveys import permissions
from surveys.choices import Language
from surveys.collection.queries.about import ABOUT
from surveys.collection.queries.choosing import place_of
from surveys.collection.queries.sheets import items_of
from surveys.collection.queries.words import words_of
from surveys.instrument.queries.points import takes_answers
from surveys.instrument.views.points import PointView
from surveys.models import Questionnaire


class PaperFormView(PointView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_view(request.user, self.unit))
        point = self.point
        if not takes_answers(point):
            raise Http404
        city, place = City.current(), place_of(point, timezone.localdate())
        words = words_of(Language.INDONESIAN)
        items = items_of(place.questionnaire, Language.INDONESIAN)
        context = {
            "city": city,
            "logo": logo_uri(city),
            "unit": self.unit,
            "point": point,
            "questionnaire": Questionnaire.objects.get(pk=place.questionnaire),
            "questions": [item for item in items if item.choices],
            "texts": [item for item in items if item.is_text],
            "services": [name for _, name in place.services],
            "about": [(getattr(words, name), choices.labels) for name, choices in ABOUT.items()],
            "asks_comment": place.asks_comment,
        }
        html = render_to_string("surveys/collection/paper/form.html", context)
        content = render_pdf(html).content
        return made_file(content, name=f"kuesioner-{point.code.lower()}.pdf")
