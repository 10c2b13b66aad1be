import { ask } from '../browser/messages.js';
import type { Identity } from '../core/catalogue.js';
import { signInHost, stsHost } from '../core/partitions.js';

const connected = new Set<string>();

/** Has the browser connect to a host, without asking it anything. */
function connect(host: string): void {
  if (connected.has(host)) return;
  connected.add(host);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: `https://${host}`, crossOrigin: 'anonymous' }));
}

/** Has connections made for a journey that may begin. Should it fail, the journey makes them itself. */
export function prepare(roleId: string, { partition, stsRegion }: Identity): void {
  connect(stsHost(partition, stsRegion));
  connect(signInHost(partition, stsRegion));
  void ask('prepare', { roleId }).catch(() => undefined);
}
