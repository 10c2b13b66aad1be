import 'fake-indexeddb/auto';

type Message = (message: unknown, sender: never) => Promise<unknown>;

/** What a browser holds and says, as a test sets and sees it. */
export const held = {
  local: {} as Record<string, unknown>,
  session: {} as Record<string, unknown>,
  /** What the organisation has set. */
  managed: {} as object,
  /** Whether it stores nothing more on disk. */
  refuse: false,
  /** What becomes of a thing that it stores on disk. */
  storing: (value: unknown): unknown => value,
  /** The words of the language that it is in. */
  words: {} as Readonly<Record<string, { readonly message: string }>>,
  /** Who listens to messages, and who to alarms. */
  listeners: [] as Message[],
  alarms: [] as ((alarm: { readonly name: string }) => void)[],
  /** What was done with a document that nobody sees. */
  offscreen: [] as string[],
};

/** Node gives no origin to an address of an extension, as browsers do: this one stands for it. */
export const ours = 'https://ours.example';

/** A place where listeners go whom nobody calls. */
const unheard = { addListener: () => undefined };

function area(name: 'local' | 'session') {
  return {
    async get(asked: string | readonly string[]) {
      const keys = [asked].flat().filter((key) => held[name][key] !== undefined);
      return structuredClone(Object.fromEntries(keys.map((key) => [key, held[name][key]])));
    },
    async set(items: object) {
      if (held.refuse && name === 'local') throw new Error('quota');
      const stored = name === 'local' ? Object.fromEntries(Object.entries(items).map(([key, value]) => [key, held.storing(value)])) : items;
      Object.assign(held[name], structuredClone(stored));
    },
    async remove(keys: readonly string[]) {
      for (const key of keys) Reflect.deleteProperty(held[name], key);
    },
    onChanged: unheard,
  };
}

/**
 * The globals of an extension's background that what is tested reads when it is loaded: a test imports this before anything else.
 * `webextension-polyfill` hands on a browser that is there already, so that nothing of ours or of others need be replaced.
 */
const extension = {
  runtime: { id: 'ours', getURL: (path: string) => `${ours}/${path}`, onMessage: { addListener: (listener: Message) => void held.listeners.push(listener) } },
  storage: { local: area('local'), session: area('session'), managed: { get: async () => held.managed }, onChanged: unheard },
  i18n: { getMessage: (key: string) => held.words[key]?.message ?? '' },
  alarms: {
    create: async () => undefined, clear: async () => true,
    onAlarm: { addListener: (listener: (typeof held.alarms)[number]) => void held.alarms.push(listener) },
  },
  offscreen: {
    createDocument: async () => void held.offscreen.push('created'),
    closeDocument: async () => void held.offscreen.push('closed'),
  },
  tabs: { query: async () => [] },
};
/** By name, the ends of whoever holds a lock alone or waits for it so, and of those that share it meanwhile. */
const turns = new Map<string, { readonly alone: Promise<unknown>; readonly shared: readonly Promise<unknown>[] }>();
const locks = {
  async request(name: string, ...given: readonly unknown[]) {
    const run = given.at(-1) as () => unknown;
    const [{ mode = 'exclusive' } = {}] = given as [{ readonly mode?: LockMode }?];
    const { alone, shared } = turns.get(name) ?? { alone: Promise.resolve(), shared: [] };
    const turn = (mode === 'shared' ? alone : Promise.all([alone, ...shared])).then(run);
    const ended = turn.catch(() => undefined);
    turns.set(name, mode === 'shared' ? { alone, shared: [...shared, ended] } : { alone: ended, shared: [] });
    return turn;
  },
};
Object.assign(globalThis, { browser: extension, chrome: extension });
Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
