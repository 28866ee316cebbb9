// What somebody wrote and the platform does not have yet. It is kept in this browser, under its writer's id, for three
// ends alone: to be sent when the connection or the sign-in is back, to be shown again on its page, to be thrown away
// when its writer signs out. See docs/decisions/0025.

export const PREFIX = "dcpp-draft:";
const FORGET_AFTER = 4 * 24 * 60 * 60 * 1000;

export function keptOf(person) {
  const start = `${PREFIX}${person}:`;
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => ({ key, url: key.slice(start.length), ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

export function forget(person) {
  for (const { key } of keptOf(person)) localStorage.removeItem(key);
}

export function forgetOld() {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
      if (!(Date.now() - kept.at < FORGET_AFTER)) localStorage.removeItem(key);
    }
  } catch {
    // Without storage there is nothing to forget.
  }
}

// Sends what a person left behind on other pages; gives the addresses of those that are saved and of those that wait, and
// what was refused for good, with its words.
export async function sendKept(person, token, except = []) {
  const told = { saved: [], waiting: [], refused: [] };
  for (const { key, url, fields } of keptOf(person)) {
    if (except.includes(url)) continue;
    const page = url.replace(/\/draft$/, "");
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token ?? "" },
      body: JSON.stringify({ fields }),
    }).catch(() => null);
    if (response?.status === 200) {
      localStorage.removeItem(key);
      told.saved.push(page);
      continue;
    }
    const answer = await response?.json().catch(() => null);
    if (answer?.error) told.refused.push({ key, error: answer.error, words: Object.values(fields).map((one) => one.after) });
    else told.waiting.push(page);
  }
  return told;
}
