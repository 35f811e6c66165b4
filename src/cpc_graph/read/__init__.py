"""The automatic reader: the text of a document in, frozen facts with their quotes out; no RDF, clock or network."""
