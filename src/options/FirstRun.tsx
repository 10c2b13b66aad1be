import { useMemo } from 'preact/hooks';
import { say } from '../browser/words.js';
import { groupedAccount } from '../core/arn.js';
import { accountLabel } from '../core/marks.js';
import { shapeOf } from '../core/colours.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { IdentityForm } from './Identities.js';
import { later } from './later.js';
import { createPassphraseForm } from './passphraseForm.js';
import { PassphraseStep } from './PassphraseStep.js';
import { RestoreBox } from './RestoreBox.js';
import { RoleForm } from './Roles.js';
import type { Options, Step } from './state.js';

const steps: readonly Step[] = [1, 2, 3];

function Progress({ options, step }: { readonly options: Options; readonly step: Step }) {
  return (
    <ol class="progress" aria-label={say('progressLabel')}>
      {steps.map((at) => (
        <li key={at} aria-current={at === step ? 'step' : undefined} class={at < step ? 'done' : undefined}>
          {at > 1 && at < step
            ? <button type="button" class="plain" onClick={() => options.goTo(at)}>{say(`progress_${at}`)}</button>
            : say(`progress_${at}`)}
        </li>
      ))}
    </ol>
  );
}

const ImportHere = later(async () => (await import(/* webpackMode: "lazy", webpackChunkName: "importHere" */ './ImportHere.js')).ImportHere);

function IdentityStep({ options }: { readonly options: Options }) {
  const { identities } = options.catalogue.value;
  return (
    <section>
      <h1>{say('identityTitle')}</h1>
      <p>{say('identityWhy')}</p>
      {identities.length > 0 && <p class="notice">{identities.map(({ userName, accountId }) => `${userName} · ${groupedAccount(accountId)}`).join(', ')}</p>}
      <IdentityForm options={options} focused saved={() => options.goTo(3)} cancel={identities.length > 0 ? () => options.goTo(3) : undefined} />
      <ImportHere options={options} />
    </section>
  );
}

function RolesStep({ options }: { readonly options: Options }) {
  const { roles } = options.catalogue.value;
  return (
    <section>
      <h1>{say('rolesTitle')}</h1>
      <p>{say('rolesWhy')}</p>
      <ul class="plain-list">
        {roles.map((role) => <li key={role.id}><RoleBadge colour={role.colour} shape={shapeOf(role.colour)} /> <b>{role.name}</b> {accountLabel(role)}</li>)}
      </ul>
      <RoleForm options={options} focused />
      <ImportHere options={options} />
      {roles.length > 0 && (
        <div class="finish">
          <p>{say('finishHint')}</p>
          <button type="button" class="main" onClick={() => options.goTo(undefined)}>{say('finish')}</button>
        </div>
      )}
    </section>
  );
}

/** The way from nothing to the first console, in three steps. */
export function FirstRun({ options, step }: { readonly options: Options; readonly step: Step }) {
  const form = useMemo(() => createPassphraseForm(options.ports, () => {
    void options.refresh().then(() => options.goTo(2));
  }), []);
  return (
    <main class="first-run">
      <Progress options={options} step={step} />
      {step === 1 && <><PassphraseStep form={form} /><RestoreBox options={options} /></>}
      {step === 2 && <IdentityStep options={options} />}
      {step === 3 && <RolesStep options={options} />}
    </main>
  );
}
