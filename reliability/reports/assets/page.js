// Draws the charts, filters the articles, and folds tables that repeat a chart. The page can be read without it.
(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const embedded = JSON.parse(document.getElementById("charts").textContent);
  const options = { ast: true, renderer: "svg", actions: false, config: embedded.config };

  for (const details of all("details.rows")) details.open = false;
  document.documentElement.classList.add("ready");

  for (const box of all("[data-chart]")) {
    vegaEmbed(box, embedded.charts[box.dataset.chart], options).catch((error) => {
      box.closest("figure").querySelector("details").open = true;
      console.error(box.dataset.chart, error);
    });
  }

  const list = document.querySelector(".reading");
  if (list) {
    const words = document.getElementById("words");
    const severity = document.getElementById("severity");
    const shown = document.getElementById("shown");
    const more = document.getElementById("more");
    const rows = Array.from(list.children, (row) => ({ row, text: row.textContent.toLowerCase() }));
    const narrow = () => {
      const wanted = words.value.trim().toLowerCase();
      const asked = wanted !== "" || severity.value !== "";
      if (asked) list.classList.remove("short");
      let count = 0;
      for (const { row, text } of rows) {
        const fits = text.includes(wanted) && (!severity.value || row.dataset.severities.includes(severity.value));
        row.hidden = !fits;
        count += fits;
      }
      shown.textContent = asked ? `${count} of ${rows.length} fit` : "";
      if (more) more.hidden = !list.classList.contains("short");
    };
    words.addEventListener("input", narrow);
    severity.addEventListener("change", narrow);
    if (more) {
      more.addEventListener("click", () => {
        list.classList.remove("short");
        more.hidden = true;
        rows[15].row.querySelector("a, h3").focus();
      });
    }
  }

  for (const link of all('a[href^="#flag-"]')) {
    link.addEventListener("click", () => {
      const details = document.getElementById(link.hash.slice(1));
      if (details) details.open = true;
    });
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
