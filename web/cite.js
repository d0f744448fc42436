() => {
  // A click on [n] opens its evidence card and brings it into view; a click on "copy" copies the reference.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.cite");
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
