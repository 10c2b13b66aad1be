import { cityOf } from './regions.js';
import { groupedAccount, roleArn } from './arn.js';
import type { Role } from './catalogue.js';

/** The roles that hold every word of the query in their name, account, ARN or region; in the order given. */
export function narrow(roles: readonly Role[], query: string): Role[] {
  const words = folded(query).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [...roles];
  return roles.filter((role) => {
    const haystack = searchable(role);
    return words.every((word) => haystack.includes(word));
  });
}

function searchable(role: Role): string {
  const { accountId } = roleArn(role.arn);
  const cities = `${cityOf(role.region, 'en')} ${cityOf(role.region, 'ja')}`;
  return folded(`${role.name} ${role.accountName ?? ''} ${groupedAccount(accountId)} ${role.arn} ${role.region} ${cities}`);
}

/** Full-width and half-width, upper and lower case, and accents are the same to a person who searches. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase();
}
