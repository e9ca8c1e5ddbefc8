// A message's text: the server's HTML is rebuilt from an allowed list, with spoilers, commands and links made to work.

import { make } from "/static/dom.js";

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "STRIKE", "DEL", "CODE", "PRE", "BLOCKQUOTE"]);
const COMMAND = /(?<![\w/<>:.])\/[a-z][a-z0-9_]{0,31}(?![\w/])/gi;
const EXCERPT = 90; // characters; what is too wide for a phone is cut by its style
const LINKS = ["http:", "https:", "tg:", "mailto:", "tel:"];

/** Fill `target` with the message's text. `actions`: onCommand(text) or null where nobody writes; onLink(url) → handled? */
export function showText(target, html, actions) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  target.replaceChildren(...rebuilt(parsed.body, actions));
}

/** Return who says what in a message, in plain words; what hides under a spoiler stays hidden. */
export function summary(message) {
  return `${message.sender.name}: ${plainText(message)}`;
}

/** Return how a message begins, on one line, as it is quoted. */
export function excerpt(message) {
  const characters = [...plainText(message).replace(/\s+/g, " ").trim()];
  return characters.length > EXCERPT ? `${characters.slice(0, EXCERPT).join("")}…` : characters.join("");
}

function plainText(message) {
  const parsed = new DOMParser().parseFromString(message.html, "text/html");
  for (const hidden of parsed.querySelectorAll("tg-spoiler, .tg-spoiler")) hidden.textContent = "▒▒▒";
  const said = [parsed.body.textContent, message.poll?.question].filter(Boolean).join(" ");
  return said || message.service || message.invoice?.title || message.media?.kind || "";
}

function rebuilt(parent, actions) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return textWithCommands(node.data, parent, actions);
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    if (node.tagName === "BR") return [document.createElement("br")];
    if (node.tagName === "A") return [link(node, actions)];
    if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) return [spoiler(node, actions)];
    if (PLAIN.has(node.tagName)) return [make(node.tagName.toLowerCase(), {}, ...rebuilt(node, actions))];
    return rebuilt(node, actions);
  });
}

function textWithCommands(text, parent, actions) {
  if (!actions.onCommand || parent.closest("a, code, pre")) return [text];
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(COMMAND)) {
    const command = match[0];
    const button = make("button", { type: "button", className: "command", textContent: command });
    button.addEventListener("click", () => actions.onCommand(command));
    parts.push(text.slice(from, match.index), button);
    from = match.index + command.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}

function link(node, actions) {
  const inside = rebuilt(node, actions);
  const href = node.getAttribute("href") ?? "";
  if (!allowed(href)) return make("span", {}, ...inside);
  const anchor = make("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  anchor.addEventListener("click", (event) => {
    if (actions.onLink(href)) event.preventDefault();
  });
  return anchor;
}

/** Whether an address may be followed from here. */
export function allowed(href) {
  try {
    return LINKS.includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

function spoiler(node, actions) {
  const hidden = make("span", { className: "spoiler-text", inert: true }, ...rebuilt(node, actions));
  const cover = make(
    "span",
    { className: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden text. Press to reveal" },
    hidden,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.inert = false;
    cover.classList.add("revealed");
    for (const name of ["role", "aria-label"]) cover.removeAttribute(name);
    cover.tabIndex = -1; // it keeps the focus, which would otherwise be lost
    cover.removeEventListener("click", reveal);
    cover.removeEventListener("keydown", reveal);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}
