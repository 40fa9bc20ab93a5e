// Keys, and what stands behind a mark. Pages work without it: links, forms and popovers are the browser's own.
"use strict";

(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const LATER = 180; // milliseconds before the chain goes, so that a pointer can get there

  // ---- chains of claims

  let leaving;
  const chainOf = (number) => document.getElementById(`chain-${number}`);
  const mark = (number, on) => all("[data-in]").forEach((piece) => {
    if (piece.dataset.in.split(" ").includes(number)) piece.classList.toggle("told", on);
  });

  function show(number) {
    clearTimeout(leaving);
    const chain = chainOf(number), button = document.getElementById(`ref-${number}`);
    if (!chain || !button || chain.matches(":popover-open")) return;
    chain.showPopover({ source: button });
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(() => all(".chain:popover-open").forEach((chain) => chain.hidePopover()), LATER);
  }

  document.addEventListener("toggle", (event) => {
    const number = event.target.id?.match(/^chain-(\d+)$/)?.[1];
    if (number) mark(number, event.newState === "open");
  }, true);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const piece = event.target.closest?.(".text [data-in], .text .ref, .chain");
    if (!piece) return hideSoon();
    if (piece.classList.contains("chain")) return clearTimeout(leaving);
    show(piece.dataset.claim ?? piece.dataset.in.split(" ")[0]);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.(".text .ref")) show(event.target.dataset.claim);
    else if (!event.target.closest?.(".chain")) hideSoon();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".text .ref");
    if (!button) return;
    event.preventDefault(); // focus has opened it: the browser would close it again
    show(button.dataset.claim);
  });
  document.addEventListener("click", (event) => {
    const piece = event.target.closest?.(".text [data-in]");
    if (piece && !event.target.closest(".ref")) show(piece.dataset.in.split(" ")[0]);
  });

  // ---- flags and their places

  function light(number, on) {
    all("[data-flags]").forEach((piece) => {
      if (piece.dataset.flags.split(" ").includes(number)) piece.classList.toggle("lit", on);
    });
    document.getElementById(`flag-${number}`)?.classList.toggle("lit", on);
  }
  for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    for (const [event, on] of [[begin, true], [end, false]]) {
      document.addEventListener(event, ({ target }) => {
        const note = target.closest?.("[data-flag]");
        if (note) light(note.dataset.flag, on);
      });
    }
  }

  // ---- lists that grow: what came goes on where the reader was

  let shown = 0;
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(".more a")) shown = all("[data-open]").length;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (shown) all(".items [data-open]")[shown]?.focus();
    shown = 0;
  });
  document.addEventListener("htmx:config:request", ({ detail }) => {
    const body = detail.ctx.request.body; // fields that are empty filter nothing
    if (body instanceof FormData) [...body].forEach(([name, value]) => value === "" && body.delete(name));
  });

  // ---- keys

  const typing = (target) => target.closest?.("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])");

  function move(step) {
    const claims = all(".text .ref"), places = claims.length ? claims : all(".items [data-open]");
    if (!places.length) return;
    const item = document.activeElement.closest?.("[data-item]");
    const at = places.findIndex((place) => place === document.activeElement || (item && item.contains(place)));
    const to = places[Math.min(Math.max(at < 0 ? (step > 0 ? 0 : places.length - 1) : at + step, 0), places.length - 1)];
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  }

  function decide(key) {
    const choice = $(`[data-decision] [data-key="${key}"]`);
    if (choice) {
      choice.checked = true;
      $("[data-decision] [name=reason]").focus();
      return;
    }
    const link = $("[data-open]", document.activeElement.closest?.("[data-item]") ?? document.createElement("i"));
    if (!link || !$("#queue")) return;
    const address = new URL(link.href);
    address.searchParams.set("verdict", { a: "approved", r: "rejected", e: "escalated" }[key]);
    location.assign(address);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest?.("[data-decision]");
      if (form) form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if ($("dialog[open]")) return;
    if (event.key === "?") $("#help")?.showModal();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if ("are".includes(event.key) && event.key.length === 1) decide(event.key);
    else return;
    event.preventDefault();
  });

  // A verdict chosen in the queue: the reason is what is left to write.
  if ($("[data-decision] :checked")) $("[data-decision] [name=reason]").focus();

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.defaultPrevented) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
    $("[data-waiting]", event.target)?.removeAttribute("hidden");
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
