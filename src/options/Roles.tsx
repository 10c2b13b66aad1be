import { useMemo, useState } from 'preact/hooks';
import { language, say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import { type Catalogue, identityById, type Role, roleById } from '../core/catalogue.js';
import { inItsColour } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import { cityOf } from '../core/regions.js';
import { Icon } from '../ui/Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { RoleEditor } from './RoleEditor.js';
import { createRoleForm } from './roleForm.js';
import type { Options } from './state.js';

function sourceName(catalogue: Catalogue, { source: { kind, id } }: Role): string {
  return (kind === 'identity' ? identityById(catalogue, id)?.userName : roleById(catalogue, id)?.name) ?? '?';
}

function RoleCard({ options, role, edit }: { readonly options: Options; readonly role: Role; edit(): void }) {
  const account = groupedAccount(roleArn(role.arn).accountId);
  const { colour } = inItsColour(role, options.catalogue.value.rules);
  return (
    <li class="card item">
      <RoleBadge colour={colour} shape={shapeOf(colour)} />
      <div class="facts">
        <b>{role.name}</b> <span>{role.accountName && <><bdi>{role.accountName}</bdi> · </>}{account} · {cityOf(role.region, language())}</span>
        <span class="quiet mono">{role.arn}</span>
        <span class="quiet">{say('roleFrom', { source: sourceName(options.catalogue.value, role) })}</span>
      </div>
      <button type="button" class="plain" title={say('edit')} onClick={edit}><Icon icon="edit" name={say('editNamed', { name: role.name })} /></button>
      <button type="button" class="plain" title={say('remove')} onClick={() => void options.removeRole(role)}><Icon icon="remove" name={say('removeNamed', { name: role.name })} /></button>
    </li>
  );
}

/** The form of one role, made once for each role it is shown for. */
export function RoleForm({ options, known, done }: { readonly options: Options; readonly known?: Role | undefined; done?: (() => void) | undefined }) {
  const [made, setMade] = useState(0);
  const form = useMemo(() => createRoleForm(options.ports, () => options.catalogue.value, () => {
    setMade((count) => count + 1);
    void options.refresh();
    done?.();
  }, known), [known?.id, made]);
  return <RoleEditor key={made} form={form} catalogue={options.catalogue.value} cancel={done} />;
}

function Removed({ options }: { readonly options: Options }) {
  const removed = options.removed.value;
  if (!removed) return null;
  return (
    <p class="notice undo" role="status">
      {say('roleRemoved', { role: removed.name })} <button type="button" onClick={() => void options.restoreRole()}>{say('undo')}</button>
    </p>
  );
}

/** All roles, and the form for one of them or a new one. */
export function Roles({ options }: { readonly options: Options }) {
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const { roles } = options.catalogue.value;
  const close = (): void => setEditing(undefined);
  return (
    <section>
      <h1>{say('roles')}</h1>
      <Removed options={options} />
      {editing === 'new'
        ? <RoleForm options={options} done={close} />
        : <button type="button" onClick={() => setEditing('new')}>{say('newRole')}</button>}
      <ul class="plain-list">
        {roles.map((role) => (editing === role.id
          ? <li key={role.id}><RoleForm options={options} known={role} done={close} /></li>
          : <RoleCard key={role.id} options={options} role={role} edit={() => setEditing(role.id)} />))}
      </ul>
    </section>
  );
}
