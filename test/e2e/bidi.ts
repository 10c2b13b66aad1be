import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import WebSocket from 'ws';

/** A value as WebDriver BiDi writes it. */
interface RemoteValue {
  readonly type: string;
  readonly value?: unknown;
}

type Params = Readonly<Record<string, unknown>>;
type Event = (method: string, params: Params) => void;

/** A Firefox, spoken to over WebDriver BiDi. */
export interface Firefox {
  send<T>(method: string, params?: Params): Promise<T>;
  on(event: Event): void;
  close(): Promise<void>;
  /** Ends it as a power cut would; with all its processes when it was started as the leader of a group. */
  kill(): Promise<void>;
}

const address = /WebDriver BiDi listening on (ws:\/\/\S+)/;

function started(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const [, url] = address.exec(printed) ?? [];
      if (url) resolve(url);
    };
    child.stderr?.on('data', read);
    child.stdout?.on('data', read);
    child.on('exit', () => reject(new Error(`Firefox ended:\n${printed.slice(-1000)}`)));
  });
}

/**
 * Starts a headless Firefox on a profile with the given preferences. It may open extension pages: system access.
 * As the leader of a group it can be killed with all its processes, and Ctrl+C in a terminal no longer reaches it.
 */
export async function startFirefox(binary: string, profile: string, preferences: Params, groupLeader = false): Promise<Firefox> {
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  fs.writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const args = ['--remote-debugging-port=0', '--remote-allow-system-access', '--no-remote', '--headless', '--profile', profile, 'about:blank'];
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: groupLeader });
  const killGroup = (): void => {
    if (groupLeader && child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', killGroup);
  const socket = new WebSocket(`${await started(child)}/session`);
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const events: Event[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { id?: number; type: string; result?: unknown; error?: string; message?: string; method: string; params: Params };
    if (message.id === undefined) events.forEach((event) => event(message.method, message.params));
    else if (message.type === 'error') waiting.get(message.id)?.reject(new Error(`${message.error}: ${message.message}`));
    else waiting.get(message.id)?.resolve(message.result);
  });
  const gone = new Error('Firefox has ended');
  socket.on('close', () => waiting.forEach(({ reject }) => reject(gone)));
  let last = 0;
  const send = <T>(method: string, params: Params = {}): Promise<T> => new Promise<unknown>((resolve, reject) => {
    if (socket.readyState !== WebSocket.OPEN) throw gone;
    last += 1;
    waiting.set(last, { resolve, reject });
    socket.send(JSON.stringify({ id: last, method, params }));
  }) as Promise<T>;
  await send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  const ended = new Promise<void>((resolve) => child.on('exit', () => {
    process.off('exit', killGroup);
    resolve();
  }));
  return {
    send,
    on: (event) => { events.push(event); },
    async close() {
      await send('browser.close').catch(() => undefined);
      setTimeout(() => child.kill('SIGKILL'), 30_000).unref();
      await ended;
      socket.close();
    },
    async kill() {
      killGroup();
      child.kill('SIGKILL');
      await ended;
      socket.terminate();
    },
  };
}

/** A BiDi value as a plain one. */
export function plain({ type, value }: RemoteValue): unknown {
  if (type === 'object') return Object.fromEntries((value as [string, RemoteValue][]).map(([key, item]) => [key, plain(item)]));
  if (type === 'array') return (value as RemoteValue[]).map(plain);
  return type === 'null' ? null : value;
}
