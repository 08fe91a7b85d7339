"""Units and people from a spreadsheet: looked at first, saved together or not at all."""
