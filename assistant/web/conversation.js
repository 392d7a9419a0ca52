// Runs in the conversation's component: `element`, `trigger` and `watch` are given.
// Names the events of the page: 'cite' shows a provision, 'choose' sends a question.

const shows = (button, other) =>
  button.dataset.turn === other.turn && button.dataset.citation === other.citation;

const setCurrent = (chosen) => {
  element.querySelectorAll("[data-citation]").forEach((button) => {
    if (chosen && shows(button, chosen)) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  });
};

const cite = (button) => {
  const chosen = { turn: button.dataset.turn, citation: button.dataset.citation };
  setCurrent(chosen);
  trigger("cite", chosen);
  document.dispatchEvent(new CustomEvent("provision-asked", { detail: { from: button } }));
};

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || element.querySelector(".working")) return;
  if (button.dataset.citation) cite(button);
  else if (button.dataset.send) trigger("choose", { text: button.dataset.send });
});

watch("value", () => {
  const last = [...element.querySelectorAll(".exchange")].pop();
  if (!last) return;
  const first = last.querySelector(".mark, .chip");
  setCurrent(first ? first.dataset : null);
  last.scrollIntoView({ block: "start" });
  // a chosen example or option is gone from the page: the keyboard goes on from the answer
  if (document.activeElement === document.body) last.focus({ preventScroll: true });
});
