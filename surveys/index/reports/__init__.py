"""Tables, pictures and documents of survey results."""
