"""The demonstration city: real nomenclature and unit names, synthetic figures.

Everything is derived from fixed texts by hashing, so two loads are equal. The planning
agency's figures of 2025 are the published ones of another kabupaten (see DATA-LICENSES.md).
"""

from organizations.demo.registry import DEMOS, Demo
from performance.demo import load, published

DEMOS.file(
    Demo(
        "performance",
        steps=load.steps,
        load=load.load,
        keeps=(
            "performance.nomenclatureversion",
            "performance.nomenclature",
            "performance.nomenclaturemapping",
            "performance.sakipinstrument",
            "performance.sakipitem",
        ),
        real=published.real_imports,
    )
)
