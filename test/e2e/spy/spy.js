/* Another extension in the same browser, with every permission that tells of tabs and addresses but no host. It writes down all it hears. */

globalThis.heard = [];
globalThis.listening = [];
for (const area of ['tabs', 'webNavigation', 'history']) {
  for (const name of Object.keys(chrome[area]).filter((key) => /^on[A-Z]/.test(key))) {
    globalThis.listening.push(`${area}.${name}`);
    chrome[area][name].addListener((...told) => globalThis.heard.push({ event: `${area}.${name}`, told }));
  }
}

// Answers other extensions, which shows that one extension can reach another in this browser.
chrome.runtime.onMessageExternal.addListener((message, sender, reply) => reply({ heard: message }));
