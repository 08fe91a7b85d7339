"""Files of PDF 1.7: objects, fonts, structure, tables, joining. Knows no Django and no report."""
