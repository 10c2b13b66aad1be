import type { Located } from '../core/profiles.js';

/**
 * A value of our own for a line `key = value`. What reading would change (spaces at its ends, what looks like a comment or
 * like a quoted value) becomes a JSON string, in which the signs of comments are written as numbers.
 */
export function ownText(value: string): string {
  const changes = value === '' || value !== value.trim() || /^["#;]|\s[#;]/.test(value);
  return changes ? JSON.stringify(value).replace(/[#;]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`) : value;
}

/** What `ownText` was made of. A value that only looks like a JSON string stays as it is. */
export function ownValue(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}

/** The values that are there, as they were before `ownText`. */
export function ownValues<Key extends string>(values: Partial<Record<Key, Located>>): Partial<Record<Key, Located>> {
  const found: Partial<Record<Key, Located>> = {};
  for (const key in values) {
    const value = values[key];
    if (value) found[key] = { ...value, text: ownValue(value.text) };
  }
  return found;
}

/** The words of a list with commas between them, all on the list's line. */
export function ownWords({ text, line }: Located): Located[] {
  return text.split(',').map((word) => word.trim()).filter((word) => word !== '').map((word) => ({ text: word, line }));
}
