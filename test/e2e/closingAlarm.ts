import type { Product } from './product.js';

interface WithAlarms {
  readonly chrome: {
    readonly alarms: { getAll(): Promise<{ name: string; scheduledTime: number }[]>; create(name: string, at: { when: number }): Promise<void> };
    readonly storage: { readonly session: { get(key: string): Promise<{ consoleTabs?: Record<string, object> }>; set(items: object): Promise<void> } };
  };
}

/** Rings the alarm that closes a console before its time: gives how many milliseconds of it were left, and whether it was set for it again. */
export function ringEarly({ worker }: Product): Promise<{ left: number; again: boolean }> {
  return worker.evaluate(async () => {
    const { chrome: { alarms } } = globalThis as unknown as WithAlarms;
    const closing = async () => (await alarms.getAll()).find(({ name }) => name.startsWith('close '));
    const { name = '', scheduledTime = 0 } = await closing() ?? {};
    await alarms.create(name, { when: Date.now() });
    for (const end = Date.now() + 10_000; (await closing())?.scheduledTime !== scheduledTime && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 25));
    return { left: scheduledTime - Date.now(), again: (await closing())?.scheduledTime === scheduledTime };
  });
}

/** Lets the time of a console that is to be closed be up. */
export function endTime({ worker }: Product): Promise<void> {
  return worker.evaluate(async () => {
    const { chrome: { alarms, storage: { session } } } = globalThis as unknown as WithAlarms;
    const name = (await alarms.getAll()).find((alarm) => alarm.name.startsWith('close '))?.name ?? '';
    const id = name.replace('close ', '');
    const { consoleTabs = {} } = await session.get('consoleTabs');
    await session.set({ consoleTabs: { ...consoleTabs, [id]: { ...consoleTabs[id], closesAt: Date.now() } } });
    await alarms.create(name, { when: Date.now() });
  });
}
