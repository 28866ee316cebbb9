"""From a page that extends layouts/print.html to a tagged PDF (PDF/UA-1). Reads nothing but our own static files."""

from pathlib import Path
from typing import Any

from dcpp.kernel.refusal import Refusal

STATIC = Path(__file__).parent.parent / "static"
KINDS = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}
NO_PANGO = (
    "The PDF cannot be made: this machine has no pango. Ask an administrator to install the system packages "
    "libpangoft2-1.0-0 and libharfbuzz-subset0, and then try again."
)


class CannotMakePdf(Refusal):
    """The machine lacks what a PDF needs."""


def from_html(html: str, *, identifier: str, address: str) -> bytes:
    """The PDF of a report. address: settings.address, for links that begin with a slash.

    The same html, identifier (of what it is made from) and address give the same bytes. Takes about a quarter of a
    second a page: do what is long in background work. Raises CannotMakePdf where pango is not installed.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        raise CannotMakePdf(NO_PANGO) from error

    document = HTML(string=html, base_url=f"{address}/", url_fetcher=_fetcher(address))
    made = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode())
    return bytes(made)


def _fetcher(address: str) -> Any:
    """Gives WeasyPrint files of ours and refuses, by failing the report, to fetch anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            path = static_file(url, address)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})

    return OurFiles(fail_on_errors=True)


def static_file(url: str, address: str) -> Path:
    """The file behind an address under /static/. Raises ValueError for every other address."""
    path = (STATIC / url.removeprefix(f"{address}/static/")).resolve()
    if not url.startswith(f"{address}/static/") or not path.is_relative_to(STATIC) or path.suffix not in KINDS:
        raise ValueError(f"A report may only use our own static files, not {url[:100]}")
    return path
