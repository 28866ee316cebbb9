"""How a workbook of child-level lists is read and judged: plain Python, no Flask, no database.

`reading.read_workbook` is the way in. A file passes `safety` and becomes sheets in `files`; `sheets` recognises lists
by name, title or headers; `columns` reads each different cell once, as `cells` says; `rows` keeps or refuses each row;
`agreement` compares the cells of a row, `checks` rows and lists with each other; `cases` makes one case of all that the
lists say about a child. `corrections` is what people said of earlier files, `findings` what there is to say of this.
"""
