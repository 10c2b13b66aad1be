/** Letters of other scripts, and digits, that a hurried eye takes for a Latin letter. Kept small: the ones that whole words can be made of. */
const twins: Readonly<Record<string, string>> = {
  // Cyrillic
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ѐ: 'e', ё: 'e', һ: 'h', і: 'i', ї: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', н: 'h', о: 'o', р: 'p',
  ԛ: 'q', ѕ: 's', т: 't', ц: 'u', ѵ: 'v', ԝ: 'w', х: 'x', у: 'y', г: 'r',
  // Greek
  α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', μ: 'm', ν: 'v', ο: 'o', ρ: 'p', σ: 'o', ς: 'c', τ: 't', υ: 'u', χ: 'x', ω: 'w', γ: 'y', ϲ: 'c', ϳ: 'j',
  // Latin
  ı: 'i', ɑ: 'a', ɡ: 'g', ƿ: 'p', ʋ: 'v', ɪ: 'i', ʀ: 'r', ᴏ: 'o', ᴘ: 'p', ᴅ: 'd',
};

/**
 * What a name looks like to a hurried eye: two names that come to the same could be taken for each other. Case, spaces,
 * hyphens, underscores and what cannot be seen do not count, and look-alike letters are one letter.
 */
export function looksOf(name: string): string {
  // Most names by far, so that many of them take no time.
  if (/^[\x20-\x7e]*$/.test(name)) return name.toLowerCase().replace(/[ _-]/g, '');
  const plain = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
    .replace(/[\p{Z}\p{Cc}\p{Pd}\p{Pc}\p{Default_Ignorable_Code_Point}\s\u2212\u2800]/gu, '');
  return [...plain].map((letter) => twins[letter] ?? letter).join('');
}
