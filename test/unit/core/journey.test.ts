import { describe, expect, it } from 'vitest';
import type { Identity, Role } from '../../../src/core/catalogue.js';
import { findChain } from '../../../src/core/chain.js';
import { failure } from '../../../src/core/failure.js';
import type { Assumption } from '../../../src/core/assumptions.js';
import { type Credentials, type Doors, openConsole, type SignInForm, type StepName, stepsOf } from '../../../src/core/journey.js';
import { alice, bob, catalogueOf, failureOf, roleBehind, roleNamed } from '../scenario.js';

const credentials = (name: string): Credentials => ({ accessKeyId: name, secretAccessKey: `${name} secret`, sessionToken: `${name} token`, expiresAt: 1 });

/** Doors that open, and note who went through them. */
function openDoors() {
  const log: string[] = [];
  const asked: { source: string; assumption: Assumption }[] = [];
  const opened: { form: SignInForm; role: Role }[] = [];
  const steps: StepName[] = [];
  const seconds: (number | undefined)[] = [];
  const doors: Doors = {
    async mfaSession(identity) {
      log.push(`mfa ${identity.userName}`);
      return credentials('mfa');
    },
    async assumeRole(source, assumption) {
      log.push(`assume ${assumption.roleArn.replace(/.*\//, '')} with ${source.accessKeyId}`);
      asked.push({ source: source.accessKeyId, assumption });
      return credentials(assumption.roleArn.replace(/.*\//, ''));
    },
    async assumeDirectly(identity, assumption) {
      log.push(`assume ${assumption.roleArn.replace(/.*\//, '')} with the key of ${identity.userName}`);
      asked.push({ source: 'key', assumption });
      return credentials(assumption.roleArn.replace(/.*\//, ''));
    },
    isDenied: async () => false,
    async signInToken(source, host, asks) {
      seconds.push(asks);
      log.push(`token of ${source.accessKeyId} at ${host}`);
      return { token: 'sign-in-token', ...(asks === undefined ? {} : { endsAt: asks }) };
    },
    async openTab(form, role) {
      log.push(`tab ${role.name}`);
      opened.push({ form, role });
    },
    async step(name, run) {
      steps.push(name);
      return run();
    },
  };
  return { doors, log, asked, opened, steps, seconds };
}

const hub = roleNamed('hub');
const middle = roleBehind(hub, 'middle');
const target = roleBehind(middle, 'target', { region: 'eu-west-1', destination: 'ec2/home#Instances:' });
const catalogue = catalogueOf([target, hub, middle], [bob, alice]);

describe('the way to a console', () => {
  it('leads through the MFA session first, then each role with the credentials of the one before, then the sign-in', async () => {
    const { doors, log } = openDoors();
    await openConsole(catalogue, target.id, doors);
    expect(log).toEqual([
      'mfa alice',
      'assume hub with mfa',
      'assume middle with hub',
      'assume target with middle',
      'token of target at us-east-1.signin.aws.amazon.com',
      'tab target',
    ]);
  });

  it('shows the steps it announced, in that order', async () => {
    const { doors, steps } = openDoors();
    await openConsole(catalogue, target.id, doors);
    expect(steps).toEqual(stepsOf(findChain(catalogue, target.id)));
    expect(steps).toEqual([
      { kind: 'mfaSession' }, { kind: 'role', role: 'hub' }, { kind: 'role', role: 'middle' }, { kind: 'role', role: 'target' },
      { kind: 'signIn' }, { kind: 'console' },
    ]);
  });

  it('posts to the sign-in host of the identity’s region, and lands on the page of the last role', async () => {
    const { doors, opened } = openDoors();
    await openConsole(catalogue, target.id, doors);
    expect(opened).toEqual([{
      role: target,
      form: {
        action: 'https://us-east-1.signin.aws.amazon.com/federation',
        destination: 'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:',
        signInToken: 'sign-in-token',
        endsAt: 1,
      },
    }]);
  });

  it('stays within the identity’s partition', async () => {
    const gov: Identity = { ...alice, id: 'id-gov', partition: 'aws-us-gov', stsRegion: 'us-gov-west-1' };
    const role = roleNamed('gov', {
      arn: 'arn:aws-us-gov:iam::222222222222:role/gov', region: 'us-gov-east-1', source: { kind: 'identity', id: gov.id },
    });
    const { doors, opened } = openDoors();
    await openConsole(catalogueOf([role], [gov]), role.id, doors);
    expect(opened[0]?.form).toMatchObject({
      action: 'https://us-gov-west-1.signin.amazonaws-us-gov.com/federation',
      destination: 'https://us-gov-east-1.console.amazonaws-us-gov.com/console/home?region=us-gov-east-1',
    });
  });

  it.each([
    ['mfaSession', ['mfa alice']],
    ['assumeRole', ['mfa alice', 'assume hub with mfa']],
    ['signInToken', ['mfa alice', 'assume hub with mfa', 'assume middle with hub', 'token of middle at us-east-1.signin.aws.amazon.com']],
    ['openTab', ['mfa alice', 'assume hub with mfa', 'assume middle with hub', 'token of middle at us-east-1.signin.aws.amazon.com', 'tab middle']],
  ] as const)('ends at the door that stays shut: %s', async (shut, gone) => {
    const { doors, log } = openDoors();
    const open = doors[shut] as (...asked: readonly unknown[]) => Promise<unknown>;
    const refusing = { ...doors, [shut]: async (...asked: readonly unknown[]) => {
      await open(...asked);
      throw failure('throttled', { door: shut });
    } };
    expect(await failureOf(openConsole(catalogue, middle.id, refusing))).toEqual({ kind: 'throttled', values: { door: shut } });
    expect(log).toEqual(gone);
  });

  it('ends at the very hop that is refused, with no token asked for', async () => {
    const { doors, log } = openDoors();
    const refusing: Doors = { ...doors, assumeRole: async (source, assumption) => {
      if (assumption.roleArn === middle.arn) throw failure('roleRefused', { role: middle.arn });
      return doors.assumeRole(source, assumption);
    } };
    expect((await failureOf(openConsole(catalogue, target.id, refusing))).values).toEqual({ role: middle.arn });
    expect(log).toEqual(['mfa alice', 'assume hub with mfa']);
  });

  it('is not begun when the chain is broken: no code is spent', async () => {
    const { doors, log } = openDoors();
    expect((await failureOf(openConsole(catalogueOf([middle]), middle.id, doors))).kind).toBe('sourceMissing');
    expect(log).toEqual([]);
  });
});

describe('the direct way', () => {
  const direct = { ...hub, strategy: 'direct' as const, durationSeconds: 43_200 };
  const behind = roleBehind(direct, 'behind', { strategy: 'direct', durationSeconds: 43_200 });
  const of = catalogueOf([direct, behind]);

  it('assumes the role with the user’s own key, without an MFA session, and asks for a console that lasts', async () => {
    const { doors, log, steps, asked, seconds, opened } = openDoors();
    await openConsole(of, direct.id, doors);
    expect(log).toEqual(['assume hub with the key of alice', 'token of hub at us-east-1.signin.aws.amazon.com', 'tab hub']);
    expect(steps).toEqual([{ kind: 'role', role: 'hub' }, { kind: 'signIn' }, { kind: 'console' }]);
    expect(stepsOf(findChain(of, direct.id))).toEqual(steps);
    expect([asked[0]?.assumption.durationSeconds, seconds, opened[0]?.form.endsAt]).toEqual([3600, [43_200], 43_200]);
  });

  it('is that of the role that is opened, whatever the roles before it say, and lasts an hour behind another role', async () => {
    const { doors, log, seconds } = openDoors();
    await openConsole(of, behind.id, doors);
    expect(log.slice(0, 2)).toEqual(['assume hub with the key of alice', 'assume behind with hub']);
    expect(seconds).toEqual([undefined]);
    const other = openDoors();
    await openConsole(catalogueOf([direct, roleBehind(direct, 'through')]), 'role-through', other.doors);
    expect(other.log[0]).toBe('mfa alice');
    expect(other.seconds).toEqual([undefined]);
  });

  it('says, when the role behind refuses, that the session has no MFA', async () => {
    const { doors } = openDoors();
    const refusing: Doors = { ...doors, assumeRole: async () => { throw failure('roleRefused', { role: behind.arn }); } };
    expect(await failureOf(openConsole(of, behind.id, refusing))).toEqual({ kind: 'directRefused', values: { role: behind.arn } });
    const throttled: Doors = { ...doors, assumeRole: async () => { throw failure('throttled'); } };
    expect((await failureOf(openConsole(of, behind.id, throttled))).kind).toBe('throttled');
  });

  it('calls a first hop that is refused what it is', async () => {
    const { doors } = openDoors();
    const refusing: Doors = { ...doors, assumeDirectly: async () => { throw failure('roleRefused'); } };
    expect((await failureOf(openConsole(of, direct.id, refusing))).kind).toBe('roleRefused');
  });

  it('ends before the sign-in when the organisation denies the session, unless the person wants it all the same', async () => {
    const { doors, log } = openDoors();
    const denied: Doors = { ...doors, isDenied: async () => true };
    expect(await failureOf(openConsole(of, direct.id, denied))).toEqual({ kind: 'directDenied', values: { role: 'hub', account: '2222 2222 2222' } });
    expect(log).toEqual(['assume hub with the key of alice']);
    await openConsole(of, direct.id, denied, { anyway: true });
    expect(log.at(-1)).toBe('tab hub');
  });

  it('is not looked into where the session has MFA', async () => {
    const { doors, log } = openDoors();
    await openConsole(catalogue, hub.id, { ...doors, isDenied: async () => true });
    expect(log.at(-1)).toBe('tab hub');
  });
});
