import { describe, expect, it } from 'vitest';
import { findChain } from '../../../src/core/chain.js';
import type { FailureKind } from '../../../src/core/failure.js';
import { placeText, placeToMend, readPlace, sections } from '../../../src/core/settingsPlaces.js';
import { alice, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

describe('a place of the settings', () => {
  it('is read as it was written, with the # or without', () => {
    for (const place of [...sections.map((section) => ({ section })), { section: 'roles', id: 'a b/c%' } as const]) {
      expect([readPlace(placeText(place)), readPlace(`#${placeText(place)}`)]).toEqual([place, place]);
    }
  });

  it.each(['', '#', '#nowhere', '#constructor', '#roles/', '#roles/a/b', '#roles x'])('is the first section for what is none: %s', (text) => {
    expect(readPlace(text)).toEqual({ section: 'identities' });
  });

  it('takes an id that was not written by us as it stands', () => {
    expect(readPlace('#roles/%zz')).toEqual({ section: 'roles', id: '%zz' });
  });
});

describe('what a journey failed of is mended', () => {
  const hub = roleNamed('hub');
  const far = roleBehind(hub, 'far');
  const chain = findChain(catalogueOf([hub, far]), far.id);
  const place = (kind: FailureKind, values: Record<string, string> = {}) => placeText(placeToMend({ kind, values }, far, chain));

  it('at the identity where its key, its device or its region is wrong', () => {
    for (const kind of ['serialRefused', 'keyUnknown', 'secretWrong', 'regionOff', 'mfaHalf'] as const) expect(place(kind)).toBe(`identities/${alice.id}`);
  });

  it('at the hop that was refused, or at the role itself', () => {
    expect([place('roleRefused', { role: hub.arn }), place('durationRange'), place('roleRefused', { role: 'arn of another' })]).toEqual([`roles/${hub.id}`, `roles/${far.id}`, `roles/${far.id}`]);
  });

  it('at the role whose chain is broken, and in the section alone where nothing more is known', () => {
    expect(placeToMend({ kind: 'sourceMissing', values: {} }, far, undefined)).toEqual({ section: 'roles', id: far.id });
    expect(placeToMend({ kind: 'keyUnknown', values: {} }, undefined, undefined)).toEqual({ section: 'identities' });
    expect(placeToMend({ kind: 'roleRefused', values: {} }, undefined, undefined)).toEqual({ section: 'roles' });
  });
});
