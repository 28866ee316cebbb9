"""A file to send in. What is in it is for the reader to judge: a name proves nothing."""

from typing import Any

from werkzeug.datastructures import FileStorage

from dcpp.web.fields.question import Question


def size_in_words(size: int) -> str:
    """As in 60 MB or 500 KB, from bytes."""
    return f"{size // 1_000_000:,} MB" if size >= 1_000_000 else f"{max(1, size // 1_000)} KB"


class Upload(Question):
    """The answer is a werkzeug FileStorage, or None.

    kinds: endings allowed, without the dot; largest: in bytes.
    """

    component = "upload"

    def __init__(self, label: str, *, kinds: tuple[str, ...] = (), largest: int | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.kinds = tuple(kind.lower() for kind in kinds)
        self.largest = largest

    @property
    def accept(self) -> str:
        return ",".join(f".{kind}" for kind in self.kinds)

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        self.data = files[0] if files else None
        if self.data is not None:
            self.refuse_other_kinds(self.data)
            self.refuse_empty_or_large(self.data)

    def refuse_other_kinds(self, file: FileStorage) -> None:
        ending = (file.filename or "").rpartition(".")[2].lower()
        if self.kinds and ending not in self.kinds:
            raise ValueError(f"The selected file must be {' or '.join(kind.upper() for kind in self.kinds)}")

    def refuse_empty_or_large(self, file: FileStorage) -> None:
        size = file.stream.seek(0, 2)
        file.stream.seek(0)
        if not size:
            raise ValueError("The selected file is empty")
        if self.largest is not None and size > self.largest:
            raise ValueError(f"The selected file must be {size_in_words(self.largest)} or smaller")
