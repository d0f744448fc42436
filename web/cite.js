() => {
  // A click on [n] opens its evidence card and brings it into view; a click on "copy" copies the reference.
  // A new answer is read from its beginning, so its question is brought to the top of the conversation.
  let answers = 0;
  new MutationObserver(() => {
    const all = document.querySelectorAll("#talk .message.bot");
    if (all.length > answers) {
      const log = all[all.length - 1].closest('[role="log"]') || all[all.length - 1].closest(".bubble-wrap");
      const asked = document.querySelectorAll("#talk .message.user");
      const top = asked[asked.length - 1];
      if (log && top) {
        setTimeout(() => log.scrollBy({ top: top.getBoundingClientRect().top - log.getBoundingClientRect().top - 48 }), 120);
      }
    }
    answers = all.length;
  }).observe(document.body, { childList: true, subtree: true });
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
