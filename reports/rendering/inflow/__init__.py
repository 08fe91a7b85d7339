"""Tables inside prose: WeasyPrint lays out empty rows, the writer draws and tags their cells."""
