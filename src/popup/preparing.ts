import { ask } from '../browser/messages.js';
import type { Identity } from '../core/catalogue.js';
import { signInHost, stsHost } from '../core/partitions.js';

/** Has the browser connect to a host, without asking it anything; where it is connected still, nothing comes of it. */
function connect(host: string): void {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: `https://${host}`, crossOrigin: 'anonymous' }));
}

/** Has connections made for a journey that may begin, also in the place of those that a host has given up since. Should it fail, the journey makes them itself. */
export function prepare(roleId: string, { partition, stsRegion }: Identity): void {
  connect(stsHost(partition, stsRegion));
  connect(signInHost(partition, stsRegion));
  void ask('prepare', { roleId }).catch(() => undefined);
}
