import { signal } from '@preact/signals';
import { printJson, printText } from '../formats/printing.js';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';

/** Saves the catalogue as a file that holds no key. */
export function createCatalogueExport(ports: Pick<OptionsPorts, 'readOwnCatalogue' | 'download' | 'today'>) {
  const done = signal(false);
  const { busy, failure, attempt } = createAttempts();
  const save = async (kind: 'json' | 'config'): Promise<void> => {
    done.value = false;
    done.value = await attempt(async () => {
      const catalogue = await ports.readOwnCatalogue();
      if (kind === 'json') ports.download(`sallyport-roles-${ports.today()}.json`, printJson(catalogue));
      else ports.download(`sallyport-roles-${ports.today()}.config`, printText(catalogue), 'text/plain');
    });
  };
  return { done, busy, failure, saveJson: () => save('json'), saveConfig: () => save('config') };
}
