import { consoleHeader, displayNameOf, type HeaderKind } from './consoleHeaders.js';
import type { ConsoleSession } from './consoleSessions.js';
import { escapeMarkup } from './markup.js';
import type { Account } from './organization.js';

const serviceNames: Record<string, string> = {
  console: 'Console Home', ec2: 'EC2', s3: 'S3', cloudwatch: 'CloudWatch', cloudtrail: 'CloudTrail', cloudtrailv2: 'CloudTrail', lambda: 'Lambda', iam: 'IAM',
  cloudformation: 'CloudFormation', rds: 'RDS', dynamodbv2: 'DynamoDB', ecs: 'Elastic Container Service', eks: 'Elastic Kubernetes Service',
  vpc: 'VPC', 'systems-manager': 'Systems Manager', secretsmanager: 'Secrets Manager', athena: 'Athena', sqs: 'SQS', sns: 'SNS', billing: 'Billing',
};

/** What a console page shows. */
export interface ConsoleView {
  session: ConsoleSession;
  account: Account | undefined;
  region: string;
  path: string;
  multiSession: boolean;
  signinHost: string;
  header: HeaderKind;
}

/** The name of the service that a console path belongs to. */
export function serviceOf(path: string): string {
  const name = path.split('/')[1] ?? '';
  return serviceNames[name === '' ? 'console' : name] ?? name.toUpperCase();
}

/**
 * A console page with the marks that extensions read on AWS's own: the session data in a meta element, the region in another, the
 * header bar, account menu and footer under the ids and test ids that AWS Extend Switch Roles, Peacock and Speedrun look for. A bare page
 * has no header, and does not say who is signed in, as a few of the console's pages do not.
 */
export function consolePage(view: ConsoleView): string {
  const { region, path } = view;
  const service = escapeMarkup(serviceOf(path));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${service} | ${region}</title>
${view.header === 'bare' ? '' : `<meta name="awsc-session-data" content='${escapeMarkup(JSON.stringify(sessionData(view)))}'>`}
<meta id="awsc-mezz-region" name="awsc-mezz-region" content="${region}">
<link rel="icon" type="image/svg+xml" href="/static/favicon.svg"><link rel="stylesheet" href="/static/style.css">
<script src="/static/page.js" defer></script></head>
<body class="console" data-service="${service}" data-region="${region}">
${consoleHeader(view.header, view)}
<main id="main">
<h1 id="view">${service}</h1>
<nav class="views" aria-label="Views"><button type="button" data-view="">Overview</button><button type="button" data-view="Instances">Instances</button><button type="button" data-view="Settings">Settings</button></nav>
<div class="cards">
<section class="card wide"><h2>Buckets</h2><p class="actions"><button type="button" id="create-bucket">Create bucket</button> <output id="created"></output></p>
<div id="buckets" data-state="loading"><p>Loading</p></div></section>
${accountCard(view)}
<section class="card"><h2>Place</h2><dl><dt>Service</dt><dd>${service}</dd><dt>Region</dt><dd>${region}</dd><dt>Path</dt><dd><code>${escapeMarkup(path)}</code></dd></dl></section>
</div></main>
<footer id="console-nav-footer"><div id="console-nav-footer-inner"><div id="awsc-nav-footer-content"><span>Emulated AWS. Nothing here is real.</span></div></div></footer>
</body></html>
`;
}

function sessionData({ session, account, region, multiSession, signinHost }: ConsoleView): Record<string, unknown> {
  return {
    accountId: session.credential.principal.accountId,
    accountAlias: account?.alias ?? '',
    displayName: displayNameOf(session),
    infrastructureRegion: region,
    prismModeEnabled: multiSession,
    sessionARN: session.credential.principal.arn,
    ...(multiSession ? { sessionDifferentiator: session.differentiator } : {}),
    signInEndpoint: signinHost,
  };
}

function accountCard({ session, account }: ConsoleView): string {
  const { principal } = session.credential;
  const ends = `${new Date(session.expiresAt).toISOString().slice(11, 16)} UTC`;
  return `<section class="card"><h2>Account</h2><dl><dt>Name</dt><dd>${escapeMarkup(account?.name ?? '')}</dd><dt>Number</dt><dd>${principal.accountId}</dd>
<dt>Signed in as</dt><dd><code>${escapeMarkup(displayNameOf(session))}</code></dd><dt>Until</dt><dd>${ends}</dd></dl></section>`;
}
