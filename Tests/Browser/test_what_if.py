"""The what-if panel as a person uses it: with a mouse, with a keyboard, and when the plan changes under their eyes."""

import json
import re
import subprocess
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import CHECKOUT, PROGRAM


def cell(page, row, column):
    return page.locator(f"#what-if tr[data-row={row}] td").nth(column)


def summary(page):
    return page.locator("#what-if .summary")


def run(folder, scenario):
    command = [PROGRAM, "run", str(folder), "--scenario", scenario, "--format", "json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["scenarios"][0]


def number(text):
    return float(re.match(r"[−+]?[\d.,]+", text).group().replace("−", "-").replace(",", "."))


def changes(page, action):
    """Does something and waits until the sentence says something else."""
    before = summary(page).inner_text()
    action()
    page.wait_for_function("before => document.querySelector('#what-if .summary').innerText !== before", arg=before)


def test_a_measure_that_is_switched_off_gives_the_gap_of_a_plan_without_it(page, plan, serve, tmp_path):
    page.goto(serve(plan.parent, "--scenario", "roadmap").url)
    assert number(cell(page, "gap", 1).inner_text()) == pytest.approx(run(plan.parent, "roadmap")["target"]["gap"], abs=0.051)
    changes(page, lambda: page.get_by_role("checkbox", name="Clean district heat").uncheck())

    without = tmp_path / "without"
    without.mkdir()
    text = plan.read_text()
    (without / "plan.yaml").write_text(text.replace("measures: [clean_heat, electric_cars]", "measures: [electric_cars]"))
    expected = run(without, "roadmap")["target"]["gap"]
    assert number(cell(page, "gap", 1).inner_text()) == pytest.approx(expected, abs=0.051)
    assert number(cell(page, "gap", 0).inner_text()) == pytest.approx(run(plan.parent, "roadmap")["target"]["gap"], abs=0.051)
    assert cell(page, "gap", 2).inner_text().startswith("+")
    assert page.get_by_role("slider", name=re.compile("^Clean district heat")).is_disabled()

    changes(page, lambda: page.get_by_role("button", name="Back to the plan").click())
    assert cell(page, "gap", 1).inner_text() == cell(page, "gap", 0).inner_text()
    assert page.get_by_role("checkbox", name="Clean district heat").is_checked()


def test_the_keyboard_is_enough(page, plan, serve):
    page.goto(serve(plan.parent, "--scenario", "roadmap").url)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label') || ''").startswith("Energy renovation"):
            break
    slider = page.get_by_role("slider", name=re.compile("^Energy renovation"))
    assert slider.evaluate("element => element === document.activeElement")
    assert slider.evaluate("element => getComputedStyle(element).outlineWidth") == "3px"
    changes(page, lambda: page.keyboard.press("Home"))
    assert slider.get_attribute("aria-valuetext") == "0\u00a0%"
    # Off, and carried out not at all, are the same.
    none = summary(page).inner_text()
    changes(page, lambda: page.keyboard.press("End"))
    assert slider.get_attribute("aria-valuetext") == "150\u00a0%"
    changes(page, lambda: page.keyboard.press("Home"))
    assert summary(page).inner_text() == none


def test_money_is_moved_and_what_cannot_be_is_said(page, serve):
    page.goto(serve(CHECKOUT / "Scenarios" / "espoo", "--scenario", "hne2030", "--lang", "fi").url)
    planned = cell(page, "npv_meur", 1).inner_text()
    page.get_by_label("Diskonttokorko").fill("9")
    page.wait_for_function("old => document.querySelector('#what-if tr[data-row=npv_meur] td:nth-of-type(2)').innerText !== old", arg=planned)
    assert cell(page, "gap", 0).inner_text() == cell(page, "gap", 1).inner_text()
    room = cell(page, "room_meur", 0).inner_text()
    page.locator("#what-if-cap").fill("400")
    page.wait_for_function("old => document.querySelector('#what-if tr[data-row=room_meur] td:nth-of-type(2)').innerText !== old", arg=room)
    changes(page, lambda: page.get_by_label("Diskonttokorko").fill("99"))
    assert "Vastausta ei saatu" in summary(page).inner_text()
    assert page.get_by_label("Diskonttokorko").get_attribute("aria-invalid") == "true"


def test_measures_are_found_by_name(page, serve):
    page.goto(serve(CHECKOUT / "Scenarios" / "espoo", "--scenario", "hne2030", "--lang", "sv").url)
    rows = page.locator("#what-if .measures li")
    everything = rows.count()
    assert everything > 20
    page.get_by_role("searchbox").fill("värme")
    shown = page.locator("#what-if .measures li:visible").count()
    assert 0 < shown < everything
    assert f"{shown} av {everything}" in page.locator("#what-if .shown").inner_text()


def test_the_page_follows_the_plan_and_asks_before_it_drops_what_was_moved(page, plan, serve):
    page.goto(serve(plan.parent, "--scenario", "roadmap").url)
    before = cell(page, "gap", 0).inner_text()
    text = plan.read_text()
    plan.write_text(text.replace("share: 30 %", "share: 10 %"))
    page.wait_for_function("old => document.querySelector('#what-if tr[data-row=gap] td').innerText !== old", arg=before, timeout=15000)

    changes(page, lambda: page.get_by_role("checkbox", name="Clean district heat").uncheck())
    plan.write_text(text.replace("share: 30 %", "share: 130 %"))
    page.get_by_role("button", name="Show the new figures").click(timeout=15000)
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=15000)
    assert "plan.yaml:56:85" in alert.inner_text()
    plan.write_text(text)
    alert.wait_for(state="detached", timeout=15000)


def test_without_a_script_the_figures_are_there(browser, plan, serve):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(plan.parent, "--scenario", "roadmap").url)
    assert "need JavaScript" in page.locator("#what-if").inner_text()
    assert cell(page, "gap", 0).inner_text() == cell(page, "gap", 1).inner_text() != ""
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_rule_of_accessibility_is_broken(browser, serve, language, width):
    # axe is put into the page, which the page's own policy forbids.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(serve(CHECKOUT / "Scenarios" / "espoo", "--scenario", "hne2030", "--lang", language).url)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    context.close()


def test_a_thousand_measures_stay_usable(page, plan, serve):
    text = plan.read_text()
    extra = "".join(
        f"  - {{id: extra_{i}, name: Extra measure {i}, status: adopted, class: quantified, adoption: {{curve: linear, start: 2025, ramp: 8}},"
        f" effect: {{on: intensity, sector: transport, stream: motor_fuel, share: {20 if i == 999 else 0.01} %}}}}\n" for i in range(1000))
    text = text.replace("\nscenarios:\n", "\n" + extra + "\nscenarios:\n", 1).replace(
        "measures: [clean_heat, electric_cars]", 'measures: [clean_heat, electric_cars, "extra_*"]')
    plan.write_text(text)
    page.goto(serve(plan.parent, "--scenario", "roadmap").url)
    page.get_by_role("searchbox").fill("measure 999")
    start = time.monotonic()
    changes(page, lambda: page.get_by_role("checkbox", name="Extra measure 999").uncheck())
    assert time.monotonic() - start < 10
