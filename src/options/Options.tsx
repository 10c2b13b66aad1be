import { useEffect, useState } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { troubleWords } from '../browser/troubleWords.js';
import { version } from '../browser/tabs.js';
import { say, unlockWords } from '../browser/words.js';
import { sections } from '../core/settingsPlaces.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Notices } from '../ui/Notices.js';
import { UnlockForm } from '../ui/UnlockForm.js';
import { DamagedVault, Forgotten } from './DamagedVault.js';
import { FirstRun } from './FirstRun.js';
import { Identities } from './Identities.js';
import { keptBy } from './keeping.js';
import { later } from './later.js';
import { PolicyCard } from './PolicyCard.js';
import { Roles } from './Roles.js';
import type { Options as OptionsState } from './state.js';
import { createSync, keepInStep } from './syncing.js';
import { createTextEditing } from './textEditing.js';

type Props = { readonly options: OptionsState };

const Import = later(async () => (await import(/* webpackMode: "lazy", webpackChunkName: "import" */ './Import.js')).Import);
const CheckUpSection = later(async () => (await import(/* webpackMode: "lazy", webpackChunkName: "checkUp" */ './CheckUpSection.js')).CheckUpSection);
const Look = later(async () => (await import(/* webpackMode: "lazy", webpackChunkName: "look" */ './Look.js')).Look);
const Vault = later(async () => (await import(/* webpackMode: "lazy", webpackChunkName: "vault" */ './Vault.js')).Vault);
const LogSection = later(async () => (await import(/* webpackMode: "lazy", webpackChunkName: "log" */ './LogSection.js')).LogSection);

function About({ options }: Props) {
  return (
    <section>
      <h1>Sallyport {version()}</h1>
      <p>{say('extension_description')}</p>
      <p>{say('about')}</p>
      <p><a href="licences.txt" target="_blank" rel="noreferrer">{say('licences')}</a></p>
      <PolicyCard options={options} />
    </section>
  );
}

const textOf = keptBy((options: OptionsState) => createTextEditing(options.ports, () => void options.refresh()));
const syncOf = keptBy((options: OptionsState) => createSync(options.ports));

function Settings({ options }: Props) {
  const [kept] = useState({});
  const [text, sync] = [textOf(kept, options), syncOf(kept, options)];
  useEffect(() => keepInStep(sync, options), []);
  const section = options.section.value;
  const failure = options.failure.value;
  return (
    <div class="settings">
      <nav aria-label={say('sectionsLabel')}>
        {sections.map((name) => (
          <button key={name} type="button" class="plain" aria-current={name === section ? 'page' : undefined}
            onClick={() => { options.section.value = name; }}>{say(`section_${name}`)}</button>
        ))}
      </nav>
      <main>
        <Notices sentences={[...options.newer.value ? [say('failure_vaultNewer')] : [], ...options.short.value ? [say('passphraseShortNotice')] : [], ...troubleWords(options.troubles.value)]} />
        {failure && <FailureNote sentence={failureSentence(failure)} />}
        {section === 'identities' && <Identities options={options} />}
        {section === 'roles' && <Roles options={options} text={text} />}
        {section === 'look' && <Look options={options} kept={kept} />}
        {section === 'import' && <Import options={options} kept={kept} sync={sync} />}
        {section === 'checkUp' && <CheckUpSection options={options} />}
        {section === 'vault' && <Vault options={options} />}
        {section === 'log' && <LogSection options={options} />}
        {section === 'about' && <About options={options} />}
      </main>
    </div>
  );
}

/** The options page: the first run until it is over, the unlocking while the vault is locked, the settings otherwise. */
export function Options({ options }: Props) {
  const vault = options.vault.value;
  const failure = options.failure.value;
  const step = options.step.value;
  if (vault === undefined) return failure ? <main class="ask"><FailureNote sentence={failureSentence(failure)} /></main> : null;
  if (vault === 'damaged') return <DamagedVault options={options} />;
  if (vault === 'locked') {
    return (
      <UnlockForm words={unlockWords()} busy={options.busy.value} problem={failure && failureSentence(failure)}
        onUnlock={(passphrase) => void options.unlock(passphrase)}
        onPasskey={options.passkey.value ? () => void options.unlockByPasskey() : undefined}>
        <Forgotten options={options} />
      </UnlockForm>
    );
  }
  return step === undefined ? <Settings options={options} /> : <FirstRun options={options} step={step} />;
}
