import type { ConsoleSession } from './consoleSessions.js';
import { escapeMarkup } from './markup.js';

/** Which header a console page has: the present one, the one that AWS took away in most regions on 29 October 2025 (AESR#372), or none. */
export type HeaderKind = 'present' | 'before2025-10' | 'bare';

interface Signed {
  session: ConsoleSession;
  region: string;
}

/** `<role>/<session name>`, as the console's account menu says it of a federated sign-in. */
export function displayNameOf({ credential: { principal } }: ConsoleSession): string {
  return principal.kind === 'role' ? `${principal.role.name}/${principal.sessionName}` : principal.user.name;
}

/** The header bar with the account menu. */
export function consoleHeader(kind: HeaderKind, { session, region }: Signed): string {
  if (kind === 'bare') return '';
  const name = escapeMarkup(displayNameOf(session));
  const { accountId } = session.credential.principal;
  return kind === 'present' ? present(name, accountId, region) : before(name, accountId, region);
}

const services = '<span class="services"><a href="/ec2/home">EC2</a><a href="/s3/home">S3</a><a href="/cloudwatch/home">CloudWatch</a></span>';

function numbered(accountId: string): string {
  return accountId.replace(/(\d{4})(?=\d)/g, '$1-');
}

/** With the test ids that Peacock (February 2026) and Speedrun (July 2026) look for. */
function present(name: string, accountId: string, region: string): string {
  const number = numbered(accountId);
  return `<div id="consoleNavHeader"><header id="awsc-nav-header" data-testid="awsc-nav-header"><nav>
<a class="logo" href="/console/home">Emulated AWS</a>
${services}
<span class="region" data-testid="awsc-nav-region">${region}</span>
<div data-testid="awsc-account-info-tile"><button type="button" id="nav-usernameMenu" data-testid="more-menu__awsc-nav-account-menu-button" aria-expanded="false">
<span data-testid="account-menu-button__background">${name} @ ${number}</span></button></div>
</nav></header>
<div data-testid="account-detail-menu" id="account-detail-menu" hidden>
<button type="button" data-testid="awsc-copy-accountid"><span>${number}</span></button>
<button type="button" data-testid="awsc-copy-username"><span id="awsc-login-display-name-user">${name}</span></button>
</div></div>`;
}

/** With ids only, and the account and the user in the menu under those that AWS Extend Switch Roles read. */
function before(name: string, accountId: string, region: string): string {
  return `<div id="consoleNavHeader"><div id="awsc-nav-header"><nav>
<a class="logo" href="/console/home">Emulated AWS</a>
${services}
<span class="region" id="regionMenuButton">${region}</span>
<button type="button" id="nav-usernameMenu" aria-expanded="false"><span>${name} @ ${numbered(accountId)}</span></button>
</nav></div>
<div id="account-detail-menu" hidden>
<span id="awsc-login-display-name-account">${accountId}</span>
<span id="awsc-login-display-name-user">${name}</span>
</div></div>`;
}
