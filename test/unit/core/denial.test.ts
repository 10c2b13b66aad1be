import { describe, expect, it } from 'vitest';
import { denialIn } from '../../../src/core/denial.js';

const user = 'arn:aws:iam::111111111111:user/team/alice';
const session = 'arn:aws:sts::222222222222:assumed-role/first/alice';
const role = 'arn:aws:iam::222222222222:role/prod.eu,1';

describe('AWS’s text of a refusal', () => {
  it('names who, what and on which resource, whatever follows', () => {
    for (const tail of ['', ' ', ' and more', `: ${role}. Go to https://example.com/#/x`]) {
      expect(denialIn(`User: ${session} is not authorized to perform: sts:AssumeRole on resource: ${role}${tail}`)).toEqual({ caller: session, action: 'sts:AssumeRole', resource: role });
    }
    expect(denialIn(`User: ${user} is not authorized to perform: sts:GetSessionToken`)).toEqual({ caller: user, action: 'sts:GetSessionToken' });
  });

  it('names the type of policy, in a wording that is known, and no other', () => {
    const because = (why: string) => denialIn(`User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${role}${why}`);
    expect(because(' because no role trust policy allows the sts:AssumeRole action')).toMatchObject({ policy: 'trust', effect: 'implicit' });
    expect(because(' with an explicit deny in a service control policy')).toMatchObject({ policy: 'serviceControl', effect: 'explicit' });
    expect(because(' with an explicit deny in a policy of tomorrow')).not.toHaveProperty('policy');
    expect(because(' in the role trust policy')).not.toHaveProperty('policy');
  });

  it.each(['', 'Access denied', `x User: ${user} is not authorized to perform: sts:AssumeRole`, 'User: alice is not authorized to perform: sts:AssumeRole', `User: ${user} is not authorized to perform: <b>`])(
    'that is another names nothing: %j', (message) => {
      expect(denialIn(message)).toEqual({});
    });

  it('is read in no time however long it is', () => {
    const begun = Date.now();
    denialIn(`User: arn:aws:iam::1:${'user/'.repeat(200_000)}`);
    denialIn(`User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${role} because no ${'a '.repeat(200_000)}`);
    expect(Date.now() - begun).toBeLessThan(500);
  });
});
