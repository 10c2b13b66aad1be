/** Something that a check found in a built file. */
export interface Finding {
  readonly code: string;
  readonly file: string;
  /** The words around it, or what the check says of it. */
  readonly said: string;
}

/** What a check may find, how often, and why that is no harm. */
export interface Allowed {
  readonly code: string;
  readonly file: string;
  readonly count: number;
  readonly why: string;
}

/** Sentences about what was found and is not allowed, and about what is allowed and was not found so often. */
export function judge(found: readonly Finding[], allowed: readonly Allowed[]): string[] {
  const same = (one: Finding | Allowed) => (other: Finding | Allowed): boolean => one.code === other.code && one.file === other.file;
  const strangers = found.filter((finding) => !allowed.some(same(finding)));
  const miscounted = allowed.map((one) => ({ one, findings: found.filter(same(one)) })).filter(({ one, findings }) => findings.length !== one.count);
  return [
    ...strangers.map(({ code, file, said }) => `${file}: ${code}: ${said}`),
    ...miscounted.map(({ one, findings }) =>
      `${one.file}: ${one.code} is allowed ${one.count} times and there ${findings.length} times${findings.map(({ said }) => `\n  ${said}`).join('')}`),
  ];
}
