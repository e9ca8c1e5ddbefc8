// One phone: its head, its conversation (which stays at the bottom unless the reader scrolled up), and its field to write in.

import { Composer } from "/static/composer.js";
import { ask, showAlert, showPicture } from "/static/dialogs.js";
import { draw, make, reconcile, setText } from "/static/dom.js";
import { ServiceView } from "/static/invoice.js";
import { openOutside } from "/static/keyboard.js";
import { DayView, MessageView } from "/static/message.js";
import { excerpt, summary } from "/static/richtext.js";
import { post } from "/static/wire.js";

const TOAST_MS = 4200;
const NEAR_THE_END_PX = 48;
const DRAWN = {
  group: [["path", { d: "M3 8c3-1.6 6-1.6 9 0 3-1.6 6-1.6 9 0 0 5-2 8.5-5 8.5-2 0-3-1.5-4-3-1 1.5-2 3-4 3-3 0-5-3.5-5-8.5z" }], ["path", { d: "M6.8 11.3h2.6M14.6 11.3h2.6" }]],
  channel: [["circle", { cx: 8, cy: 8, r: 4.2 }], ["path", { d: "m11 11 8.5 8.5M16 16l2.5-2.5M18.6 18.6l1.8-1.8" }]],
};

export class PhoneView {
  /** `page`: announce(text), openDeepLink(phone, url) → whether it was one for the bot. */
  constructor(phone, page) {
    this.page = page;
    this.views = new Map();
    this.sending = Promise.resolve();
    this.atEnd = true;
    this.top = 0;
    this.title = make("h2", { id: `title-${phone.id}` });
    this.subtitle = make("p", { className: "subtitle" });
    const avatar = make("span", { className: "avatar", "aria-hidden": "true" });
    avatar.append(DRAWN[phone.kind] ? draw("", "0 0 24 24", DRAWN[phone.kind]) : phone.title.slice(0, 1));
    const head = make("header", { className: "head" }, avatar, make("div", { className: "names" }, this.title, this.subtitle));
    if (phone.kind === "group") head.append(this.#actorChoice(phone));
    this.list = make("div", { className: "list" });
    this.log = make("div", { className: "log", role: "log", "aria-live": "off", tabIndex: 0 }, this.list);
    this.log.setAttribute("aria-label", `Conversation: ${phone.title}`);
    this.empty = make("p", { className: "empty" });
    this.toasts = make("div", { className: "toasts", role: "status" });
    this.down = this.#downButton();
    const body = make("div", { className: "body" }, this.log, this.empty, this.down, this.toasts);
    this.element = make("section", { className: "phone", "data-phone": phone.id, "data-kind": phone.kind }, head, body);
    this.element.id = `phone-${phone.id}`;
    this.element.setAttribute("aria-labelledby", this.title.id);
    this.#addFoot(phone);
    this.#followTheEnd();
    this.actions = {
      onPress: (message, row, column, button) => this.#press(message, row, column, button),
      onReply: phone.people.length ? (message) => this.#startReply(message) : null,
      onCommand: phone.people.length ? (text) => this.send(text) : null,
      onLink: (url) => page.openDeepLink(this.phone, url),
      onPicture: showPicture,
    };
  }

  /** Show a state of this phone; quiet: without motion or announcement. Returns how many messages are new. */
  update(phone, quiet) {
    this.phone = phone;
    setText(this.title, phone.title);
    setText(this.subtitle, phone.subtitle);
    this.#updateActors(phone.people);
    const known = new Map([...this.views].map(([key, view]) => [key, view.message?.html]));
    reconcile(this.list, this.views, this.#items(phone, quiet), (item) => this.#view(item));
    this.#keepReply();
    this.empty.hidden = phone.messages.length > 0;
    if (this.wasEmpty !== !this.empty.hidden) this.composer?.showCommands(!this.empty.hidden);
    this.wasEmpty = !this.empty.hidden;
    return this.#tellNews(phone, known, quiet);
  }

  /** Write as the person who acts on this phone, perhaps in reply to a message. Returns whether it was sent. */
  send(text, replyTo = null) {
    // one after another, so that two quick messages keep their order
    const sent = this.sending.then(() => this.#send(text, replyTo));
    this.sending = sent;
    return sent;
  }

  /** Show a short note inside the phone. */
  toast(text) {
    const note = make("p", { className: "toast", textContent: text });
    this.toasts.replaceChildren(note);
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => note.remove(), TOAST_MS);
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.atEnd = true;
    this.down.hidden = true;
  }

  /** The id of the person who acts here; null where nobody does. */
  get actor() {
    if (this.choice) return Number(this.choice.value);
    return this.phone.people[0]?.id ?? null;
  }

  #view(item) {
    if (!item.message) return new DayView();
    return item.message.service ? new ServiceView(item) : new MessageView(item, this.actions);
  }

  #items(phone, quiet) {
    const items = [];
    let day = null;
    let previous = null;
    for (const message of phone.messages) {
      if (message.day !== day) items.push({ key: `day ${message.day}`, day: message.day });
      const mine = message.sender.kind === "person" && message.sender.id === this.actor;
      const showSender = phone.kind !== "private" && !mine && (previous !== message.sender.id || message.day !== day);
      const reply = message.reply_to === null ? null : this.#quote(phone, message.reply_to);
      items.push({ key: message.message_id, message, mine, showSender, reply, quiet });
      day = message.day;
      previous = message.service ? null : message.sender.id;
    }
    return items;
  }

