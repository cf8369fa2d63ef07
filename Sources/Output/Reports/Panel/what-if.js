(() => {
  "use strict";
  const panel = document.getElementById("what-if"), say = panel.dataset;
  const form = panel.querySelector("form"), summary = panel.querySelector(".summary");
  const changed = panel.querySelector(".changed"), notes = panel.querySelector("ul.notes");
  const measures = [...panel.querySelectorAll("li[data-id]")].map((row) => ({
    id: row.dataset.id, row, on: row.querySelector("[type=checkbox]"), adoption: row.querySelector("[type=range]"),
    share: row.querySelector(".share"), effect: row.querySelector(".effect"),
  }));
  const byRow = new Map(measures.map((measure) => [measure.row, measure]));
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  let running = null, waiting = 0, isTouched = false;

  const show = (measure) => {
    const text = measure.adoption.value + "\u00a0%";
    measure.share.textContent = text;
    measure.adoption.setAttribute("aria-valuetext", text);
    measure.adoption.disabled = !measure.on.checked;
  };

  // What is as the plan has it is not asked about.
  const question = () => {
    const asked = {};
    for (const { id, on, adoption } of measures) {
      if (!on.checked) asked[id] = { on: false };
      else if (adoption.value !== adoption.defaultValue) asked[id] = { adoption: Number(adoption.value) / 100 };
    }
    const body = Object.keys(asked).length ? { measures: asked } : {};
    const { cap, discount } = form.elements;
    if (cap && cap.value !== cap.defaultValue) body.cap_meur = Number(cap.value);
    if (discount.value !== discount.defaultValue) body.discount_rate = Number(discount.value) / 100;
    return body;
  };

  const fill = (answer) => {
    for (const row of answer.rows) {
      const cells = panel.querySelectorAll(`tr[data-row="${row.id}"] td`);
      [row.as_planned, row.as_asked, row.change].forEach((text, i) => { if (cells[i]) cells[i].textContent = text; });
    }
    for (const measure of answer.measures) {
      const shown = byId.get(measure.id);
      if (shown) shown.effect.textContent = measure.effect_text;
    }
    notes.replaceChildren(...answer.notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    summary.textContent = answer.summary;
  };

  const fail = (reason) => { summary.textContent = say.failed.replace("{reason}", reason); };

  // The plan's own figures are sound, and need not be a multiple of the step.
  const isInvalid = ({ type, value, defaultValue, validity }) => type === "number" && value !== defaultValue
    && (validity.badInput || validity.valueMissing || validity.rangeUnderflow || validity.rangeOverflow);

  const ask = async () => {
    const invalid = [...form.elements].find(isInvalid);
    for (const field of form.elements) if (field.type === "number") field.setAttribute("aria-invalid", String(field === invalid));
    if (running) running.abort();
    if (invalid) return fail(`${invalid.labels[0].textContent}: ${invalid.validationMessage}`);
    const own = running = new AbortController();
    panel.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch("/api/what-if", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question()), signal: own.signal,
      });
      const answer = await reply.json();
      if (reply.ok) fill(answer);
      else fail(answer.problems.map((problem) => problem.found).join("; "));
    } catch (error) {
      if (error.name !== "AbortError") fail(error.message);
    } finally {
      if (running === own) panel.removeAttribute("aria-busy");
    }
  };

  const askSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 60);
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.type === "search") return find(event.target.value);
    const measure = byRow.get(event.target.closest("li"));
    if (measure) show(measure);
    isTouched = true;
    askSoon();
  });
  form.querySelector(".reset").addEventListener("click", () => {
    form.reset();
    measures.forEach(show);
    find("");
    isTouched = false;
    askSoon();
  });

  const find = (text) => {
    const shown = form.querySelector(".shown"), wanted = text.trim().toLocaleLowerCase();
    const rows = [...form.querySelectorAll(".measures li")];
    for (const row of rows) row.hidden = !row.querySelector(".name").textContent.toLocaleLowerCase().includes(wanted);
    const count = rows.filter((row) => !row.hidden).length;
    if (shown) shown.textContent = wanted ? say.shown.replace("{shown}", count).replace("{all}", rows.length) : "";
  };

  // Figures of other files than those on the page are never mixed with them: the page is loaded again, or the reader is asked.
  const look = async () => {
    if (document.hidden || changed.childElementCount) return;
    try {
      const { version } = await (await fetch("/api/version")).json();
      if (version === say.version) return;
    } catch { return; }
    if (!isTouched) return location.reload();
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: say.reload });
    button.addEventListener("click", () => location.reload());
    changed.replaceChildren(document.createTextNode(say.changed + " "), button);
  };
  setInterval(look, 2000);
})();
