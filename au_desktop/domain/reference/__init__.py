"""Types of the dated reference data: basis, nuclides, drugs, profiles, limits, and how a case finds its category.

What belongs here: frozen types and the rules that read them. What may not come in: the data itself, which stands in
resources/reference, and reading files.
"""
