"""A generated archive: invented decisions in the product's own model, for benchmarks and property tests.

Chains of measures across regimes, with their texts, quotes and law versions; on request a share of broken decisions,
each with the rule that should find it. The same seed gives the same archive. No medicine, person or company of it
exists.
"""
