import { useMemo, useState } from 'preact/hooks';
import { language, say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import type { Role } from '../core/catalogue.js';
import { inItsColour } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import { cityOf } from '../core/regions.js';
import { TextField } from '../ui/Field.js';
import { Icon } from './Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { AsText } from './AsText.js';
import { isLeft, newDraft } from './drafts.js';
import { useDraft, useEditing } from './editing.js';
import { GivenRoles } from './GivenRoles.js';
import { HalfTyped } from './HalfTyped.js';
import { RoleEditor } from './RoleEditor.js';
import { createRoleForm } from './roleForm.js';
import { placeFor, rolesAtOnce, rolesFitting, sourceName, withEdited } from './roleList.js';
import { goToCheckUp, type Options } from './state.js';
import type { TextEditing } from './textEditing.js';

/** Puts a role elsewhere in the order that the picker shows too. */
function Moves({ options, role, listed }: { readonly options: Options; readonly role: Role; readonly listed: readonly Role[] }) {
  const [isFirst, isLast] = [listed[0]?.id === role.id, listed.at(-1)?.id === role.id];
  const button = (way: 'top' | 'up' | 'down', name: string, off: boolean) => (
    <button type="button" class="plain" title={name} disabled={off || options.busy.value}
      onClick={() => void options.moveRole(role, placeFor(listed, role, way))}><Icon icon={way} name={name} /></button>
  );
  return (
    <span class="moves">
      {button('top', say('moveTop', { name: role.name }), isFirst)}
      {button('up', say('moveUp', { name: role.name }), isFirst)}
      {button('down', say('moveDown', { name: role.name }), isLast)}
    </span>
  );
}

function RoleCard({ options, role, listed, edit }: {
  readonly options: Options; readonly role: Role; readonly listed: readonly Role[]; edit(): void;
}) {
  const account = groupedAccount(roleArn(role.arn).accountId);
  const { colour } = inItsColour(role, options.effective.value.catalogue.rules);
  return (
    <li class="card item">
      <RoleBadge colour={colour} shape={shapeOf(colour)} />
      <div class="facts">
        <b>{role.name}</b> <span>{role.accountName && <><bdi>{role.accountName}</bdi> · </>}{account} · {cityOf(role.region, language())}</span>
        <span class="quiet mono">{role.arn}</span>
        <span class="quiet">{say('roleFrom', { source: sourceName(options.catalogue.value, role) })}</span>
        {(role.group ?? role.tags) && <span class="quiet">{[...role.group === undefined ? [] : [role.group], ...role.tags ?? []].join(' · ')}</span>}
        {isLeft(options.roleDrafts, role.id) && <HalfTyped />}
      </div>
      {listed.length > 1 && <Moves options={options} role={role} listed={listed} />}
      <button type="button" class="plain" title={say('checkNamed', { name: role.name })} onClick={() => goToCheckUp(options, { kind: 'role', id: role.id })}><Icon icon="checkUp" name={say('checkNamed', { name: role.name })} /></button>
      <button type="button" class="plain" title={say('edit')} onClick={edit}><Icon icon="edit" name={say('editNamed', { name: role.name })} /></button>
      <button type="button" class="plain" title={say('remove')} onClick={() => void options.removeRole(role)}><Icon icon="remove" name={say('removeNamed', { name: role.name })} /></button>
    </li>
  );
}

/** The form of one role, or of a new one. */
export function RoleForm({ options, known, focused, done }: {
  readonly options: Options; readonly known?: Role | undefined; readonly focused: boolean; done?: (() => void) | undefined;
}) {
  const most = options.policy.value.value.sessionSecondsMost;
  const { form, made, drop } = useDraft(options.roleDrafts, known, (now, saved) => createRoleForm(options.ports, () => options.catalogue.value, saved, now, most), () => {
    void options.refresh();
    done?.();
  });
  return <RoleEditor key={made} form={form} focused={focused} catalogue={options.catalogue.value} cancel={done && (() => {
    drop();
    done();
  })} />;
}

function Removed({ options }: { readonly options: Options }) {
  const removed = options.removed.value;
  if (!removed) return null;
  return (
    <p class="notice undo" role="status">
      {say('roleRemoved', { role: removed.role.name })} <button type="button" onClick={() => void options.restoreRole()}>{say('undo')}</button>
    </p>
  );
}

/** The roles that fit what is typed, a hundred at once. */
function List({ options }: { readonly options: Options }) {
  const { roles } = options.catalogue.value;
  const editing = useEditing(options, options.roleDrafts, roles);
  const [typed, setTyped] = useState('');
  const [most, setMost] = useState(rolesAtOnce);
  const count = options.effective.value.catalogue.roles.length;
  const listed = useMemo(() => rolesFitting(roles, typed), [roles, typed]);
  const edited = roles.find(({ id }) => id === editing.id);
  return (
    <>
      {editing.id === newDraft
        ? <RoleForm options={options} focused={editing.isAsked} done={() => editing.close(newDraft)} />
        : <><button type="button" onClick={() => editing.open(newDraft)}>{say('newRole')}</button> {isLeft(options.roleDrafts, newDraft) && <HalfTyped />}</>}
      {count > 10 && (
        <div class="filter">
          <TextField label={say('rolesFilter')} value={typed} onType={(text) => {
            setTyped(text);
            setMost(rolesAtOnce);
          }} />
          <p class="quiet" role="status">{say('rolesListed', { shown: listed.length, count: roles.length })}</p>
        </div>
      )}
      <ul class="plain-list">
        {withEdited(listed.slice(0, most), edited).map((role) => (role === edited
          ? <li key={role.id}><RoleForm options={options} known={role} focused={editing.isAsked} done={() => editing.close(role.id)} /></li>
          : <RoleCard key={role.id} options={options} role={role} listed={listed} edit={() => editing.open(role.id)} />))}
      </ul>
      {listed.length > most && (
        <button type="button" onClick={() => setMost(most + rolesAtOnce)}>{say('importMore', { count: listed.length - most })}</button>
      )}
      <GivenRoles options={options} typed={typed} />
    </>
  );
}

/** All roles: as a list, each with its form, or as one text. */
export function Roles({ options, text }: { readonly options: Options; readonly text: TextEditing }) {
  const [asText, setAsText] = useState(text.isEdited());
  return (
    <section>
      <div class="heading">
        <h1>{say('roles')}</h1>
        <button type="button" onClick={() => setAsText(!asText)}>{say(asText ? 'asList' : 'asText')}</button>
      </div>
      <Removed options={options} />
      {asText ? <AsText form={text} /> : <List options={options} />}
    </section>
  );
}
