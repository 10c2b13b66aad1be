import fs from 'node:fs';
import path from 'node:path';

type Messages = Readonly<Record<string, { readonly message: string }>>;

/** The words of the interface in a language, as the extension says them: so that a test finds what a person reads. */
export function wordsOf(language: string): (key: string, values?: Readonly<Record<string, string>>) => string {
  const locale = language.startsWith('ja') ? 'ja' : 'en';
  const file = path.resolve(import.meta.dirname, '../../public/_locales', locale, 'messages.json');
  const messages = JSON.parse(fs.readFileSync(file, 'utf8')) as Messages;
  return (key, values = {}) => {
    const found = messages[key]?.message;
    if (found === undefined) throw new Error(`there are no words for ${key}`);
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  };
}
