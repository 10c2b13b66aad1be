import { groupedAccount } from '../core/arn.js';
import { type Lead, regionShown } from '../core/leads.js';
import { cityOf } from '../core/regions.js';
import { language, say } from './words.js';

/** What a lead leads to: `s3 bucket reports in Tokyo`. */
export function leadWords(lead: Lead): string {
  const region = regionShown(lead);
  return region === undefined ? lead.what : say('pageIn', { page: lead.what, place: cityOf(region, language()) });
}

/** Why no role can open what a lead leads to. */
export function noneFits({ accountId, partition }: Lead): string {
  return accountId === undefined ? say('noneOfPartition', { partition }) : say('noneOfAccount', { account: groupedAccount(accountId) });
}