  #quote(phone, messageId) {
    const quoted = phone.messages.find((message) => message.message_id === messageId);
    return quoted ? `${quoted.sender.name}: ${excerpt(quoted)}` : "an earlier message";
  }

  #startReply(message) {
    this.composer.replyTo(message.message_id);
    this.composer.field.focus({ preventScroll: true });
  }

  /** What is being replied to may have changed, or be gone. */
  #keepReply() {
    const messageId = this.composer?.repliesTo ?? null;
    if (messageId !== null && !this.composer.replyTo(messageId)) this.toast("The message that you were replying to is gone.");
  }

  #excerptOf(messageId) {
    const message = this.phone.messages.find((each) => each.message_id === messageId);
    return message ? excerpt(message) : null;
  }

  #tellNews(phone, known, quiet) {
    const fresh = phone.messages.filter((message) => !known.has(message.message_id));
    const changed = phone.messages.filter((m) => known.has(m.message_id) && known.get(m.message_id) !== m.html);
    if (this.atEnd) this.scrollToEnd();
    else if (fresh.length) this.down.hidden = false;
    if (quiet) return 0;
    for (const message of [...fresh, ...changed]) this.#announce(message, changed.includes(message));
    return fresh.length;
  }

  #announce(message, edited) {
    this.page.announce(`${this.phone.title}: ${edited ? "changed: " : ""}${summary(message)}`);
  }

  async #send(text, replyTo) {
    try {
      await post("/write", { person: this.actor, chat_id: this.phone.chat_id, text, reply_to: replyTo });
      this.scrollToEnd();
      return true;
    } catch (failure) {
      this.toast(`Not sent. ${failure.message}`);
      return false;
    }
  }

  async #press(message, row, column, button) {
    if (button.kind === "url") {
      if (!this.page.openDeepLink(this.phone, button.url)) openOutside(button.url);
      return;
    }
    if (button.kind === "copy") {
      await navigator.clipboard.writeText(button.copy).then(
        () => this.toast("Copied"),
        () => this.toast(button.copy),
      );
      return;
    }
    if (this.actor === null) {
      this.toast("Nobody acts on this phone.");
      return;
    }
    if (button.kind === "receipt") {
      showAlert(this.element, message.invoice.title, `${message.invoice.total}, paid.`);
      return;
    }
    if (button.kind === "pay") {
      await this.#pay(message);
      return;
    }
    const place = { chat_id: this.phone.chat_id, message_id: message.message_id, row, column, text: button.text };
    try {
      const { answer } = await post("/press", { person: this.actor, ...place });
      if (answer?.url && !this.page.openDeepLink(this.phone, answer.url)) openOutside(answer.url);
      if (answer?.text && answer.alert) showAlert(this.element, this.phone.title, answer.text);
      else if (answer?.text) this.toast(answer.text);
    } catch (failure) {
      this.toast(failure.message);
    }
  }

  /** The bot is asked first; only then the guest, whose card is the rehearsal's. */
  async #pay(message) {
    const person = this.actor;
    const { title } = message.invoice;
    try {
      const asked = { person, chat_id: this.phone.chat_id, message_id: message.message_id };
      const { checkout, total, answer } = await post("/checkout", asked);
      if (!answer) {
        showAlert(this.element, title, "The bot did not answer in time. Nothing was paid.");
      } else if (!answer.ok) {
        showAlert(this.element, title, answer.error);
      } else if (await ask(this.element, title, `Pay ${total} with the rehearsal’s card?`, { yes: "Pay", no: "Walk away" })) {
        await post("/pay", { person, checkout });
      }
    } catch (failure) {
      this.toast(failure.message);
    }
  }

  #actorChoice(phone) {
    this.choice = make("select", { id: `actor-${phone.id}` });
    this.choice.addEventListener("change", () => this.update(this.phone, false));
    const label = make("label", { className: "actor-label", htmlFor: this.choice.id, textContent: "Acting as" });
    return make("div", { className: "actor" }, label, this.choice);
  }

  #updateActors(people) {
    if (!this.choice) return;
    const wanted = JSON.stringify(people);
    if (this.choice.dataset.people === wanted) return;
    const before = this.choice.value;
    this.choice.dataset.people = wanted;
    this.choice.replaceChildren(...people.map(({ id, name }) => make("option", { value: id, textContent: name })));
    if (people.some(({ id }) => String(id) === before)) this.choice.value = before;
  }

  #downButton() {
    const arrow = draw("arrow", "0 0 24 24", [["path", { d: "M12 5v13m-6-6 6 6 6-6" }]]);
    const down = make("button", { type: "button", className: "down", "aria-label": "Newer ones below: go to the end", hidden: true }, arrow);
    down.addEventListener("click", () => {
      this.scrollToEnd();
      this.log.focus({ preventScroll: true });
    });
    return down;
  }

  #addFoot(phone) {
    if (phone.people.length) {
      this.composer = new Composer(
        phone,
        (text, replyTo) => this.send(text, replyTo),
        (messageId) => this.#excerptOf(messageId),
      );
      this.element.append(this.composer.element);
      this.empty.textContent = phone.kind === "group" || phone.is_owner ? "Quiet so far." : "Nobody has knocked yet.";
    } else {
      this.element.append(make("p", { className: "read-only", textContent: "Only the bar posts here" }));
      this.empty.textContent = "No clue has been posted yet.";
    }
  }

  #followTheEnd() {
    this.log.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.log;
      // what grew since then, such as a picture that was just decoded, does not take the reader away from the end
      this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX || (this.atEnd && scrollTop >= this.top);
      this.top = scrollTop;
      if (this.atEnd) this.down.hidden = true;
    });
    const keepEnd = new ResizeObserver(() => this.atEnd && this.scrollToEnd());
    keepEnd.observe(this.list); // a picture arrived, a card grew
    keepEnd.observe(this.log); // the window changed
  }
}
