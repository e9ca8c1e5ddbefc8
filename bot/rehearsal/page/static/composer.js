// Where somebody writes: one field, Enter sends, with a small row of commands for a guest who does not know what to say.

import { draw, make } from "/static/dom.js";

const COMMANDS = ["/start", "/book", "/order", "/mine"];

export class Composer {
  /** `onSend(text)` returns a promise of whether it was sent; an unsent text comes back into the field. */
  constructor(phone, onSend) {
    this.onSend = onSend;
    this.field = make("textarea", {
      id: `write-${phone.id}`,
      rows: 1,
      maxLength: 4096,
      placeholder: phone.kind === "group" ? "Write to the group" : "Write a message",
      autocomplete: "off",
      "aria-label": "Message",
      "aria-description": `to ${phone.title}`,
      enterkeyhint: "send",
    });
    const arrow = draw("arrow", "0 0 24 24", [["path", { d: "M4 12 20 5l-5 15-3.5-6z" }]]);
    const send = make("button", { type: "submit", className: "send", "aria-label": "Send" }, arrow);
    this.form = make("form", { className: "composer" }, this.field, send);
    this.element = make("div", { className: "writing" }, this.form);
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    if (phone.kind === "private") this.#addCommands();
  }

  #addCommands() {
    this.commands = make("div", { className: "commands", role: "group", "aria-label": "Commands" });
    for (const command of COMMANDS) {
      const button = make("button", { type: "button", className: "suggestion", textContent: command });
      button.addEventListener("click", async () => {
        this.field.focus({ preventScroll: true });
        await this.onSend(command);
      });
      this.commands.append(button);
    }
    this.toggle = make("button", {
      type: "button",
      className: "slash",
      textContent: "/",
      "aria-label": "Show commands",
      "aria-expanded": "false",
    });
    this.toggle.addEventListener("click", () => this.showCommands(this.commands.hidden));
    this.form.prepend(this.toggle);
    this.element.prepend(this.commands);
  }

  /** Show or hide the row of commands. */
  showCommands(shown) {
    if (!this.commands) return;
    this.commands.hidden = !shown;
    this.toggle.setAttribute("aria-expanded", String(shown));
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    const sent = await this.onSend(text);
    if (!sent && !this.field.value) this.field.value = text;
  }
}
