"""Whole forms, drawn with the tagged writer: what they print is said by `PrintedTable`."""
