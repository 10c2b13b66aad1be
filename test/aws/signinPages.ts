import { STATUS_CODES } from 'node:http';
import type { ConsoleSession } from './consoleSessions.js';
import { html, type Reply } from './http.js';
import { escapeMarkup } from './markup.js';

/** A page of the sign-in host. `content` is markup. */
export function signinPage(status: number, title: string, content: string): Reply {
  return html(status, `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title>
<link rel="icon" href="/static/favicon.svg"><link rel="stylesheet" href="/static/style.css"></head>
<body class="signin"><p class="emulated">Emulated AWS</p><main class="card">${content}</main></body></html>
`, { 'content-security-policy': "default-src 'self'; form-action 'self'" });
}

/** A refusal of the sign-in host: a page, never JSON. AWS's pages may echo what was sent, so this one does when it is told to. */
export function refusalPage(message: string, echo = '', status = 400): Reply {
  return signinPage(status, STATUS_CODES[status] ?? 'Error', `<h1 class="error-code">${status}</h1>
<p class="error-message">${escapeMarkup(message)}</p>
${status === 400 ? '<p>The request sent by the client was syntactically incorrect.</p>' : ''}${echo === '' ? '' : `<pre>${escapeMarkup(echo)}</pre>`}`);
}

/** What a browser without multi-session is told when somebody else is signed in (the text is reported by many users). */
export function logOutFirstPage(logoutUrl: string): Reply {
  return signinPage(200, 'Amazon Web Services Sign-In', `<h1>Amazon Web Services Sign-In</h1>
<p id="error_message">You must first log out before logging into a different AWS account.</p>
<p>To logout, <a href="${escapeMarkup(logoutUrl)}">click here</a></p>`);
}

/** Where the console sends a browser that is not signed in. */
export function signInPage(): Reply {
  return signinPage(200, 'Amazon Web Services Sign-In', `<h1>Sign in</h1>
<p>You must sign in to see this page. Nobody is signed in here, or the session has ended.</p>`);
}

/** The sessions of a browser, to pick from. */
export function selectorPage(sessions: ConsoleSession[], consoleHost: string): Reply {
  const cards = sessions.map((session) => `<li data-testid="card-${session.differentiator}">
<a href="https://${session.differentiator}.${consoleHost}/console/home">${escapeMarkup(session.credential.principal.arn)}</a></li>`);
  return signinPage(200, 'Choose a session', `<h1>Choose a session</h1><ul>${cards.join('')}</ul>`);
}

/** What a sixth sign-in leads to. The button signs out of the oldest session. */
export function limitPage(sessions: ConsoleSession[]): Reply {
  const rows = sessions.map((session) => `<li>${escapeMarkup(session.credential.principal.arn)}
<a href="/sessions/${session.differentiator}/v1/logout">Sign out</a></li>`);
  const oldest = sessions[0]?.differentiator ?? '';
  return signinPage(200, 'Session limit reached', `<h1>Session limit reached</h1>
<p>You can be signed in to 5 sessions in one browser. Sign out of one to go on.</p><ul>${rows.join('')}</ul>
<form action="/sessions/${oldest}/v1/logout"><button data-testid="sessions-limit-signout-and-continue">Sign out and continue</button></form>`);
}
