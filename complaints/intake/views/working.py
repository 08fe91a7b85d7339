"""A form that comes again with work for the browser, everything still typed."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from complaints.intake.actions.working import ProofNeeded, challenge, waiting_note
from organizations.web import FormMixin, renew


class WorkMixin(FormMixin):
    """Of a form with the hidden fields `proof` and `waited`."""

    def refuse(self, form: Any, error: ValidationError) -> HttpResponse:
        if not isinstance(error, ProofNeeded):
            renew(form, proof="", waited="")
            return super().refuse(form, error)
        renew(form, proof="", waited=waiting_note(error.about))
        self.put_errors(form, error)
        return self.show(form, status=error.status, work=json.dumps(challenge(error.about)))
