import { useMemo, useState } from 'preact/hooks';
import { language, say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import type { Role } from '../core/catalogue.js';
import { inItsColour } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import { roleOrigin } from '../core/given.js';
import { cityOf } from '../core/regions.js';
import { Icon } from './Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { rolesAtOnce, rolesFitting, sourceName } from './roleList.js';
import { goToCheckUp, type Options } from './state.js';

function GivenRole({ options, role }: { readonly options: Options; readonly role: Role }) {
  const { catalogue } = options.effective.value;
  const { colour } = inItsColour(role, catalogue.rules);
  return (
    <li class="card item">
      <RoleBadge colour={colour} shape={shapeOf(colour)} />
      <div class="facts">
        <b>{role.name}</b> <span>{role.accountName && <><bdi>{role.accountName}</bdi> · </>}{groupedAccount(roleArn(role.arn).accountId)} · {cityOf(role.region, language())}</span>
        <span class="quiet mono">{role.arn}</span>
        <span class="quiet">{say('roleFrom', { source: sourceName(catalogue, role) })}</span>
        {(role.group ?? role.tags) && <span class="quiet">{[...role.group === undefined ? [] : [role.group], ...role.tags ?? []].join(' · ')}</span>}
      </div>
      <button type="button" class="plain" title={say('checkNamed', { name: role.name })} onClick={() => goToCheckUp(options, { kind: 'role', id: role.id })}><Icon icon="checkUp" name={say('checkNamed', { name: role.name })} /></button>
    </li>
  );
}

function GivenList({ options, heading, roles }: { readonly options: Options; readonly heading: string; readonly roles: readonly Role[] }) {
  const [most, setMost] = useState(rolesAtOnce);
  if (roles.length === 0) return null;
  return (
    <>
      <h2>{heading}</h2>
      <p class="hint">{say('givenHint')}</p>
      <ul class="plain-list">{roles.slice(0, most).map((role) => <GivenRole key={role.id} options={options} role={role} />)}</ul>
      {roles.length > most && <button type="button" onClick={() => setMost(most + rolesAtOnce)}>{say('importMore', { count: roles.length - most })}</button>}
    </>
  );
}

/** The roles that the organisation and shared catalogues give, apart from the person's own, to be looked at. */
export function GivenRoles({ options, typed }: { readonly options: Options; readonly typed: string }) {
  const { catalogue: { roles }, shared, leftOut } = options.effective.value;
  const fitting = useMemo(() => rolesFitting(roles.filter(({ id }) => roleOrigin(id) !== 'own'), typed), [roles, typed]);
  const ofShared = (id: string): Role[] => fitting.filter((role) => {
    const origin = roleOrigin(role.id);
    return typeof origin === 'object' && origin.shared === id;
  });
  return (
    <>
      <GivenList options={options} heading={say('givenByPolicy')} roles={fitting.filter(({ id }) => roleOrigin(id) === 'policy')} />
      {Object.entries(shared).map(([id, { name }]) =>
        <GivenList key={id} options={options} heading={say('givenByShared', { name })} roles={ofShared(id)} />)}
      {leftOut > 0 && <p class="hint">{say('givenLeftOut', { count: leftOut })}</p>}
    </>
  );
}
