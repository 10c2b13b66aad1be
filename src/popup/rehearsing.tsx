import { render } from 'preact';
import type { Role } from '../core/catalogue.js';
import { Popup } from './Popup.js';
import type { Popup as PopupState } from './state.js';

const role: Role = {
  id: '', name: 'a', accountName: 'a', arn: 'arn:aws:iam::000000000000:role/a', colour: '#808080', region: 'us-east-1', destination: '',
  source: { kind: 'identity', id: '' },
};

/**
 * Draws a made-up list where nobody sees it, with signals of its own: what runs for the first time is slow, and while the
 * first screen is still being read there is nothing else to do.
 */
export function rehearse(other: PopupState): void {
  const rows = [{ role, hits: {}, favourite: true, shortcut: 1 }, { role, hits: {}, favourite: false }];
  other.listing.showFirst({ sections: [{ kind: 'favourites', count: rows.length, rows }], chosen: 0, count: rows.length, catalogue: { identities: [], roles: [], rules: [] } });
  other.screen.value = 'roles';
  const aside = document.createElement('div');
  render(<Popup popup={other} />, aside);
  render(null, aside);
}
