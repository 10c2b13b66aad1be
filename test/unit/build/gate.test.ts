import { describe, expect, it } from 'vitest';
import { findings } from '../../../scripts/packing/gate.js';
import { judge } from '../../../scripts/packing/judging.js';

const codesOf = (file: string, text: string): string[] => findings(file, text).map(({ code }) => code);

/** What the stores refuse, and the name under which the gate does. */
const refused: readonly (readonly [file: string, text: string, code: string])[] = [
  ['a.js', 'eval(text)', 'eval'],
  ['a.js', '(0,eval)(text)', 'eval'],
  ['a.js', 'globalThis["eval"](text)', 'eval'],
  ['a.js', 'new Function("return this")()', 'code from text'],
  ['a.js', 'Function("return this")()', 'code from text'],
  ['a.js', 'new AsyncFunction(text)', 'code from text'],
  ['a.js', '(()=>{}).constructor("return this")()', 'code from text'],
  ['a.js', 'setTimeout("go()",1)', 'timer with text'],
  ['a.js', 'setInterval(`go()`,1)', 'timer with text'],
  ['a.js', 'importScripts("x.js")', 'remote code'],
  ['a.js', 'import("data:text/javascript,1")', 'remote code'],
  ['a.js', 'import(address)', 'remote code'],
  ['a.js', 'WebAssembly.instantiate(bytes)', 'remote code'],
  ['a.js', 'document.createElement("script")', 'remote code'],
  ['a.js', 'node.innerHTML=text', 'markup from text'],
  ['a.js', 'node["outerHTML"] = text', 'markup from text'],
  ['a.js', 'h("p",{dangerouslySetInnerHTML:{__html:text}})', 'markup from text'],
  ['a.js', 'node.insertAdjacentHTML("beforeend",text)', 'markup from text'],
  ['a.js', 'document.write(text)', 'markup from text'],
  ['a.js', 'new RTCPeerConnection', 'channel'],
  ['a.js', 'new WebSocket(address)', 'channel'],
  ['a.js', 'navigator.sendBeacon(address)', 'channel'],
  ['a.js', 'new XMLHttpRequest', 'channel'],
  ['a.js', 'new Worker(address)', 'worker'],
  ['a.js', 'new window.SharedWorker(address)', 'worker'],
  ['a.js', '//# sourceMappingURL=a.js.map', 'source map'],
  ['a.js', 'fetch("https://example.com/x")', 'unknown host'],
  ['a.js', 'fetch("https://evil-amazonaws.com/x")', 'unknown host'],
  ['a.js', 'fetch("https://amazonaws.com.example.org")', 'unknown host'],
  ['a.js', 'fetch("//example.com/x")', 'unknown host'],
  ['a.js', 'fetch("http://192.0.2.1/x")', 'unknown host'],
  ['a.css', 'p{background:url(//example.com/x.png)}', 'unknown host'],
  ['a.html', '<script>go()</script>', 'script in the page'],
  ['a.html', '<p onclick="go()">', 'script in the page'],
  ['a.svg', '<svg onload="go()">', 'script in the page'],
  ['a.html', '<script src="data:text/javascript,1"></script>', 'remote code'],
  ['a.js.map', '{}', 'unknown kind of file'],
  ['constructor', '', 'unknown kind of file'],
];

describe('the gate', () => {
  it.each(refused)('refuses in %s: %s', (file, text, code) => {
    expect(codesOf(file, text)).toEqual([code]);
  });

  it('lets pass what is no harm', () => {
    expect(codesOf('a.js', 'import("./whole.js");setTimeout(go,1);a.innerHTML==b;({eval:{minArgs:1}});fetch(`https://${host}/x`);x instanceof Function;"https://sts.us-east-1.amazonaws.com.cn"')).toEqual([]);
    expect(codesOf('a.html', '<script src="a.js" defer></script><p>on time = now</p>')).toEqual([]);
    expect(codesOf('licences.txt', 'http://www.apache.org/licenses/')).toEqual([]);
  });

  it('says where it found what, and lets pass what is allowed only as often as that', () => {
    const found = findings('a.js', 'x.innerHTML=1;');
    const allowed = { code: 'markup from text', file: 'a.js', count: 1, why: 'a test' };
    expect(judge(found, [])).toEqual(['a.js: markup from text: x.innerHTML=1;']);
    expect(judge(found, [allowed])).toEqual([]);
    expect(judge([...found, ...found], [allowed])).toEqual(['a.js: markup from text is allowed 1 times and there 2 times\n  x.innerHTML=1;\n  x.innerHTML=1;']);
    expect(judge([], [allowed])).toEqual(['a.js: markup from text is allowed 1 times and there 0 times']);
    expect(judge(found, [{ ...allowed, file: 'b.js', count: 0 }])).toHaveLength(1);
  });
});
