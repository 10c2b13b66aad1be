import type { Page, Worker } from 'playwright-core';

/** Ways to send something out, as JavaScript in which `url` is where it would go, by name. */
export type Channels = Readonly<Record<string, string>>;

/** Puts an element with the given attributes on the page. */
const element = (tag: string, attributes: string): string =>
  `document.body.append(Object.assign(document.createElement('${tag}'), { ${attributes} }))`;

/** What a worker can do, and a page as well. */
const anywhere: Channels = {
  'fetch': `await fetch(url)`,
  'fetch with POST, answer unread': `await fetch(url, { method: 'POST', mode: 'no-cors', body: 'secret' })`,
  'fetch kept alive': `await fetch(url, { method: 'POST', mode: 'no-cors', keepalive: true, body: 'secret' })`,
  'WebSocket': `new WebSocket(url.replace('https:', 'wss:'))`,
  'EventSource': `new EventSource(url)`,
  'font': `await new FontFace('font', 'url(' + url + ')').load()`,
  'cache': `await (await caches.open('cache')).add(url)`,
  'dynamic import': `await import(url)`,
};

export const pageChannels: Channels = {
  ...anywhere,
  'XMLHttpRequest': `const request = new XMLHttpRequest(); request.open('GET', url); request.send()`,
  'sendBeacon': `navigator.sendBeacon(url, 'secret')`,
  'ping of a link': `const link = Object.assign(document.createElement('a'), { href: '#here', ping: url }); document.body.append(link); link.click()`,
  'image': element('img', 'src: url'),
  'image of a form': element('input', `type: 'image', src: url`),
  'poster of a video': element('video', 'poster: url'),
  'video': element('video', 'src: url'),
  'audio': element('audio', `src: url, preload: 'auto'`),
  'background in CSS': `document.body.append(document.createElement('p')); document.body.lastChild.style.background = 'url(' + url + ')'`,
  'background in a sheet': `const sheet = new CSSStyleSheet(); sheet.replaceSync('body { background: url(' + url + ') }'); document.adoptedStyleSheets.push(sheet)`,
  '@import in a sheet': element('style', `textContent: '@import url(' + url + ')'`),
  'style sheet': element('link', `rel: 'stylesheet', href: url`),
  'script': element('script', 'src: url'),
  'module': element('script', `type: 'module', src: url`),
  'frame': element('iframe', 'src: url'),
  'frame with an image in it': element('iframe', `srcdoc: '<img src="' + url + '">'`),
  'object': element('object', 'data: url'),
  'embed': element('embed', 'src: url'),
  'form': `const form = Object.assign(document.createElement('form'), { action: url, method: 'post', target: '_blank' }); document.body.append(form); form.submit()`,
  'icon': `document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href: url }))`,
  'prefetch': element('link', `rel: 'prefetch', href: url`),
  'preload': element('link', `rel: 'preload', as: 'image', href: url`),
  'module preload': element('link', `rel: 'modulepreload', href: url`),
  'worker': `new Worker(url)`,
  'shared worker': `new SharedWorker(url)`,
  'worker from a blob': `new Worker(URL.createObjectURL(new Blob(['importScripts(' + JSON.stringify(url) + ')'])))`,
};

export const workerChannels: Channels = {
  ...anywhere,
  'XMLHttpRequest': `const request = new XMLHttpRequest(); request.open('GET', url); request.send()`,
  'importScripts': `importScripts(url)`,
  'importScripts by a policy that is allowed': `importScripts(trustedTypes.createPolicy('sallyport-worker', { createScriptURL: (any) => any }).createScriptURL(url))`,
};

/** Only the API of an extension has these: no ordinary page can show that they would arrive. */
export const extensionChannels: Channels = {
  'icon of the button': `await chrome.action.setIcon({ path: url })`,
  'background fetch': `await registration.backgroundFetch.fetch('out', url)`,
};

/** What runs text as code, each leaving its name in `ran`. */
export const evaluations: Channels = {
  'eval': `eval('ran.push("eval")')`,
  'Function': `new Function('ran.push("Function")')()`,
  'timer with text': `setTimeout('ran.push("timer with text")')`,
  'inline script': element('script', `textContent: 'ran.push("inline script")'`),
  'markup with a handler': `document.body.insertAdjacentHTML('beforeend', '<img src="nowhere:" onerror="ran.push(\\'markup with a handler\\')">')`,
  'attribute with a handler': `const image = document.createElement('img'); image.setAttribute('onerror', 'ran.push("attribute with a handler")'); image.src = 'nowhere:'; document.body.append(image)`,
};

/**
 * The text that tries all of them, each in a task of its own: what the debugger itself runs is exempt from the policy.
 * What is refused throws, and that is the end of it.
 */
function trying(channels: Channels, to: string): string {
  const tries = Object.entries(channels).map(([name, code]) =>
    `setTimeout(async () => { const url = ${JSON.stringify(`${to}/${encodeURIComponent(name)}`)}; try { ${code} } catch (refusal) { refusals.push(${JSON.stringify(name)}) } })`);
  return `globalThis.refusals = []; globalThis.ran = []; ${tries.join(';\n')}; undefined`;
}

/** Tries each channel, with its name as the path below the address `to`. */
export async function tryChannels(place: Page | Worker, channels: Channels, to: string): Promise<void> {
  await (place as Pick<Page, 'evaluate'>).evaluate(trying(channels, to));
}

/** Tries each channel in a worker that an ordinary page starts. */
export async function tryInWorkerOf(page: Page, channels: Channels, to: string): Promise<void> {
  await page.evaluate((code) => { new Worker(URL.createObjectURL(new Blob([code]))); }, trying(channels, to));
}
