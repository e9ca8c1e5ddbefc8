// The venue's clock: runs on between two states, and moves when a jump is pressed.

import { make, reconcile, setText } from "/static/dom.js";
import { post } from "/static/wire.js";

export class ClockView {
  constructor(onFailure) {
    this.time = document.getElementById("clock-time");
    this.minutes = document.getElementById("clock-minutes");
    this.seconds = document.getElementById("clock-seconds");
    this.day = document.getElementById("clock-day");
    this.zone = document.getElementById("clock-zone");
    this.group = document.getElementById("jumps");
    this.jumps = new Map();
    this.onFailure = onFailure;
    setInterval(() => this.#show(), 250);
  }

  update({ iso, timezone }, jumps) {
    this.ahead = Date.parse(iso) - performance.now();
    if (this.timezone !== timezone) {
      this.timezone = timezone;
      this.clockFormat = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, timeStyle: "medium" });
      this.dayFormat = new Intl.DateTimeFormat("en-GB", {
        timeZone: timezone,
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
      });
      setText(this.zone, `${timezone.split("/").at(-1).replaceAll("_", " ")} time`);
    }
    const items = jumps.map((jump) => ({ ...jump, key: jump.id }));
    reconcile(this.group, this.jumps, items, (item) => new JumpView(item, (id) => this.#jump(id)));
    this.#show();
  }

  #show() {
    if (!this.clockFormat || document.body.dataset.connection === "lost") return;
    const now = new Date(performance.now() + this.ahead);
    const text = this.clockFormat.format(now);
    setText(this.minutes, text.slice(0, 5));
    setText(this.seconds, text.slice(5));
    setText(this.day, this.dayFormat.format(now));
  }

  async #jump(id) {
    try {
      await post("/clock", { jump: id });
      this.time.classList.remove("moved");
      void this.time.offsetWidth;
      this.time.classList.add("moved");
    } catch (failure) {
      this.onFailure(failure.message);
    }
  }
}

class JumpView {
  constructor(item, onJump) {
    this.element = make("button", { type: "button", className: "jump", "data-jump": item.id });
    this.element.addEventListener("click", async () => {
      if (this.element.getAttribute("aria-disabled") === "true") return;
      if (this.element.getAttribute("aria-busy") === "true") return;
      this.element.setAttribute("aria-busy", "true");
      await onJump(item.id);
      this.element.removeAttribute("aria-busy");
    });
  }

  update({ label, enabled }) {
    setText(this.element, label);
    // not `disabled`, which would take the focus away from whoever has just pressed it
    if (enabled) this.element.removeAttribute("aria-disabled");
    else this.element.setAttribute("aria-disabled", "true");
  }
}
