import { type Partition, partitionNames, partitions, signInHost } from './partitions.js';

/** What AWS's sign-in host shows instead of a console. */
export const signInPages = ['logOutFirst', 'limit', 'refused', 'signedOut', 'other'] as const;
export type SignInPage = (typeof signInPages)[number];

/** What the person may choose when a sign-in did not lead to a console. */
export const waysOn = ['multiSession', 'logOut', 'retry', 'signOutOne', 'resume'] as const;
export type WayOn = (typeof waysOn)[number];

/** The ways on from a page, the best first. */
export function waysFrom(page: SignInPage): WayOn[] {
  switch (page) {
    case 'logOutFirst': return ['multiSession', 'logOut'];
    case 'limit': return ['signOutOne'];
    case 'refused': return ['retry', 'logOut'];
    case 'signedOut': return ['resume'];
    case 'other': return ['retry'];
  }
}

/** A place that the hops below may lead on to: a regional host, since AWS takes no other (saml2aws#1485). */
function consoleHome(partition: Partition, region: string): string {
  return `https://${region}.${partitions[partition].consoleDomain}/console/home?region=${region}`;
}

/** Turns multi-session on in this browser and keeps who is signed in (seen by saml2aws#1485). */
export function optInUrl(partition: Partition, region: string): string {
  const query = new URLSearchParams({ redirect_uri: consoleHome(partition, region) });
  return `https://${signInHost(partition, region)}/sessions/v1/opt-in?${query}`;
}

/** Signs this browser out (aws-vault's `--auto-logout`, leapp). With multi-session on AWS answers 400. */
export function logOutUrl(partition: Partition, region: string): string {
  const query = new URLSearchParams({ Action: 'logout', redirect_uri: consoleHome(partition, region) });
  return `https://${signInHost(partition, region)}/oauth?${query}`;
}

/** Signs one session of several out (seen in Hopper and AESR). */
export function signOutOneUrl(partition: Partition, region: string, differentiator: string): string {
  return `https://${signInHost(partition, region)}/sessions/${differentiator}/v1/logout`;
}

/** The list of a browser's sessions (undocumented; seen in Hopper). */
export function sessionsUrl(partition: Partition, region: string): string {
  return `https://${signInHost(partition, region)}/sessions/v1/list`;
}

/** True for an address on the sign-in host of any partition. */
export function isSignInUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && partitionNames.some((name) =>
    hostname === partitions[name].signInDomain || hostname.endsWith(`.${partitions[name].signInDomain}`));
}
