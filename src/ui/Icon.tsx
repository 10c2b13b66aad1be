/** The few drawings that every page may have, each 16 by 16. */
const paths = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3 14 14',
  settings: 'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M11 2.5v4M5 9.5v4',
  lock: 'M4 7.5h8v6H4zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  back: 'M9.5 3 4.5 8l5 5',
  done: 'm3 8.5 3.2 3L13 4.5',
  failed: 'm4 4 8 8M12 4l-8 8',
  waiting: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
  again: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3',
  out: 'M6.5 13.5h-4v-11h4M6 8h7.5M10.5 5l3 3-3 3',
} as const;
export type IconName = keyof typeof paths;

/** A drawing of one line. Without a name it is decoration and hidden from screen readers. */
export function Drawing({ icon, path, name }: { readonly icon: string; readonly path: string; readonly name?: string | undefined }) {
  return (
    <svg class={`icon icon-${icon}`} viewBox="0 0 16 16" width="16" height="16" role={name ? 'img' : undefined}
      aria-label={name} aria-hidden={name ? undefined : true}>
      <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

export function Icon({ icon, name }: { readonly icon: IconName; readonly name?: string }) {
  return <Drawing icon={icon} path={paths[icon]} name={name} />;
}
