// The page reads whole without this; it only lets a reader put the rows of a table in order, and opens what is closed before printing.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  table.tHead.querySelectorAll("th").forEach((head) => {
    const column = head.cellIndex;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const way = { none: "descending", descending: "ascending", ascending: "none" }[head.getAttribute("aria-sort")];
      for (const other of table.tHead.querySelectorAll("th")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", way);
      const key = (row) => {
        const figure = row.cells[column].querySelector("data");
        return figure ? Number(figure.value) : row.cells[column].textContent;
      };
      const isFigure = rows.some((row) => typeof key(row) === "number");
      const rank = (a, b) => {
        const [x, y] = [key(a), key(b)];
        if (isFigure) return (typeof x === "number" ? x : -Infinity) - (typeof y === "number" ? y : -Infinity);
        return String(x).localeCompare(String(y), document.documentElement.lang);
      };
      const sorted = way === "none" ? rows : [...rows].sort((a, b) => (way === "ascending" ? rank(a, b) : rank(b, a)));
      body.append(...sorted);
    });
  });
}
addEventListener("beforeprint", () => { for (const closed of document.querySelectorAll("details")) closed.open = true; });
