"""The law: dated values and rules of plain Python. No Django, no clock, no database.

A rule takes plain facts and answers with an `Outcome`: the value, the duties that follow, the reasons with their
sources, the days that were counted. Adding a rule is one function in a file below `flanders/`, `netherlands/` or
`europe/`, its values in `parameters/*.toml` beside it, its sentences in `texts/`, and a test.
"""
