// The page: follows the rehearsal's state and shows it on the phones and the clock.

import { ClockView } from "/static/clock.js";
import { make, setText } from "/static/dom.js";
import { PhoneView } from "/static/phone.js";
import { Tabs } from "/static/tabs.js";
import { follow } from "/static/wire.js";

const announcer = document.getElementById("announcer");
const banner = document.getElementById("banner");
const phonesElement = document.getElementById("phones");
const skips = document.getElementById("skips");

const phones = new Map();
const tabs = new Tabs((id) => phones.get(id)?.scrollToEnd());
const clock = new ClockView(note);
let bot = null;
let lastGuest = null;
let noteTimer;

const page = { announce, openDeepLink };

/** Let a screen reader say it, whichever phone is shown. */
function announce(text) {
  const line = make("p", { textContent: text });
  announcer.append(line);
  setTimeout(() => line.remove(), 5000);
}

/**
 * A link to the bot itself is followed inside the rehearsal: as on a real phone, it writes /start with the link's word.
 * From the channel it opens on the phone of the guest who acted last. Returns whether it was such a link.
 */
function openDeepLink(phone, url) {
  const match = /^(?:https?:\/\/)?t\.me\/([A-Za-z0-9_]+)\/?(?:\?start=([A-Za-z0-9_-]*))?$/.exec(url);
  if (!match || !bot?.username || match[1].toLowerCase() !== bot.username.toLowerCase()) return false;
  const guests = [...phones.values()].filter((view) => view.phone.kind === "private" && !view.phone.is_owner);
  const own = phone.kind === "private" ? phones.get(phone.id) : null;
  const guest = own ?? guests.find((view) => view === lastGuest) ?? guests[0];
  if (!guest) return false;
  tabs.show(guest.phone.id);
  guest.send(match[2] ? `/start ${match[2]}` : "/start");
  return true;
}

/** Show a calm sentence under the bar for a while. */
function note(text) {
  setText(banner, text);
  banner.dataset.shown = "note";
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => {
    if (banner.dataset.shown === "note") delete banner.dataset.shown;
  }, 5000);
}

function showLost() {
  document.body.dataset.connection = "lost";
  setText(banner, "The rehearsal has gone quiet. The phones will come back by themselves as soon as it answers.");
  banner.dataset.shown = "lost";
}

function showState(state, fresh) {
  document.body.dataset.connection = "open";
  if (banner.dataset.shown === "lost") delete banner.dataset.shown;
  bot = state.bot;
  clock.update(state.clock, state.jumps);
  for (const phone of state.phones) {
    const view = phones.get(phone.id) ?? addPhone(phone);
    tabs.update(phone, view.update(phone, fresh));
  }
}

function addPhone(phone) {
  const view = new PhoneView(phone, page);
  phones.set(phone.id, view);
  phonesElement.append(view.element);
  if (phone.kind === "private" && !phone.is_owner) view.element.addEventListener("focusin", () => (lastGuest = view));
  tabs.add(phone, view.element);
  const link = make("a", { href: `#${view.element.id}`, textContent: `Skip to ${phone.title}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    tabs.show(phone.id);
    (view.composer?.field ?? view.log).focus();
  });
  skips.append(link);
  return view;
}

follow(showState, showLost);
