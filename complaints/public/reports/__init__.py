"""Documents of the complaint desk."""
