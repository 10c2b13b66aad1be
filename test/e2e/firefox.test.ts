import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firefoxFirstRun, openFirstConsole, sees } from './firefoxFirstRun.js';
import { firefoxPath, type FirefoxProduct, startFirefoxProduct } from './firefoxProduct.js';

const binary = firefoxPath();
let product: FirefoxProduct;

describe.skipIf(binary === undefined)('in Firefox', () => {
  beforeAll(async () => {
    product = await startFirefoxProduct(binary ?? '');
  });
  afterAll(() => product?.close());

  it('the first run is walked through on the options page', async () => {
    const page = await firefoxFirstRun(product);
    expect(await sees(page, 'alice-phone')).toBe(true);
  });

  it('a code goes through both doors to a console that the organisation accepts, marked with its role', async () => {
    const console = await openFirstConsole(product);
    expect(await console.until(`document.querySelector('#buckets:not([data-state=loading])')?.dataset.state`)).toBe('ok');
    expect(await console.evaluate('location.hostname')).toMatch(/^222222222222-.*\.console\.aws\.amazon\.com$/);
    expect(await console.until(`document.title.startsWith('● prod-admin · ') && document.title`)).toContain('Console Home');
    expect(await console.evaluate(`document.querySelector('sallyport-stripe').style.getPropertyValue('--colour')`)).toBe('#c62828');
    const listing = product.emulator.events.findLast(({ eventName }) => eventName === 'ListBuckets');
    expect(listing?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('true');
  });

  it('the sign-in token stands in no address', () => {
    const { emulator } = product;
    expect(emulator.issued.signinTokens.length).toBeGreaterThan(0);
    const addresses = emulator.requests.map(({ url, referer = '' }) => decodeURIComponent(`${url} ${referer}`)).join('\n');
    for (const token of emulator.issued.signinTokens) expect(addresses).not.toContain(token);
  });
});
