// The two modal windows: an alert or a question, in the middle of the phone that it belongs to, and a picture shown large.

const alertDialog = document.getElementById("alert");
const yesButton = document.getElementById("alert-yes");
const noButton = document.getElementById("alert-no");
const pictureDialog = document.getElementById("picture");
const waiting = [];
let current;

/** Show an alert over a phone; several are shown one after another. */
export function showAlert(phone, title, text) {
  show({ phone, title, text, yes: "OK", no: null, onClose: () => {} });
}

/** Ask over a phone; `yes` and `no` are the words on the buttons. Resolves to whether it was yes; Escape is no. */
export function ask(phone, title, text, { yes, no }) {
  return new Promise((resolve) => {
    show({ phone, title, text, yes, no, onClose: () => resolve(alertDialog.returnValue === "yes") });
  });
}

function show(question) {
  waiting.push(question);
  if (!alertDialog.open) showNext();
}

function showNext() {
  const next = waiting.shift();
  current = next;
  if (!next) return;
  document.getElementById("alert-title").textContent = next.title;
  document.getElementById("alert-text").textContent = next.text;
  yesButton.textContent = next.yes;
  noButton.textContent = next.no ?? "";
  noButton.hidden = next.no === null;
  alertDialog.returnValue = "";
  const frame = next.phone.getBoundingClientRect();
  const visible = Math.min(frame.bottom, innerHeight);
  alertDialog.style.left = `${frame.left + frame.width / 2}px`;
  alertDialog.style.top = `${(Math.max(frame.top, 0) + visible) / 2}px`;
  alertDialog.style.maxWidth = `${frame.width - 32}px`;
  alertDialog.showModal();
}

alertDialog.addEventListener("close", () => {
  current?.onClose();
  showNext();
});

/** Show a picture as large as the window allows. */
export function showPicture(url, description) {
  const image = document.getElementById("picture-image");
  image.src = url;
  image.alt = description;
  pictureDialog.showModal();
}

pictureDialog.addEventListener("click", (event) => {
  if (event.target === pictureDialog) pictureDialog.close();
});
