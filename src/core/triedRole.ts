import type { Role, Source } from './catalogue.js';

/** A session that may do nothing: it is only looked whether there is one. */
const nothing = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

/** A role that is not in the catalogue, to be assumed for the shortest time that there is (STS API reference: AssumeRole) and to no end. */
export function roleTried(arn: string, source: Source): Role {
  return { id: 'tried', name: arn, arn, source, colour: '#000000', region: '', destination: '', durationSeconds: 900, sessionPolicy: nothing };
}
