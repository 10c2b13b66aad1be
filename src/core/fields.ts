import type { Checked } from './arn.js';
import { partitionOfRegion, type Partition } from './partitions.js';
import { regionCodes } from './regions.js';

/** Checks the region a console opens in, which may be each of the partition's and also one newer than Sallyport. */
export function checkRegion(text: string, partition?: Partition): Checked<string> {
  const region = text.trim().toLowerCase();
  const found = partitionOfRegion(region);
  if (!found) return { problem: 'regionMalformed' };
  return partition && found !== partition ? { problem: 'regionPartition' } : { value: region };
}

/** Checks the region whose STS and sign-in hosts are used: one that the content security policy names. */
export function checkStsRegion(text: string, partition?: Partition): Checked<string> {
  const checked = checkRegion(text, partition);
  return 'value' in checked && !regionCodes.includes(checked.value) ? { problem: 'regionSts' } : checked;
}

/**
 * The text without control characters, those that break a line or turn the direction of writing, which could disguise what
 * stands beside it, and halves of characters.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '');
}

/** The first `most` characters of a text; one that takes two is not cut in half. */
export function shortened(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** The longest name, in UTF-16 units. */
export const nameMost = 64;

/** Checks a name that a person gives: something that can be seen, and not longer than a line. */
export function checkName(text: string, taken: readonly string[] = []): Checked<string> {
  const name = text.trim();
  if (!/[\p{L}\p{N}\p{P}\p{S}\p{C}]/u.test(name.replace(/\p{Cf}/gu, ''))) return { problem: 'nameMissing' };
  if (name.length > nameMost) return { problem: 'nameTooLong' };
  if (withoutControls(name) !== name) return { problem: 'nameCharacters' };
  return taken.includes(name) ? { problem: 'nameTaken' } : { value: name };
}

/** The most tags that a role may have. */
export const tagsMost = 20;

/** Checks one of a role's tags: a name without a comma, because commas stand between tags. */
export function checkTag(text: string): Checked<string> {
  return text.includes(',') ? { problem: 'tagComma' } : checkName(text);
}

/** Checks the tags of a role, with commas between them; the same tag twice counts once. */
export function checkTags(text: string): Checked<string[]> {
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  if (tags.length > tagsMost) return { problem: 'tagsTooMany' };
  const problem = tags.map(checkTag).find((checked) => 'problem' in checked);
  return problem && 'problem' in problem ? problem : { value: tags };
}

/** Checks a lifetime in seconds, 900 at least (STS API reference: AssumeRole and GetSessionToken, DurationSeconds). */
export function checkDurationSeconds(text: string, most: number): Checked<number> {
  const seconds = Number(text.trim());
  const sound = /^\d+$/.test(text.trim()) && seconds >= 900 && seconds <= most;
  return sound ? { value: seconds } : { problem: 'durationMalformed' };
}

/** Checks an external ID: 2 to 1224 of `[\w+=,.@:/-]` (STS API reference). */
export function checkExternalId(text: string): Checked<string> {
  const id = text.trim();
  return /^[\w+=,.@:/-]{2,1224}$/.test(id) ? { value: id } : { problem: 'externalIdMalformed' };
}

/** The digits of a code as far as it was typed or pasted, six at most: full-width digits count too. */
export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
}
