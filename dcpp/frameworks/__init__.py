"""What the outside world prescribes, by date: grades, judgements, child-level lists, audit tools, the inspection pack.

Everything here is data with a day from which it holds and a day until which it held, in `data/*.toml`, and small frozen
classes that read it. Nothing here knows Flask, a database or another part of the platform; every storey may use it.
When the outside world changes, a new dated entry is added to the data; nothing is removed, because old records keep the
framework under which they were written.
"""
