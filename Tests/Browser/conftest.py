"""What browser tests share: the program, a page in Chromium, and a small plan of one's own. Run by .ci/browser."""

import os
import pathlib
import re
import signal
import subprocess

import pytest
from playwright.sync_api import sync_playwright

PROGRAM = os.environ["TIEKARTTA"]
CHECKOUT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page; what its console and its scripts complain of fails the test."""
    context = browser.new_context()
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    # A browser asks for an icon that nobody has.
    assert [c for c in complaints if "404" not in c] == []


@pytest.fixture
def plan(tmp_path):
    """The file of a new small plan."""
    subprocess.run([PROGRAM, "new", "town"], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path / "town" / "plan.yaml"


class Served:
    def __init__(self, *arguments):
        command = [PROGRAM, "serve", "--port", "0", *map(str, arguments)]
        self.process = subprocess.Popen(command, cwd=CHECKOUT, stderr=subprocess.PIPE, text=True)
        self.url = None
        for line in self.process.stderr:
            found = re.search(r"http://\S+", line)
            if found:
                self.url = found.group()
                break
        assert self.url, "the program does not listen"

    def end(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(timeout=20) == 0


@pytest.fixture
def serve():
    """Serves a plan: serve(folder, *options).url"""
    started = []

    def start(*arguments):
        started.append(Served(*arguments))
        return started[-1]

    yield start
    for served in started:
        served.end()
