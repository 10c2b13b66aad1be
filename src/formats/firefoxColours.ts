import { containerColour, palette } from '../core/colours.js';
import type { Located } from '../core/profiles.js';

const byName = new Map(palette.map(({ hex }) => [containerColour(hex), hex]));

/** One of ours for a colour of Firefox's containers, by which Granted and aws-sso-cli name theirs; another text as it is. */
export function namedColour({ text, line }: Located): Located {
  return { text: byName.get(text.toLowerCase()) ?? text, line };
}
