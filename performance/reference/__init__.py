"""Official reference data that ships with the project: the nomenclature for kabupaten/kota."""

from performance.reference.nomenclature import load

__all__ = ["load"]
