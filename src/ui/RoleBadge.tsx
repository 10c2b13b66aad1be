interface RoleBadgeProps {
  /** `#rrggbb`. */
  readonly colour: string;
  readonly shape: string;
}

/** A role's colour with its shape: the only strong colour on screen. */
export function RoleBadge({ colour, shape }: RoleBadgeProps) {
  return <span class="badge" style={{ '--role': colour }} aria-hidden="true">{shape}</span>;
}
