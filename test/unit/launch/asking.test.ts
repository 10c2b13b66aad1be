import { held } from '../emulatedBrowser.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { wayControls } from '../../../src/launch/asking.js';
import { codeChoice } from '../../../src/launch/choosing.js';
import type { Asked, LaunchChoice } from '../../../src/protocol.js';
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };

/** An element as far as controls are made of it. */
interface Made {
  readonly name: string;
  readonly children: Made[];
  readonly heard: Record<string, () => void>;
  textContent?: string;
  value?: string;
}
const document = {
  createElement(name: string) {
    const made: Made = { name, children: [], heard: {} };
    return Object.assign(made, {
      append: (...children: Made[]) => void made.children.push(...children), setAttribute: () => undefined,
      addEventListener: (event: string, run: () => void) => { made.heard[event] = run; },
    });
  },
} as unknown as Document;

const codeFor = { user: 'alice', account: '1111 1111 1111', device: 'alice-phone' };
const choiceFrom = (from: LaunchChoice['from'], more: Partial<LaunchChoice> = {}): LaunchChoice => ({ kind: 'choose', from, role: 'prod', sessions: [], ...more });

/** The controls for a choice, and what they ask for when each is used. */
function controls(choice: LaunchChoice) {
  const asked: Omit<Asked<'goOn'>, 'nonce'>[] = [];
  const made = wayControls(document, choice, (chosen) => void asked.push(chosen)) as unknown as Made[];
  for (const one of made) {
    const input = one.children.find(({ name }) => name === 'input');
    if (input) input.value = '123456';
    (input?.heard['input'] ?? one.heard['click'])?.();
  }
  return { looks: made.map(({ name, textContent, children: [label] }) => (name === 'button' ? textContent : label?.textContent)), asked };
}

beforeAll(() => { held.words = en; });

describe('the ways on from a page of AWS', () => {
  it('are buttons where no code is needed', () => {
    expect(controls(choiceFrom('refused'))).toEqual({ looks: ['Try again', 'Sign out the other and go on'], asked: [{ way: 'retry' }, { way: 'logOut' }] });
  });

  it('have a field for the code in the place of a sign-in, and keep those that lead over AWS', () => {
    const label = 'Code for alice in 1111 1111 1111';
    const code = '123456';
    expect(controls(choiceFrom('refused', { codeFor }))).toEqual({ looks: [label, 'Sign out the other and go on'], asked: [{ way: 'retry', code }, { way: 'logOut' }] });
    expect(controls(choiceFrom('signedOut', { codeFor }))).toEqual({ looks: [label], asked: [{ way: 'resume', code }] });
    expect(controls(choiceFrom('other', { codeFor }))).toEqual({ looks: [label], asked: [{ way: 'retry', code }] });
    expect(controls(choiceFrom('limit', { codeFor }))).toEqual({ looks: [label], asked: [{ way: 'retry', code }] });
    expect(controls(choiceFrom('logOutFirst', { codeFor })).asked).toEqual([{ way: 'multiSession' }, { way: 'logOut' }]);
    const sessions = [{ name: 'dev', differentiator: '333333333333-dev' }];
    expect(controls(choiceFrom('limit', { codeFor, sessions })).asked).toEqual([{ way: 'signOutOne', differentiator: '333333333333-dev' }]);
  });
});

describe('a sign-in behind a hop that has failed', () => {
  it.each(['codeNeeded', 'sessionExpired'] as const)('is tried again with a code when it failed with %s', (kind) => {
    const choice = codeChoice({ kind, values: { ...codeFor, role: 'arn' } });
    expect(choice && controls(choice).asked).toEqual([{ way: 'retry', code: '123456' }]);
  });

  it('is not when something else was wrong, or it is not known whose code it takes', () => {
    expect(codeChoice({ kind: 'unreachable', values: codeFor })).toBeUndefined();
    expect(codeChoice({ kind: 'codeNeeded', values: { user: 'alice' } })).toBeUndefined();
  });
});
