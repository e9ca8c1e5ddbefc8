// One message: touched only in the parts that changed, with a short glow when it is edited.

import { make, setText } from "/static/dom.js";
import { showInvoice } from "/static/invoice.js";
import { Keyboard } from "/static/keyboard.js";
import { showMedia } from "/static/media.js";
import { showPoll } from "/static/poll.js";
import { excerpt, showText } from "/static/richtext.js";

const GLOW_MS = 1600;

export class MessageView {
  /** `actions`: onPress(message, row, column, button), onReply(message) or null where nobody writes, onCommand, onLink, onPicture. */
  constructor(item, actions) {
    this.actions = actions;
    this.shown = {};
    this.sender = make("p", { className: "sender" });
    this.reply = make("p", { className: "reply", hidden: true });
    this.forwarded = make("p", { className: "forwarded", hidden: true });
    this.media = make("div", { className: "media", hidden: true });
    this.text = make("div", { className: "text" });
    this.poll = make("div", { className: "poll", hidden: true });
    this.time = make("p", { className: "time" });
    const parts = [this.sender, this.forwarded, this.reply, this.media, this.text, this.poll, this.time];
    this.bubble = make("div", { className: "bubble" }, ...parts);
    this.keyboard = new Keyboard({
      onPress: (row, column, button) => actions.onPress(this.message, row, column, button),
    });
    this.article = make("article", { tabIndex: -1, "data-message": item.message.message_id }, this.bubble, this.keyboard.element);
    this.element = make("div", { className: "message" }, this.article);
    if (actions.onReply && item.message.sender.kind === "bot") this.#addReplyButton();
    if (!item.quiet) this.element.classList.add("arriving");
    this.isNew = true;
  }

  update({ message, mine, showSender, reply, quiet }) {
    this.message = message;
    this.element.dataset.from = mine ? "me" : message.sender.kind;
    this.bubble.classList.toggle("caption-above", message.caption_above);
    this.#changed("reply", reply, () => {
      this.reply.hidden = !reply;
      setText(this.reply, reply ?? "");
    });
    this.#changed("forwarded", message.forwarded, (name) => {
      this.forwarded.hidden = !name;
      setText(this.forwarded, name ? `Forwarded from ${name}` : "");
    });
    this.#changed("sender", showSender ? message.sender.name : "", (name) => {
      setText(this.sender, name);
      this.sender.hidden = !name;
      this.article.setAttribute("aria-label", `${message.sender.name}, ${message.time}`);
    });
    const edits = [
      this.#changed("media", message.media, (media) => {
        this.media.hidden = !media;
        this.media.replaceChildren(...(media ? [showMedia(media, this.actions)] : []));
      }),
      this.#changed("invoice", message.invoice, (invoice) => {
        if (!invoice) return;
        this.media.hidden = false;
        this.media.replaceChildren(showInvoice(invoice));
      }),
      this.#changed("poll", message.poll, (poll) => {
        this.poll.hidden = !poll;
        this.poll.replaceChildren(...(poll ? showPoll(poll) : []));
      }),
      this.#changed("html", message.html, (html) => {
        this.text.hidden = !html;
        showText(this.text, html, this.actions);
        this.replyButton?.setAttribute("aria-description", `to ${excerpt(message)}`);
      }),
      this.#changed("keyboard", message.keyboard, (rows) => {
        this.keyboard.update(rows);
        this.element.classList.toggle("has-keys", rows.length > 0);
      }),
    ];
    this.#changed("time", [message.time, message.edited], () => {
      this.element.classList.toggle("edited", message.edited);
      setText(this.time, message.edited ? `edited ${message.time}` : message.time);
    });
    if (edits.includes(true) && !this.isNew && !quiet) this.#glow();
    this.isNew = false;
  }

  // beside the article, not in it: what stands in there is the bot's
  #addReplyButton() {
    this.replyButton = make("button", { type: "button", className: "reply-button", textContent: "Reply" });
    this.replyButton.addEventListener("click", () => this.actions.onReply(this.message));
    this.element.classList.add("answerable");
    this.element.append(this.replyButton);
  }

  /** Run `show(value)` if the value differs from the one last shown. */
  #changed(part, value, show) {
    const signature = JSON.stringify(value);
    if (this.shown[part] === signature) return false;
    this.shown[part] = signature;
    show(value);
    return true;
  }

  #glow() {
    clearTimeout(this.glowing);
    this.element.classList.remove("arriving", "glowing");
    void this.element.offsetWidth; // restarts the animation
    this.element.classList.add("glowing");
    this.glowing = setTimeout(() => this.element.classList.remove("glowing"), GLOW_MS);
  }
}

/** The line between two days. */
export class DayView {
  constructor() {
    this.label = make("span");
    this.element = make("p", { className: "day" }, this.label);
  }

  update({ day }) {
    setText(this.label, day);
  }
}
