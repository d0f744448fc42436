() => {
  // A click on [n] opens its evidence card and brings it into view; a click on "copy" copies the reference.
  // A new answer is read from its beginning, so its question is brought to the top of the conversation, once there is
  // enough below it.
  let answers = 0;
  let waiting = null;
  const bringUp = () => {
    const log = waiting.closest('[role="log"]') || waiting.closest(".bubble-wrap");
    const down = () => waiting.getBoundingClientRect().top - log.getBoundingClientRect().top - 48;
    if (log && down() > 1) {
      log.scrollBy({ top: down() });
    }
    if (!log || down() <= 1) {
      waiting = null;
    }
  };
  new MutationObserver(() => {
    const count = document.querySelectorAll("#talk .message.bot").length;
    if (count > answers) {
      waiting = [...document.querySelectorAll("#talk .message.user")].pop() || null;
    }
    answers = count;
    setTimeout(() => waiting && bringUp(), 120);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.addEventListener("wheel", () => (waiting = null), { passive: true });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest('a.cite, a[href^="#card-"]');
    if (mark) {
      event.preventDefault();
      const card = document.getElementById(mark.dataset.card || mark.getAttribute("href").slice(1));
      if (card) {
        card.open = true;
        card.scrollIntoView({ behavior: "smooth", block: "nearest" });
        card.classList.add("called");
        setTimeout(() => card.classList.remove("called"), 1500);
      }
    }
    const copy = event.target.closest("button.copy");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy);
    }
  });
}
