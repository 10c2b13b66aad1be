import type { Section } from './ini.js';

/** The formats that are written in AWS's syntax. */
export type Dialect = 'awsConfig' | 'aesr' | 'granted' | 'sallyport';

const aesrKeys = /^(?:color|image|role_name|aws_account_id|aws_account_alias|target_(?:role_name|region))$/;

/** Whose settings a text has beside AWS's own. */
export function dialectOf(sections: readonly Section[]): Dialect {
  const keys = new Set(sections.flatMap(({ values }) => Object.keys(values)));
  const any = (pattern: RegExp): boolean => [...keys].some((key) => pattern.test(key));
  if (any(/^sallyport_/) || sections.some(({ name }) => name.startsWith('sallyport-rule'))) return 'sallyport';
  if (any(/^granted_/) || sections.some(({ values }) => /^granted\s/.test(values['credential_process']?.text ?? ''))) return 'granted';
  return any(aesrKeys) ? 'aesr' : 'awsConfig';
}
