// Talking to the rehearsal: actions as JSON, and the stream of states, which comes back by itself after an interruption.

const SILENCE_MS = 40_000; // the server speaks at least every 15 seconds
const RETRIES_MS = [500, 1000, 2000, 4000];

/** Post an action. Returns the answer; throws an Error with a sentence that can be shown. */
export async function post(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error("The rehearsal does not answer.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? "That did not work.");
  return answer;
}

/** Follow the states. `onState(state, fresh)`: fresh is true for the first one of each connection; `onLost()` when it breaks. */
export function follow(onState, onLost) {
  let source;
  let failures = 0;
  let silence;

  const lost = () => {
    clearTimeout(silence);
    source.close();
    onLost();
    setTimeout(connect, RETRIES_MS[Math.min(failures, RETRIES_MS.length - 1)]);
    failures += 1;
  };

  const connect = () => {
    let fresh = true;
    source = new EventSource("/events");
    source.onerror = lost;
    source.onmessage = (event) => {
      failures = 0;
      clearTimeout(silence);
      silence = setTimeout(lost, SILENCE_MS);
      onState(JSON.parse(event.data), fresh);
      fresh = false;
    };
  };

  connect();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
}
