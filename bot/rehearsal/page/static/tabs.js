// On a narrow screen one phone is shown at a time, chosen by tabs that count what has not been seen on the others.

import { make, setText } from "/static/dom.js";

const narrow = matchMedia("(max-width: 719px)");

export class Tabs {
  constructor(onShow) {
    this.element = document.getElementById("tabs");
    this.tabs = new Map();
    this.onShow = onShow;
    this.element.addEventListener("keydown", (event) => this.#move(event));
    narrow.addEventListener("change", () => this.show(this.current));
  }

  add(phone, section) {
    const name = make("span", { className: "tab-name" });
    const count = make("span", { className: "tab-count", hidden: true });
    const tab = make("button", { type: "button", className: "tab", role: "tab", id: `tab-${phone.id}` }, name, count);
    tab.setAttribute("aria-controls", section.id);
    tab.addEventListener("click", () => this.show(phone.id));
    this.tabs.set(phone.id, { tab, name, count, section, unseen: 0 });
    this.element.append(tab);
    this.current ??= phone.id;
    this.show(this.current);
  }

  update(phone, news) {
    const entry = this.tabs.get(phone.id);
    setText(entry.name, phone.title);
    if (narrow.matches && phone.id !== this.current) this.#count(entry, entry.unseen + news);
  }

  show(id) {
    this.current = id;
    for (const [key, entry] of this.tabs) {
      const chosen = key === id;
      entry.tab.setAttribute("aria-selected", String(chosen));
      entry.tab.tabIndex = chosen ? 0 : -1;
      entry.section.classList.toggle("chosen", chosen);
      if (narrow.matches) entry.section.setAttribute("role", "tabpanel");
      else entry.section.removeAttribute("role");
      if (chosen || !narrow.matches) this.#count(entry, 0);
    }
    this.onShow(id);
  }

  #count(entry, unseen) {
    entry.unseen = unseen;
    entry.count.hidden = unseen === 0;
    setText(entry.count, unseen > 99 ? "99+" : String(unseen));
    entry.count.setAttribute("aria-label", `${unseen} new`);
  }

  #move(event) {
    const ids = [...this.tabs.keys()];
    const at = ids.indexOf(this.current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const id = ids[(to + ids.length) % ids.length];
    this.show(id);
    this.tabs.get(id).tab.focus();
  }
}
