// Runs in the panel's component. Brings the quote into view; on a small screen the panel opens
// over the conversation when a mark is chosen, and closes with its button or Escape.

const box = element.closest("#source");
let asked = null;

const isSmall = () => window.matchMedia("(max-width: 900px)").matches;

const reveal = () => {
  const quote = element.querySelector("mark");
  if (!quote) return;
  const start = quote.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const isNear = start < box.clientHeight * 0.6;
  box.scrollTop = isNear ? 0 : start - box.clientHeight / 3;
};

const close = () => {
  if (!box.classList.contains("open")) return;
  box.classList.remove("open");
  if (asked && asked.isConnected) asked.focus();
};

document.addEventListener("provision-asked", (event) => {
  asked = event.detail.from;
  box.classList.add("open");
  reveal();
  if (isSmall()) element.querySelector("[data-close]")?.focus({ preventScroll: true });
});

element.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

watch("value", () => requestAnimationFrame(reveal));
