"""The facts an LKjIP rests on, as one digest: a review stands while it is the same.

Targets and pagu of accepted versions, quantities, rupiah, words and the signed agreement of the year. Everything
else in the document is derived from them. Stamps will not do here: they also change when
another year, another unit's plan, or the review itself is saved.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.db import connection

KINDS = 8  # of facts, each read for the year
_FACTS = """
    WITH facts (unit, kind, fact) AS (
        SELECT organization_id, 'k', jsonb_build_array(indicator_id, k1, k2, k3, k4)::text
          FROM performance_realization WHERE year = %s
        UNION ALL
        SELECT organization_id, 'rp', jsonb_build_array(node_id, rp1, rp2, rp3, rp4)::text
          FROM performance_budgetrealization WHERE year = %s
        UNION ALL
        SELECT i.organization_id, 'target', (to_jsonb(t) - 'id')::text
          FROM performance_yeartarget t
          JOIN performance_indicator i ON i.id = t.indicator_id
          JOIN performance_planversion v ON v.id = t.version_id AND v.state = 'accepted'
         WHERE t.year = %s
        UNION ALL
        SELECT n.organization_id, 'pagu', jsonb_build_array(p.node_id, v.id, p.amount)::text
          FROM performance_pagu p
          JOIN performance_plannode n ON n.id = p.node_id
          JOIN performance_planversion v ON v.id = p.version_id AND v.state = 'accepted'
         WHERE p.year = %s
        UNION ALL
        SELECT organization_id, 'words', jsonb_build_array(quarter, driving_factors,
               inhibiting_factors, follow_up_quarter, follow_up_plan)::text
          FROM performance_submission
         WHERE year = %s
           AND driving_factors || inhibiting_factors || follow_up_quarter || follow_up_plan <> ''
        UNION ALL
        SELECT i.organization_id, 'note', jsonb_build_array(r.indicator_id, r.quarter,
               r.driving, r.inhibiting, r.follow_up)::text
          FROM performance_rownote r JOIN performance_indicator i ON i.id = r.indicator_id
         WHERE r.year = %s AND r.driving || r.inhibiting || r.follow_up <> ''
        UNION ALL
        SELECT organization_id, 'text', jsonb_build_array(document, section, text)::text
          FROM performance_documenttext WHERE year = %s
        UNION ALL
        SELECT organization_id, 'agreement', jsonb_build_array(version_id, signed_on, (
               SELECT jsonb_agg(indicator_id ORDER BY indicator_id)
                 FROM performance_performanceagreement_indicators i
                WHERE i.performanceagreement_id = a.id))::text
          FROM performance_performanceagreement a WHERE year = %s AND state = 'signed'
    )
    SELECT unit, kind, md5(string_agg(fact, E'\\n' ORDER BY fact COLLATE "C"))
      FROM facts
     WHERE %s::bigint IS NULL OR unit = %s
     GROUP BY unit, kind ORDER BY unit, kind
"""


def digest_of(organization_id: int | None, year: int) -> str:
    """Of one unit, or of the city (None)."""
    return digests_of(year, organization_id)[organization_id]


def digests_of(year: int, only: int | None = None) -> dict[int | None, str]:
    """Of every unit, and of the city under None, in one query; of one unit when it is named.

    The city's own report prints neither the words nor the agreements of its units.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [*[year] * KINDS, only, only])
        rows = cursor.fetchall()
    parts: dict[int | None, list[str]] = defaultdict(list)
    for unit, kind, digest in rows:
        if unit is not None:
            parts[unit].append(f"{kind} {digest}")
        if unit is None or kind not in {"text", "agreement"}:
            parts[None].append(f"{unit} {kind} {digest}")
    found: dict[int | None, str] = defaultdict(lambda: _sealed([]))
    return found | {unit: _sealed(lines) for unit, lines in parts.items()}


def _sealed(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
