// What a message carries beside its text: a picture, a document, a recording, a place.

import { draw, make } from "/static/dom.js";

/** Return the element that shows `media`. `actions`: onPicture(url, description). */
export function showMedia(media, actions) {
  switch (media.kind) {
    case "photo":
      return photo(media, actions);
    case "voice":
    case "audio":
      return recording(media);
    case "venue":
      return venue(media);
    default:
      return documentLink(media);
  }
}

function photo(media, actions) {
  const image = make("img", { src: media.url, alt: media.name ?? "Photo", decoding: "async" });
  if (media.width && media.height) Object.assign(image, { width: media.width, height: media.height }); // keeps its place while loading
  const button = make("button", { type: "button", className: "photo", "aria-label": "Photo: show it large" }, image);
  button.addEventListener("click", () => actions.onPicture(media.url, image.alt));
  return button;
}

function recording(media) {
  const label = media.kind === "voice" ? "Voice message" : media.title || media.name || "Audio";
  const player = make("audio", { src: media.url, controls: true, preload: "metadata", "aria-label": label });
  return make("div", { className: "recording" }, make("span", { className: "recording-name", textContent: label }), player);
}

function documentLink(media) {
  const name = media.name || "file";
  const size = make("span", { className: "document-size", textContent: readableSize(media.size) });
  const text = make("span", { className: "document-text" }, make("span", { className: "document-name", textContent: name }), size);
  const sheet = draw("document-icon", "0 0 24 24", [
    ["path", { d: "M6 3h8l4 4v14H6z" }],
    ["path", { d: "M14 3v4h4M12 11v6m-2.5-2.5L12 17l2.5-2.5" }],
  ]);
  return make("a", { className: "document", href: media.url, download: name }, sheet, text);
}

function readableSize(bytes) {
  if (bytes === null || bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

function venue(media) {
  const map = draw("map", "0 0 320 110", [
    ["path", { class: "map-street", d: "M-5 24 325 4M-5 96 325 70M40-5 58 115M112-5 122 115M196-5 192 115M268-5 254 115M-5 50 140 40" }],
    ["path", { class: "map-canal", d: "M-10 78 150 58 330 46" }],
    ["path", { class: "map-canal", d: "M150 58 330 100" }],
    ["circle", { class: "map-glow", cx: 160, cy: 57, r: 30 }],
    ["path", { class: "map-pin", d: "M160 60c-9-12-14-18-14-25a14 14 0 0 1 28 0c0 7-5 13-14 25z" }],
    ["circle", { class: "map-eye", cx: 160, cy: 35, r: 5 }],
  ]);
  const { latitude, longitude } = media;
  const where = latitude === null || longitude === null ? "" : `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return make(
    "div",
    { className: "venue" },
    map,
    make("strong", { className: "venue-title", textContent: media.title ?? "" }),
    make("span", { className: "venue-address", textContent: media.address ?? "" }),
    make("span", { className: "venue-where", textContent: where }),
  );
}
