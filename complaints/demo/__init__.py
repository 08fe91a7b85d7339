"""Reports of the demonstration city: composed texts, two years, every state, through the real actions.

Everything is derived by hashing and counted back from the day of loading, so that inboxes have
work today.
"""

from complaints.demo import load
from organizations.demo.registry import DEMOS, Demo

DEMOS.file(
    Demo(
        "complaints",
        steps=load.steps,
        load=load.load,
        keeps=("complaints.term", "complaints.remedy", "complaints.sp4ncategory",
               "complaints.searchword"),
    )
)  # fmt: skip
