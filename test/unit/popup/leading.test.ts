import { beforeEach, describe, expect, it } from 'vitest';
import { noPicks } from '../../../src/core/picker.js';
import { startFlow } from '../../../src/core/flow.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { catalogueOf } from '../scenario.js';
import { dev, fakeBrowser, liveSession, now, prod } from './fakes.js';
import { china, far, farLanding, farPage, queue, queuePage } from './pages.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
const shown = () => popup.listing.sections.value.map(({ kind, name = '', rows }) => [kind, name, rows.map(({ role }) => role.name).join(' ')]);
const opened = () => browser.asked.filter(([name]) => name === 'openRole').map(([, asked]) => asked);

beforeEach(async () => {
  ({ browser, ports } = fakeBrowser());
  browser.sessions = liveSession;
  browser.catalogue = catalogueOf([dev, prod, far, china]);
  popup = createPopup(ports);
});

describe('a pasted ARN', () => {
  beforeEach(() => popup.start());

  it('offers the roles of its account under what it leads to, and Enter lands there', async () => {
    popup.narrow(queue);
    expect(shown()).toEqual([['led', 'sqs queue jobs eu-west-1', 'dev prod']]);
    await popup.enter();
    expect(opened()).toEqual([{ roleId: dev.id, ...queuePage }]);
  });

  it('begins with favourites, then with roles that are used', () => {
    popup.listing.picks.value = { ...noPicks, usage: { [prod.id]: { score: 5, at: now } } };
    popup.narrow(queue);
    expect(shown()).toEqual([['led', 'sqs queue jobs eu-west-1', 'prod dev']]);
    popup.listing.picks.value = { favourites: [dev.id], hidden: [], usage: { [prod.id]: { score: 5, at: now } } };
    expect(shown()).toEqual([['led', 'sqs queue jobs eu-west-1', 'dev prod']]);
    popup.listing.picks.value = { favourites: [], hidden: [dev.id], usage: {} };
    expect(shown()).toEqual([['led', 'sqs queue jobs eu-west-1', 'prod'], ['hidden', '', 'dev']]);
  });

  it('that names no account offers every role of its partition, each in its own region', async () => {
    popup.narrow('arn:aws:s3:::reports');
    expect(shown()).toEqual([['led', 's3 bucket reports', 'dev prod far']]);
    await popup.enter();
    expect(opened()).toEqual([{ roleId: dev.id, destination: 's3/buckets/reports' }]);
  });

  it('of an account that no role is in says so', async () => {
    popup.narrow('arn:aws:sqs:eu-west-1:444444444444:jobs');
    expect([shown(), popup.listing.led.value?.none]).toEqual([[], 'none of 444444444444']);
    await popup.enter();
    expect(opened()).toEqual([]);
    popup.narrow('arn:aws-us-gov:s3:::reports');
    expect(popup.listing.led.value?.none).toBe('none of aws-us-gov');
  });

  it('of a role or session finds that role first, and leads to its page only when it is no role here', async () => {
    popup.narrow(prod.arn);
    expect(shown()).toEqual([['found', '', 'prod']]);
    for (const end of [prod.arn.length - 1, 'arn:aws:iam::222222222222:ro'.length, 'arn:aws:iam::222222222222:'.length]) {
      popup.narrow(prod.arn.slice(0, end));
      expect(shown()[0]?.[0]).toBe('found');
    }
    popup.narrow('arn:aws:sts::222222222222:assumed-role/prod/alice');
    expect(shown()).toEqual([['found', '', 'prod']]);
    await popup.enter();
    expect(opened()).toEqual([{ roleId: prod.id }]);
    popup.narrow('arn:aws:iam::222222222222:role/zzz-unknown');
    expect(shown()).toEqual([['led', 'iam role zzz-unknown us-east-1', 'dev prod']]);
  });

  it('keeps its page when the journey asks for a code or is tried again, also from another popup', async () => {
    popup.sessions.value = {};
    popup.narrow(queue);
    await popup.enter();
    expect(opened()).toEqual([]);
    await popup.type('123456');
    expect(opened()).toEqual([{ roleId: dev.id, code: '123456', ...queuePage }]);
    const failed = { ...startFlow(prod.id, [], now, { landing: queuePage }), state: 'failed' as const, failure: { kind: 'roleRefused' as const, values: {} } };
    browser.flows = { [prod.id]: failed };
    popup = createPopup(ports);
    await popup.start();
    await popup.retry();
    expect(opened().at(-1)).toEqual({ roleId: prod.id, ...queuePage });
  });

  it('does not stay with the next role', async () => {
    popup.narrow(queue);
    await popup.enter();
    await popup.back();
    popup.narrow('prod');
    await popup.enter();
    expect(opened().at(-1)).toEqual({ roleId: prod.id });
  });
});

describe('a pasted console address', () => {
  beforeEach(() => popup.start());

  it('offers the roles of the account that its host names, and opens its page', async () => {
    popup.narrow(farPage);
    expect(shown()).toEqual([['led', 'ec2 eu-west-1', 'far']]);
    await popup.enter({ behind: true });
    expect(opened()).toEqual([{ roleId: far.id, behind: true, ...farLanding }]);
  });

  it('is opened although its role’s console is open: that one shows another page', async () => {
    browser.tabs = { 7: { roleId: far.id, stage: 'open', endsAt: now + 3_600_000 } };
    await popup.start();
    popup.narrow(farPage);
    await popup.enter();
    expect(opened()).toEqual([{ roleId: far.id, ...farLanding }]);
    popup.narrow('far');
    await popup.enter();
    expect(opened()).toHaveLength(1);
  });

  it('as a colleague shared it offers the roles of its account', () => {
    popup.narrow('https://cn-north-1.console.amazonaws.cn/ec2/home account=222222222222');
    expect(shown()).toEqual([['led', 'ec2 cn-north-1', 'china']]);
  });
});
