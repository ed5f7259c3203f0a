"""The atlas of human rights practices and cities: its schema, model, checks and spreadsheet form."""
