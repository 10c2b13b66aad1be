import { failure, type FailureKind } from '../../../src/core/failure.js';
import { rowsOf } from '../../../src/core/importPlan.js';
import { createDiscovery } from '../../../src/options/discovering.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

export const lister = roleNamed('lister');
export const hub = roleBehind(lister, 'hub');

/** A page on which roles are discovered, before an organisation of three accounts, one of which is closed. */
export function fakeDiscovery() {
  const { browser, ports } = fakeBrowser();
  browser.catalogue = catalogueOf([lister, hub], [alice, bob]);
  browser.sessions = { [alice.id]: { expiresAt: 3_600_000, accessKeyId: alice.accessKeyId } };
  const at = {
    browser, ports, applied: 0,
    accounts: ['3', '4', '5'].map((digit) => ({ id: digit.repeat(12), name: `Account ${digit}`, active: digit !== '5' })),
    /** What AWS says to a role that is tried. */
    tried: (() => undefined) as (arn: string) => void | Promise<void>,
    async open(names = 'admin') {
      const form = createDiscovery(at.ports, () => browser.catalogue, () => { at.applied += 1; });
      form.follow();
      await settled();
      form.lister.type(`role ${lister.id}`);
      form.names.type(names);
      return form;
    },
  };
  at.ports = { ...ports, ask: (async (call: 'tryRole', asked: { arn: string; source: never }) => {
    await ports.ask(call, asked);
    if (call === 'tryRole') await at.tried(asked.arn);
    return { accounts: at.accounts };
  }) as typeof ports.ask };
  return at;
}

export type Form = ReturnType<typeof createDiscovery>;
export const proposed = (form: Form) => rowsOf(form.imports.preview.value?.plan ?? { rows: [], known: 0 }, 'role');
export const outcomes = (form: Form): string[] => proposed(form).map(({ key }) => {
  const now = form.tries.tried.value.get(key);
  return typeof now === 'object' ? now.kind : now ?? '-';
});
export const refusing = (kind: FailureKind, digit: string, values: Record<string, string> = {}) => (arn: string): void => {
  if (arn.includes(digit.repeat(12))) throw failure(kind, { role: arn, ...values });
};
