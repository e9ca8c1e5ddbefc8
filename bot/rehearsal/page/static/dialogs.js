// The two modal windows: an alert, shown in the middle of the phone that it belongs to, and a picture shown large.

const alertDialog = document.getElementById("alert");
const pictureDialog = document.getElementById("picture");
const waiting = [];

/** Show an alert over a phone; several are shown one after another. */
export function showAlert(phone, title, text) {
  waiting.push({ phone, title, text });
  if (!alertDialog.open) showNext();
}

function showNext() {
  const next = waiting.shift();
  if (!next) return;
  document.getElementById("alert-title").textContent = next.title;
  document.getElementById("alert-text").textContent = next.text;
  const frame = next.phone.getBoundingClientRect();
  const visible = Math.min(frame.bottom, innerHeight);
  alertDialog.style.left = `${frame.left + frame.width / 2}px`;
  alertDialog.style.top = `${(Math.max(frame.top, 0) + visible) / 2}px`;
  alertDialog.style.maxWidth = `${frame.width - 32}px`;
  alertDialog.showModal();
}

alertDialog.addEventListener("close", showNext);

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
