// An invoice in its bubble, and the line that says that something was paid.

import { make, setText } from "/static/dom.js";

/** Return the element that shows `invoice`: {title, description, total}. */
export function showInvoice(invoice) {
  return make(
    "div",
    { className: "invoice" },
    make("strong", { className: "invoice-title", textContent: invoice.title }),
    make("span", { className: "invoice-description", textContent: invoice.description }),
    make("span", { className: "invoice-total", textContent: invoice.total }),
  );
}

/** The line that stands for what happened rather than for what somebody said. */
export class ServiceView {
  constructor({ message }) {
    this.label = make("span");
    this.element = make("p", { className: "day service", "data-message": message.message_id }, this.label);
  }

  update({ message }) {
    this.message = message;
    setText(this.label, message.service);
    this.element.title = message.time;
  }
}
