import { signal } from '@preact/signals';
import { checkPassphrase, passphraseLengthLeast, strengthOf } from '../core/passphrase.js';
import { passphraseLength } from '../core/passphraseLength.js';
import { allSound, formField } from './formField.js';
import type { OptionsPorts } from './ports.js';

/** A passphrase that is chosen by hand: typed twice, and refused while it would soon be guessed. */
export function createNewPassphrase(ports: Pick<OptionsPorts, 'passphraseBits' | 'readPolicy'>) {
  const first = formField(checkPassphrase);
  const again = formField((text) => (text === first.text.value ? { value: text } : { problem: 'passphraseDiffers' }));
  /** Estimated bits of what is typed; undefined while it is too short, or not known yet. */
  const bits = signal<number | undefined>(undefined);
  /** The fewest characters that may be. */
  const least = signal(passphraseLengthLeast);

  async function readLeast(): Promise<number> {
    const { minimumPassphraseLength = passphraseLengthLeast } = (await ports.readPolicy()).value;
    least.value = minimumPassphraseLength;
    return minimumPassphraseLength;
  }
  // Until it is known, the hint says what holds for everyone.
  const showLeast = (): void => void readLeast().catch(() => undefined);
  showLeast();

  /** Estimates what stands in the field in the end, should it change meanwhile. */
  async function estimate(): Promise<void> {
    const text = first.text.value;
    const found = 'problem' in checkPassphrase(text) ? undefined : await ports.passphraseBits(text);
    if (text === first.text.value) bits.value = found;
    else await estimate();
  }

  async function refuseWeak(): Promise<boolean> {
    await estimate();
    const weak = bits.value !== undefined && strengthOf(bits.value) === 'weak';
    const fewest = await readLeast();
    const length = passphraseLength(first.text.value);
    const short = length >= passphraseLengthLeast && length < fewest;
    if (weak) first.problem.value = 'passphraseWeak';
    else if (short) first.problem.value = 'passphraseShortHere';
    return weak || short;
  }

  return {
    first: {
      ...first,
      type(text: string): void {
        first.type(text);
        bits.value = undefined;
        // A policy may have come since.
        showLeast();
        void estimate();
      },
      leave(): void {
        first.leave();
        void refuseWeak();
      },
    },
    again, bits, least,

    /** The passphrase when both fields are sound; otherwise undefined, and what is wrong is shown. */
    async sound(): Promise<string | undefined> {
      const alike = allSound([first, again]);
      return (await refuseWeak()) || !alike ? undefined : first.text.value;
    },

    clear(): void {
      for (const field of [first, again]) field.type('');
      bits.value = undefined;
    },
  };
}

export type NewPassphrase = ReturnType<typeof createNewPassphrase>;
