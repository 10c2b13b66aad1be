import { beforeEach, expect, it, vi } from 'vitest';

const held = vi.hoisted(() => ({ get: (): Promise<unknown> => Promise.resolve({}) }));
// The browser is the one thing that cannot be handed in.
vi.mock('webextension-polyfill', () => ({ default: { storage: { managed: { get: () => held.get() }, onChanged: { addListener: () => undefined } } } }));

/** The module as a context has it that has just started. */
async function started() {
  vi.resetModules();
  const [managed, { policyFrom }] = await Promise.all([import('../../../src/browser/managed.js'), import('../../../src/core/policyReading.js')]);
  managed.readPolicyBy(policyFrom);
  return managed;
}

beforeEach(() => {
  vi.useRealTimers();
  held.get = () => Promise.resolve({});
});

it('reads a policy, and none where the browser has none or answers with an error', async () => {
  const { readPolicy } = await started();
  expect((await readPolicy()).value.copyCredentials).toBeUndefined();
  held.get = () => Promise.reject(new Error('Managed storage manifest not found'));
  expect((await readPolicy()).value.copyCredentials).toBeUndefined();
  held.get = () => Promise.resolve({ copyCredentials: false });
  expect((await readPolicy()).value.copyCredentials).toBe(false);
  held.get = () => Promise.resolve({});
  expect((await readPolicy()).value.copyCredentials).toBeUndefined();
});

it('goes on without a policy that the browser does not tell within a second, waits no second time, and is told when it comes', async () => {
  vi.useFakeTimers();
  const { readPolicy, onPolicyChanged } = await started();
  let give: (set: unknown) => void = () => undefined;
  held.get = () => new Promise((resolve) => { give = resolve; });
  let told = 0;
  onPolicyChanged(() => { told += 1; });
  const first = readPolicy();
  await vi.advanceTimersByTimeAsync(1000);
  expect((await first).value.copyCredentials).toBeUndefined();
  expect((await readPolicy()).value.copyCredentials).toBeUndefined();
  give({ copyCredentials: false });
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toBe(1);
  held.get = () => Promise.resolve({ copyCredentials: false });
  expect((await readPolicy()).value.copyCredentials).toBe(false);
});
