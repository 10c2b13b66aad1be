import { failureData } from '../core/failure.js';
import type { PopupPorts } from './signals.js';

/** How often a background that is stopped again and again is started anew for one journey. */
const triesMost = 4;

/**
 * Waits for the end of a journey that is under way, and has it gone on with whenever the background is stopped on it.
 * Throws the `Failure` that it ends with.
 */
export async function follow(ports: Pick<PopupPorts, 'ask'>, roleId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await ports.ask('pickUp', { roleId });
      return;
    } catch (thrown) {
      if (tries === triesMost || failureData(thrown).kind !== 'interrupted') throw thrown;
    }
  }
}

/** As what was asked, or as the journey ends that it began, if the background was stopped before it could answer. */
export async function followed(asked: Promise<unknown>, ports: Pick<PopupPorts, 'ask'>, roleId: string): Promise<void> {
  try {
    await asked;
  } catch (thrown) {
    if (failureData(thrown).kind !== 'interrupted') throw thrown;
    await follow(ports, roleId);
  }
}
