import type { Emulator } from '../aws/emulator.js';
import { came, roles, type Soaked } from './setup.js';
import { stopAt } from './stops.js';

/** When the worker is killed. `arrange` comes before the journey. */
export interface Moment {
  readonly name: string;
  readonly role: string;
  arrange(soaked: Soaked): Promise<Arranged>;
}

export interface Arranged {
  /** Waits until the journey is there, and says whether it ever was. */
  reached(): Promise<boolean>;
  /** Takes back what was arranged, so that the next worker goes on; after the kill what AWS still holds is let go. */
  goOn(): Promise<void>;
  letGo(): void;
}

const nothing = (): void => undefined;

/** Where the worker stops by itself. */
function stop(place: string, role: string): Moment {
  return { name: place, role, arrange: async (soaked) => ({ ...await stopAt(soaked, place), letGo: nothing }) };
}

/** The call has arrived and AWS has not acted on it; `nth` of this action in the journey. */
function held(action: string, name: string, role: string, nth = 1): Moment {
  return {
    name: `held ${name}`, role,
    async arrange({ product: { emulator } }) {
      const holds = Array.from({ length: nth }, () => emulator.hold(action));
      const last = holds.at(-1);
      return {
        async reached() {
          for (const hold of holds.slice(0, -1)) void hold.arrived.then(hold.release);
          let arrived = false;
          void last?.arrived.then(() => { arrived = true; });
          return came(() => arrived, 10_000);
        },
        goOn: () => Promise.resolve(),
        letGo: () => { for (const { release } of holds) release(); },
      };
    },
  };
}

/** AWS has acted on the call, and its answer is on its way. */
function performed(action: string, name: string, role: string, nth = 1): Moment {
  return {
    name: `performed ${name}`, role,
    async arrange({ product: { emulator } }) {
      const late = lateAnswer(emulator, action, nth);
      return { reached: () => came(() => late.befallen > 0, 10_000), goOn: () => Promise.resolve(), letGo: () => late.stop() };
    },
  };
}

function lateAnswer(emulator: Emulator, action: string, nth: number) {
  return emulator.misbehave({ action, mishap: { kind: 'delay', ms: 60_000 }, skip: nth - 1, times: 1 });
}

/** Before, during and after one call: held by AWS, and acted on by it. */
function aroundCall(action: string, role: string, to?: string, nth = 1): Moment[] {
  const name = to === undefined ? action : `${action} ${to}`;
  return [stop(`before ${name}`, role), held(action, name, role, nth), performed(action, name, role, nth), stop(`after ${name}`, role)];
}

/** Every step of a journey through the MFA session to a role behind a role, and the one that a direct journey has of its own. */
export const moments: readonly Moment[] = [
  ...aroundCall('GetSessionToken', roles.behind),
  ...aroundCall('AssumeRole', roles.behind, 'staging-admin'),
  ...aroundCall('AssumeRole', roles.behind, 'data-admin', 2),
  ...aroundCall('getSigninToken', roles.behind),
  ...['opening the tab', 'keeping the form', 'giving the form'].flatMap((step) => [stop(`before ${step}`, roles.behind), stop(`after ${step}`, roles.behind)]),
  held('login', 'login', roles.behind),
  ...aroundCall('AssumeRole', roles.direct, 'staging-admin'),
];
