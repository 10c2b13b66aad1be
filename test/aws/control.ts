import type { Changed } from './changes.js';
import { writeFault } from './faultGrammar.js';
import type { Faults } from './faults.js';
import { type Call, json, type Reply } from './http.js';
import { type Ordered, readOrder } from './orders.js';

/** Where a running emulator takes orders, on its plain-HTTP port. */
export const controlPath = '/_emulator';

/** What the control address tells of. */
export interface InForce {
  faults: Faults;
  changed(): Changed;
}

/** Whether a call is for the emulator itself. Hosts of AWS have no such address, on whatever port. */
export function isControl(call: Call): boolean {
  return (call.host === '127.0.0.1' || call.host === 'localhost') && call.path === controlPath;
}

/** Takes one order a line with POST, all or none that can be read, and answers as GET does with what is in force. */
export function answerControl(call: Call, to: Ordered, inForce: InForce): Reply {
  // A page of some site, in a browser on this machine, could send a form here.
  if (call.headers['origin'] !== undefined) return complaint(403, 'Pages give no orders here.');
  if (call.method === 'GET') return json(200, listed(inForce));
  if (call.method !== 'POST') return complaint(405, `${controlPath} takes GET and POST.`);
  try {
    const lines = call.body.toString('utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '');
    if (lines.length === 0) throw new Error('There is no order in the body: see npm run aws -- --help.');
    for (const order of lines.map(readOrder)) order(to);
    return json(200, listed(inForce));
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return complaint(400, cause.message);
  }
}

function listed({ faults, changed }: InForce): Record<string, unknown> {
  return { faults: faults.inForce().map(({ fault, befallen }) => ({ fault: writeFault(fault), befallen })), ...changed() };
}

function complaint(status: number, sentence: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${sentence}\n` };
}
