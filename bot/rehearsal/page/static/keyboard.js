// The buttons under a message. Buttons that stay are changed in place, so that a card's edit does not take the focus away.

import { make, setText } from "/static/dom.js";
import { allowed } from "/static/richtext.js";

const STYLES = new Set(["primary", "success", "danger"]);

export class Keyboard {
  /** `actions.onPress(row, column, button)` returns a promise; the pressed button shows that it waits until then. */
  constructor(actions) {
    this.element = make("div", { className: "keyboard", role: "group", "aria-label": "Buttons", hidden: true });
    this.actions = actions;
  }

  update(rows) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    while (this.element.children.length > rows.length) this.element.lastChild.remove();
    rows.forEach((row, index) => this.#updateRow(index, row));
    this.element.hidden = rows.length === 0;
    if (focused && !focused.isConnected) this.#focusAgain(focused.textContent);
  }

  #updateRow(index, row) {
    const line = this.element.children[index] ?? this.element.appendChild(make("div", { className: "keys" }));
    while (line.children.length > row.length) line.lastChild.remove();
    row.forEach((button, column) => {
      const existing = line.children[column];
      const key = existing ?? line.appendChild(this.#key(index, column));
      key.button = button;
      setText(key, label(key));
      key.dataset.style = STYLES.has(button.style) ? button.style : "plain";
      key.dataset.kind = button.kind;
    });
  }

  #key(row, column) {
    const key = make("button", { type: "button", className: "key" });
    key.addEventListener("click", async () => {
      if (key.getAttribute("aria-busy") === "true") return;
      key.setAttribute("aria-busy", "true");
      setText(key, label(key));
      try {
        await this.actions.onPress(row, column, key.button);
      } finally {
        key.removeAttribute("aria-busy");
        setText(key, label(key));
      }
    });
    return key;
  }

  #focusAgain(text) {
    const keys = [...this.element.querySelectorAll(".key")];
    const target = keys.find((key) => key.textContent === text) ?? keys[0] ?? this.element.closest("article");
    target?.focus({ preventScroll: true });
  }
}

function label(key) {
  const isPaying = key.button.kind === "pay" && key.getAttribute("aria-busy") === "true";
  return isPaying ? "Paying…" : key.button.text;
}

/** Open a web address in a new tab that cannot reach back. */
export function openOutside(url) {
  if (allowed(url)) window.open(url, "_blank", "noopener,noreferrer");
}
