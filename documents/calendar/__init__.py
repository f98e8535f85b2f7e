"""Which day does this text name? `documents.calendar.dates` is the front door."""
