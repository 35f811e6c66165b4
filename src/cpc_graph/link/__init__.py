"""From a document as it arrives to a draft of its graph: read, look for what it links to, decide, describe.

Nothing is linked silently: a link is a candidate with its ground until a person takes it.
"""
