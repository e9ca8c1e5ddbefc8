// A poll in its bubble, below its description: the question and what could be chosen. Nobody votes in a rehearsal.

import { make } from "/static/dom.js";

/** Return the elements that show `poll`: {question, options}. */
export function showPoll({ question, options }) {
  const rows = options.map((option) => make("li", { className: "poll-option", textContent: option }));
  return [
    make("strong", { className: "poll-question", textContent: question }),
    make("span", { className: "poll-kind", textContent: "Anonymous poll" }),
    make("ul", { className: "poll-options" }, ...rows),
  ];
}
