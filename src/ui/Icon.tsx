/** The few drawings of the interface, each 16 by 16. */
const paths = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3 14 14',
  settings: 'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M11 2.5v4M5 9.5v4',
  lock: 'M4 7.5h8v6H4zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  back: 'M9.5 3 4.5 8l5 5',
  done: 'm3 8.5 3.2 3L13 4.5',
  failed: 'm4 4 8 8M12 4l-8 8',
  waiting: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  down: 'M8 3v9.5M4 9l4 4 4-4',
  top: 'M3 2.5h10M8 13.5v-8M4 9l4-4 4 4',
  remove: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  again: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3',
  out: 'M6.5 13.5h-4v-11h4M6 8h7.5M10.5 5l3 3-3 3',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1',
  unknown: 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 12.2v.1',
  skipped: 'M4 8h8',
  checkUp: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  key: 'M8 5.5a2.8 2.8 0 1 1-5.5 0 2.8 2.8 0 0 1 5.5 0ZM7.3 7.4l6.2 6.1M10.6 10.6l1.7-1.7',
  edit: 'm3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3z',
} as const;
export type IconName = keyof typeof paths;

/** A drawing. Without a name it is decoration and hidden from screen readers. */
export function Icon({ icon, name }: { readonly icon: IconName; readonly name?: string }) {
  return (
    <svg class={`icon icon-${icon}`} viewBox="0 0 16 16" width="16" height="16" role={name ? 'img' : undefined}
      aria-label={name} aria-hidden={name ? undefined : true}>
      <path d={paths[icon]} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
