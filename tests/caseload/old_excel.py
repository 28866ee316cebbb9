"""A workbook as Excel wrote it before 2007 (BIFF8 in a compound file), with one sheet of words and numbers."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_xls(path, sheet_name, rows):
    """rows: lists of words and numbers; gives the path."""
    path.write_bytes(_compound(_stream(sheet_name, rows)))
    return path


def _record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def _stream(sheet_name, rows):
    name = sheet_name.encode("latin-1")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            at = struct.pack("<HHH", number, column, 0)
            if isinstance(cell, str):
                words = cell.encode("utf-16-le")
                sheet += _record(0x0204, at + struct.pack("<HB", len(cell), 1) + words)
            else:
                sheet += _record(0x0203, at + struct.pack("<d", cell))
    sheet += _record(0x000A)
    place = len(begin) + 4 + 8 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    return begin + bound + _record(0x000A) + sheet


def _compound(stream):
    stream = stream.ljust(max(len(stream), 4096), b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    fat = [FAT, END, *range(3, sectors + 2), END]
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    table = b"".join(struct.pack("<I", each) for each in fat).ljust(SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, len(stream))
    return header + table + entries.ljust(SECTOR, b"\0") + stream


def _entry(name, kind, child, start, size):
    words = (name + "\0").encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, FREE, FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
