"""Categories that wait for the unit of their bidang urusan get it when the unit comes."""

from complaints.reference import fill_units
from organizations.arrivals import ARRIVALS, Arrival

ARRIVALS.file(Arrival("complaints", fill_units))
