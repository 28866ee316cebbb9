"""Take the README's two pictures anew, from a sample council that runs.

    DCPP_DATA=FOLDER .venv/bin/dcpp serve                in one window, FOLDER holding a sample council
    .venv/bin/python tools/pictures.py FOLDER [PORT]     in another

Signs in as the practice lead, with the password that stands in FOLDER/sample-accounts.txt, on 127.0.0.1 and PORT (8000
unless told otherwise). Needs the browser that ./test sets up. A picture is 1200 pixels wide.
"""

import os
import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
BROWSER = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDE, HIGH = 1200, 1000


def sign_in(page: Page, data: Path) -> None:
    accounts = (data / "sample-accounts.txt").read_text(encoding="utf-8")
    password = re.search(r"the password (\S+)", accounts)
    email = re.search(r"^\s+(practice\.lead@\S+)", accounts, re.MULTILINE)
    if not (password and email):
        raise SystemExit(f"{data}/sample-accounts.txt does not say how the practice lead signs in")
    page.goto("/sign-in")
    page.fill("input[name=email]", email[1])
    page.fill("input[name=password]", password[1])
    page.click("main button[type=submit]")
    page.wait_for_url("**/")


def take(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", clip={"x": 0, "y": 0, "width": WIDE, "height": HIGH})


def main() -> None:
    data, port = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}", viewport={"width": WIDE, "height": HIGH})
        sign_in(page, data)
        page.goto("/overview")
        take(page, "overview")
        page.goto("/audits/programmes")
        page.click("main a[href^='/audits/draws/']")
        page.wait_for_url("**/audits/draws/*")
        take(page, "draw")
        browser.close()


if __name__ == "__main__":
    main()
