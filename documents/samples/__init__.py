"""The bundled sample articles: written for Bahith, about events that never happened."""
