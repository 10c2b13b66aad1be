import { useEffect, useMemo, useState } from 'preact/hooks';
import { say } from '../browser/words.js';
import { keyDays, keyDaysMost } from '../core/accessKeys.js';
import { groupedAccount, mfaDeviceName } from '../core/arn.js';
import type { Identity } from '../core/catalogue.js';
import { TextField } from '../ui/Field.js';
import { Icon } from './Icon.js';
import { type AccessKeys, createAccessKeys } from './accessKeys.js';
import { isLeft, newDraft } from './drafts.js';
import { useDraft, useEditing } from './editing.js';
import { HalfTyped } from './HalfTyped.js';
import { createIdentityForm } from './identityForm.js';
import { IdentityEditor } from './IdentityEditor.js';
import { KeyPanel } from './KeyPanel.js';
import { goToCheckUp, type Options } from './state.js';

/** Removing an identity takes its key away for good, so its name must be typed. */
function Removal({ options, identity, close }: { readonly options: Options; readonly identity: Identity; close(): void }) {
  const [typed, setTyped] = useState('');
  return (
    <div class="removal">
      <TextField label={say('removeIdentityConfirm', { user: identity.userName })} value={typed} onType={setTyped} autoFocus />
      <div class="buttons">
        <button type="button" class="danger" disabled={typed !== identity.userName} onClick={() => {
          close();
          void options.removeIdentity(identity);
        }}>{say('removeIdentity')}</button>
        <button type="button" onClick={close}>{say('cancel')}</button>
      </div>
    </div>
  );
}

/** How old the key is, once that is known, with a warning when it is due to be replaced. */
function KeyAge({ days }: { readonly days: number | undefined }) {
  if (days === undefined) return null;
  if (days < keyDaysMost) return <span class="quiet">{say('keyAge', { days })}</span>;
  return <span class="key-old"><Icon icon="warning" /> {say('keyAgeOld', { days })}</span>;
}

function IdentityCard({ options, keys, identity, edit }: { readonly options: Options; readonly keys: AccessKeys; readonly identity: Identity; edit(): void }) {
  const [removing, setRemoving] = useState(false);
  const open = keys.shown.value === identity.id;
  const { userName, accountId, accessKeyId, mfaSerial } = identity;
  return (
    <li class="card item">
      <div class="facts">
        <b>{userName}</b> <span>{groupedAccount(accountId)}</span>
        <span class="quiet">{say('identityFacts', { key: accessKeyId.slice(-4), device: mfaDeviceName(mfaSerial), region: identity.stsRegion })}</span>
        <KeyAge days={keyDays(identity, keys.memoryOf(identity), options.ports.now())} />
        {isLeft(options.identityDrafts, identity.id) && <HalfTyped />}
      </div>
      <button type="button" class="plain" aria-expanded={open} title={say('keysNamed', { name: userName })} onClick={() => (open ? keys.close() : void keys.show(identity))}><Icon icon="key" name={say('keysNamed', { name: userName })} /></button>
      <button type="button" class="plain" title={say('checkNamed', { name: userName })} onClick={() => goToCheckUp(options, { kind: 'identity', id: identity.id })}><Icon icon="checkUp" name={say('checkNamed', { name: userName })} /></button>
      <button type="button" class="plain" title={say('edit')} onClick={edit}><Icon icon="edit" name={say('editNamed', { name: userName })} /></button>
      <button type="button" class="plain" title={say('remove')} onClick={() => setRemoving(true)}><Icon icon="remove" name={say('removeNamed', { name: userName })} /></button>
      {removing && <Removal options={options} identity={identity} close={() => setRemoving(false)} />}
      {open && <KeyPanel keys={keys} identity={identity} />}
    </li>
  );
}

/** The form of one identity, or of a new one. */
export function IdentityForm({ options, known, focused, saved, cancel }: {
  readonly options: Options; readonly known?: Identity | undefined; readonly focused: boolean; saved(): void; readonly cancel?: (() => void) | undefined;
}) {
  const most = options.policy.value.value.sessionSecondsMost;
  const { form, drop } = useDraft(options.identityDrafts, known, (now, done) => createIdentityForm(options.ports, done, now, most), () => options.refresh().then(saved));
  return <IdentityEditor form={form} focused={focused} cancel={cancel && (() => {
    drop();
    cancel();
  })} />;
}

/** All identities, and the form for one of them or a new one. */
export function Identities({ options }: { readonly options: Options }) {
  const { identities } = options.catalogue.value;
  const editing = useEditing(options, options.identityDrafts, identities);
  const formOf = (id: string, known?: Identity) => {
    const close = (): void => editing.close(id);
    return <IdentityForm options={options} known={known} focused={editing.isAsked} saved={close} cancel={close} />;
  };
  const keys = useMemo(() => createAccessKeys(options.ports, options.refresh), []);
  useEffect(() => keys.follow(), []);
  useEffect(() => void keys.learn(identities), [identities]);
  return (
    <section>
      <h1>{say('identities')}</h1>
      <ul class="plain-list">
        {identities.map((identity) => (editing.id === identity.id
          ? <li key={identity.id}>{formOf(identity.id, identity)}</li>
          : <IdentityCard key={identity.id} options={options} keys={keys} identity={identity} edit={() => editing.open(identity.id)} />))}
      </ul>
      {editing.id === newDraft
        ? formOf(newDraft)
        : <><button type="button" onClick={() => editing.open(newDraft)}>{say('newIdentity')}</button> {isLeft(options.identityDrafts, newDraft) && <HalfTyped />}</>}
      <p class="hint">{say('authConsole')}</p>
    </section>
  );
}
