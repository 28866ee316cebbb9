"""How a workbook of child-level lists is read and judged: plain Python, no Flask, no database.

`reading.read_workbook` is the way in. A file passes `safety`; its `sheets` are recognised by name, title or headers;
`cells` gives each cell its type; `rows` keeps or refuses each row; `checks` compares lists with each other; `cases`
makes one case of all that the lists say about a child. `findings` is what there is to say about the file.
"""
