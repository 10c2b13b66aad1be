import { WebSocket } from 'ws';

/** A browser's debugging protocol without a driver between: Playwright attaches to every new page, and slows it. */
export interface Debugging {
  /** Attaches to the first page whose address begins so, once it is there, and gives a way to run a text in it. */
  page(address: string): Promise<(expression: string) => Promise<unknown>>;
  /** Ends the target at an address, such as a worker. */
  end(address: string): Promise<void>;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function debug(endpoint: string): Promise<Debugging> {
  const { webSocketDebuggerUrl } = await (await fetch(`${endpoint}/json/version`)).json() as { webSocketDebuggerUrl: string };
  const socket = new WebSocket(webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (text) => {
    const answer = JSON.parse(String(text)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  const send = (method: string, params: object = {}, sessionId?: string): Promise<Readonly<Record<string, unknown>>> => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, ({ result = {}, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
    socket.send(JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
  });

  async function targetAt(address: string): Promise<string> {
    for (let tries = 0; tries < 2000; tries += 1) {
      const { targetInfos } = await send('Target.getTargets') as { targetInfos: { targetId: string; url: string }[] };
      const found = targetInfos.find(({ url }) => url.startsWith(address));
      if (found) return found.targetId;
      await wait(5);
    }
    throw new Error(`no page ${address} has opened`);
  }

  return {
    async page(address) {
      const { sessionId } = await send('Target.attachToTarget', { targetId: await targetAt(address), flatten: true }) as { sessionId: string };
      return async (expression) => {
        const { result, exceptionDetails } = await send('Runtime.evaluate', {
          expression, awaitPromise: true, returnByValue: true, userGesture: true,
        }, sessionId) as { result: { value: unknown }; exceptionDetails?: { exception?: { description?: string } } };
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'it threw');
        return result.value;
      };
    },
    async end(address) {
      await send('Target.closeTarget', { targetId: await targetAt(address) });
    },
    close: () => socket.close(),
  };
}
