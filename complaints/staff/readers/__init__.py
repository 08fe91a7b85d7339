"""Files of the settings, read and judged; nothing is written here."""
