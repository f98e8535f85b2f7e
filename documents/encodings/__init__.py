"""Which characters are these bytes? `documents.encodings.encoding` is the front door."""
