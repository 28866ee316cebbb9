"""What leaders see of practice: the programme, coverage, grades, themes, re-audits and what came of actions.

Upstairs, above inspection, by whose rules figures are told. Reads only. Every number opens the list behind it,
everybody sees as far as they reach, and what is meant for outside hides small numbers.
"""
