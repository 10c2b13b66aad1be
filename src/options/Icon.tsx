import { Drawing, Icon as SharedIcon, type IconName as SharedName } from '../ui/Icon.js';

/** The drawings that only the settings have, each 16 by 16. */
const paths = {
  up: 'M8 13V3.5M4 7l4-4 4 4',
  down: 'M8 3v9.5M4 9l4 4 4-4',
  top: 'M3 2.5h10M8 13.5v-8M4 9l4-4 4 4',
  remove: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1',
  unknown: 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 12.2v.1',
  skipped: 'M4 8h8',
  checkUp: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  key: 'M8 5.5a2.8 2.8 0 1 1-5.5 0 2.8 2.8 0 0 1 5.5 0ZM7.3 7.4l6.2 6.1M10.6 10.6l1.7-1.7',
  edit: 'm3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3z',
} as const;
export type IconName = keyof typeof paths | SharedName;

const isOwn = (icon: IconName): icon is keyof typeof paths => Object.hasOwn(paths, icon);

/** As the shared one, with the drawings of the settings. */
export function Icon({ icon, name }: { readonly icon: IconName; readonly name?: string }) {
  return isOwn(icon) ? <Drawing icon={icon} path={paths[icon]} name={name} /> : <SharedIcon icon={icon} {...(name === undefined ? {} : { name })} />;
}
