"""Spreadsheets people upload: XLSX and CSV read with limits, every problem in words."""
