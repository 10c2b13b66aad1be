import { signal } from '@preact/signals';
import { checkPassphrase, passphraseLengthLeast, strengthOf } from '../core/passphrase.js';
import { passphraseLength } from '../core/passphraseLength.js';
import { allSound, formField } from './formField.js';
import type { OptionsPorts } from './ports.js';

/** The fewest characters that a passphrase may have here. */
async function fewestCharacters({ readPolicy }: Pick<OptionsPorts, 'readPolicy'>): Promise<number> {
  return (await readPolicy()).value.minimumPassphraseLength ?? passphraseLengthLeast;
}

/** A passphrase that is chosen by hand: typed twice, and refused while it would soon be guessed. */
export function createNewPassphrase(ports: Pick<OptionsPorts, 'passphraseBits' | 'readPolicy'>) {
  const first = formField(checkPassphrase);
  const again = formField((text) => (text === first.text.value ? { value: text } : { problem: 'passphraseDiffers' }));
  /** Estimated bits of what is typed; undefined while it is too short, or not known yet. */
  const bits = signal<number | undefined>(undefined);
  /** Until it is known, what holds for everyone. */
  const least = signal(passphraseLengthLeast);
  const showLeast = (): void => void fewestCharacters(ports).then((count) => { least.value = count; }, () => undefined);
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
    const fewest = await fewestCharacters(ports);
    const length = passphraseLength(first.text.value);
    const short = length >= passphraseLengthLeast && length < fewest;
    least.value = fewest;
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
