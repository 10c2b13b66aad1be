/** What is known of an opening when its blanks are filled. */
export interface TemplateWords {
  /** The IAM user's name. */
  readonly user: string;
  /** The role's name in IAM, without its path. */
  readonly role: string;
  /** Twelve digits. */
  readonly account: string;
  /** Why the person opens it, where they were asked. */
  readonly reason?: string;
}

type Blank = keyof TemplateWords;

const blanks = /\{(user|role|account|reason)\}/g;

/** Whether a text has a certain blank, `{user}` and the like. */
export function hasBlank(template: string, blank: Blank): boolean {
  return template.includes(`{${blank}}`);
}

/** What of a template is there as it stands. */
export function withoutBlanks(template: string): string {
  return template.replace(blanks, '');
}

/** A template with its blanks filled. */
export function filled(template: string, words: TemplateWords): string {
  return template.replace(blanks, (_, blank: Blank) => words[blank] ?? '');
}

/**
 * A text as role session names and source identities may hold it: 64 characters of `[\w+=,.@-]` at most (STS API reference).
 * Runs of others become a hyphen; full-width letters become what they stand for.
 */
export function asSessionWord(text: string): string {
  return text.normalize('NFKC').replace(/[^\w+=,.@-]+/g, '-').replace(/^-+(?=.)/, '').slice(0, 64).replace(/-+$/, '');
}

/** A text as the value of a session tag may hold it: 256 characters at most (STS API reference, Tag). Others become a space. */
export function asTagValue(text: string): string {
  return text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]+/gu, ' ').replace(/ {2,}/g, ' ').trim().slice(0, 256).replace(/[\ud800-\udbff]$/, '');
}
