// Where somebody writes: one field, Enter sends; above it what is replied to, if anything, and for a guest or an owner who does
// not know what to say a small row of commands.

import { draw, make, setText } from "/static/dom.js";

const COMMANDS = ["/start", "/book", "/order", "/mine"];
const OWNERS_COMMANDS = ["/campaign", "/help"];

export class Composer {
  /**
   * `onSend(text, messageId)` returns a promise of whether it was sent; messageId: what it replies to, or null. An unsent text
   * comes back into the field, and what it replies to with it. `quoteOf(messageId)`: how that message begins, null if it is gone.
   */
  constructor(phone, onSend, quoteOf) {
    this.onSend = onSend;
    this.quoteOf = quoteOf;
    this.repliesTo = null;
    this.addressee = `to ${phone.title}`;
    this.field = make("textarea", {
      id: `write-${phone.id}`,
      rows: 1,
      maxLength: 4096,
      placeholder: phone.kind === "group" ? "Write to the group" : "Write a message",
      autocomplete: "off",
      "aria-label": "Message",
      "aria-description": this.addressee,
      enterkeyhint: "send",
    });
    const arrow = draw("arrow", "0 0 24 24", [["path", { d: "M4 12 20 5l-5 15-3.5-6z" }]]);
    const send = make("button", { type: "submit", className: "send", "aria-label": "Send" }, arrow);
    this.form = make("form", { className: "composer" }, this.field, send);
    this.element = make("div", { className: "writing" }, this.#replyBar(), this.form);
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) this.replyTo(null);
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    if (phone.kind === "private") this.#addCommands(phone.is_owner ? OWNERS_COMMANDS : COMMANDS);
  }

  /** Let the next text reply to a message, or with null to none. Returns whether that message is there. */
  replyTo(messageId) {
    const quote = messageId === null ? null : this.quoteOf(messageId);
    this.repliesTo = quote === null ? null : messageId;
    this.replying.hidden = quote === null;
    setText(this.quote, quote ?? "");
    this.field.setAttribute("aria-description", quote === null ? this.addressee : `${this.addressee}, replying to: ${quote}`);
    return quote !== null;
  }

  #replyBar() {
    this.quote = make("span", { className: "replying-quote" });
    const drop = make("button", { type: "button", className: "drop-reply", textContent: "×", "aria-label": "Do not reply to it" });
    drop.addEventListener("click", () => {
      this.replyTo(null);
      this.field.focus({ preventScroll: true });
    });
    const label = make("span", { className: "replying-label", textContent: "Replying to: " });
    const text = make("p", { className: "replying-text" }, label, this.quote);
    this.replying = make("div", { className: "replying", hidden: true }, text, drop);
    return this.replying;
  }

  #addCommands(commands) {
    this.commands = make("div", { className: "commands", role: "group", "aria-label": "Commands" });
    for (const command of commands) {
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
    const repliesTo = this.repliesTo;
    this.field.value = "";
    this.replyTo(null);
    const sent = await this.onSend(text, repliesTo);
    if (sent || this.field.value) return;
    this.field.value = text;
    this.replyTo(repliesTo); // always with its text, which would mean something else on another card
  }
}
