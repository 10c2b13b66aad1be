import fc from 'fast-check';
import { type Catalogue, type Identity, type Role } from '../../../src/core/catalogue.js';
import { isDestination } from '../../../src/core/destinations.js';
import { checkName, tagsMost, withoutControls } from '../../../src/core/fields.js';
import { partitionNames, partitions } from '../../../src/core/partitions.js';
import { ruleSubjects } from '../../../src/core/colourRules.js';
import { checkSessionPolicy } from '../../../src/core/sessionFields.js';

const account = fc.stringMatching(/^\d{12}$/);
const partition = fc.constantFrom(...partitionNames);
const region = fc.constantFrom(...partitionNames.map((name) => partitions[name].defaultRegion), 'eu-west-1', 'ap-northeast-1');
const colour = fc.stringMatching(/^#[0-9a-f]{6}$/);
const iamName = fc.stringMatching(/^[\w+=,.@-]{1,64}$/);

/** Text that has tricked readers of INI, JSON or of names before. */
const hostile = fc.constantFrom(
  'prod', 'default', 'alice', 'profile', 'profile dev', 'sso-session x', 'sallyport-rule 1', 'a]b', '[x]', '"', '"quoted"', '\'q\'', '"\\', '#', '# x', ';', 'a # b', 'a ; b',
  'a#b', '= =', 'a=b', '-', '--x', '-1', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '本番', '🔥', '👩‍👩‍👧 team', 'é', 'e\u0301', '\u00a0x', '\\', '\\n', '\\u0023', '\\"',
  'true', 'null', '0', '1e3', 'x[]', '${a}', '%s', '{"a":1}', '~', '- a', 'key: value', 'a\u2009b', '*prod*', '<b>', 'arn:aws:iam::111111111111:user/alice', 'ⅷ', '\ufeff1',
);
const words = fc.oneof(hostile, hostile, fc.string({ unit: 'grapheme', maxLength: 20 }), fc.tuple(hostile, hostile).map((two) => two.join(' ')), fc.string({ unit: 'binary', maxLength: 20 }));

/** A name as a form keeps it. */
const name = words.map((text) => checkName(text)).filter((checked) => 'value' in checked).map((checked) => ('value' in checked ? checked.value : ''));
const line = fc.oneof(words, fc.constantFrom('', ' ', ' x', 'x ', '  ')).map((text) => withoutControls(text).slice(0, 64)).filter((text) => withoutControls(text) === text);
const tag = name.filter((text) => !text.includes(','));
const printable = fc.constantFrom('#', ';', '"', '=', '[', ']', 'a', '/', '?', '&', ':', '{', '\'', '%');
const destination = fc.oneof(fc.constantFrom('', 'ec2/home#Instances:', '#x', ';x', '"q"', '/s3'), fc.array(printable, { maxLength: 12 }).map((parts) => parts.join('')))
  .filter(isDestination);
const arn = fc.record({
  partition, account, path: fc.oneof(fc.constant('/'), fc.array(printable, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('')}/`)), roleName: iamName,
}).map(({ partition: of, account: id, path, roleName }) => `arn:${of}:iam::${id}:role${path}${roleName}`);

const identity = fc.record({
  userName: iamName, accountId: account, partition, accessKeyId: fc.constant('AKIAALICE0000EXAMPLE'),
  mfaSerial: fc.oneof(fc.constant('GAHT12345678'), account.map((id) => `arn:aws:iam::${id}:mfa/x`)), stsRegion: region, sessionSeconds: fc.integer({ min: 900, max: 129_600 }),
});

const tagText = fc.stringMatching(/^[\w.:/+@-]{1,12}( [\w本 é=]{0,8}[\w本é=])?$/);
const sessionTags = fc.uniqueArray(fc.record({
  key: tagText.filter((text) => !text.includes('=') && !/^aws:/i.test(text)), value: fc.oneof(tagText, fc.constantFrom('', '{reason}', 'by {user}', 'a=b=c', '=')), transitive: fc.constant(true as const),
}, { requiredKeys: ['key', 'value'] }), { minLength: 1, maxLength: 4, selector: ({ key }) => key.toLowerCase() });
const latin = fc.constantFrom('#', ' #x', ' ;', '"', '\\', 'é', '${aws:username}', '*', 's3:*', '\n', '/', '={');
const sessionPolicy = fc.array(latin, { maxLength: 6 }).map((parts) => checkSessionPolicy(JSON.stringify({
  Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: parts.join('') }],
}))).map((checked) => ('value' in checked ? checked.value : ''));
const guard = fc.record({
  confirm: fc.constant(true as const), reason: fc.constant(true as const), readOnlyFirst: fc.constant(true as const), closeAfterMinutes: fc.integer({ min: 1, max: 720 }),
}, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0);
const template = fc.constantFrom('{user}', '{role}-{account}', '{user}@x');
const policyName = fc.stringMatching(/^[\w+=,.@-]{1,20}$/);

const role = fc.record({
  name, arn, colour, region, destination, accountName: name, group: name, tags: fc.uniqueArray(tag, { minLength: 1, maxLength: tagsMost }),
  durationSeconds: fc.integer({ min: 900, max: 43_200 }), externalId: fc.stringMatching(/^[\w+=,.@:/-]{2,30}$/), sessionName: fc.oneof(fc.stringMatching(/^[\w+=,.@-]{2,64}$/), template),
  sourceIdentity: fc.oneof(fc.stringMatching(/^[\w+=,.@-]{2,64}$/), template, fc.constant('{reason}')), sessionTags, sessionPolicy, guard,
  strategy: fc.constantFrom('direct' as const, 'mfaSession' as const), sessionPolicyArns: fc.uniqueArray(policyName, { minLength: 1, maxLength: 3 }),
}, { requiredKeys: ['name', 'arn', 'colour', 'region', 'destination'] });

const rule = fc.record({
  on: fc.constantFrom(...ruleSubjects), pattern: line.filter((text) => text.trim() !== ''), colour, label: line, guard,
}, { requiredKeys: ['on', 'pattern', 'colour'] });

/** Any catalogue that a person could come to have: each field as its form keeps it, each role behind an identity or another role. */
export const catalogues: fc.Arbitrary<Catalogue> = fc.record({
  identities: fc.uniqueArray(identity, { minLength: 1, maxLength: 4, selector: ({ userName, accountId, partition: of }) => `${userName} ${accountId} ${of}` }),
  roles: fc.uniqueArray(fc.tuple(role, fc.nat()), { maxLength: 10, selector: ([{ name: of }]) => of }),
  rules: fc.array(rule, { maxLength: 4 }),
}).map(({ identities: users, roles: drawn, rules: colours }): Catalogue => {
  const identities: Identity[] = users.map((user, at) => ({ ...user, id: `i${at}` }));
  const roles: Role[] = drawn.map(([settings, source], at) => {
    const pick = source % (identities.length + at);
    const { sessionPolicyArns: names, ...others } = settings;
    const arns = names?.map((policy) => `arn:${settings.arn.split(':')[1]}:iam::aws:policy/${policy}`);
    return { ...others, ...(arns ? { sessionPolicyArns: arns } : {}), id: `r${at}`, source: pick < identities.length ? { kind: 'identity', id: `i${pick}` } : { kind: 'role', id: `r${pick - identities.length}` } };
  });
  // The order of the roles is the person's: one may stand before the one it is assumed from.
  return { identities, roles: roles.toReversed(), rules: colours.map((settings, at) => ({ ...settings, id: `c${at}` })) };
});

