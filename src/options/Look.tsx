import { useEffect, useState } from 'preact/hooks';
import { say, type WordKey } from '../browser/words.js';
import { openChoices } from '../core/settings.js';
import { Field } from '../ui/Field.js';
import type { Kept } from './keeping.js';
import type { OptionsPorts } from './ports.js';
import { RulesCard } from './RulesCard.js';
import { type Allowed, isLocked, type Options } from './state.js';
import { Tick } from './Tick.js';

type Props = { readonly options: Options };

function OpenIn({ options }: Props) {
  const choices = openChoices.filter((choice) => (choice === 'container' ? options.ports.containersWork : true));
  return (
    <Field label={say('openIn')} hint={say(isLocked(options, 'openIn') ? 'setByPolicy' : 'openInHint')}>
      {(ids) => (
        <select {...ids} disabled={isLocked(options, 'openIn')} value={options.settings.value.openIn} onChange={(event) => {
          const openIn = choices.find((choice) => choice === event.currentTarget.value) ?? 'automatic';
          void options.changeSettings({ openIn });
        }}>
          {choices.map((choice) => <option key={choice} value={choice}>{say(`openIn_${choice}`)}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A tick of what the browser allows. */
function AllowedTick({ of, label, hint }: { readonly of: Allowed; readonly label: WordKey; readonly hint: WordKey }) {
  useEffect(() => void of.look(), []);
  return <Tick label={label} hint={hint} checked={of.allowed.value.on} onTick={(on) => void of.change(on)} />;
}

/** The containers that are left of roles that are no more, each with its removal. */
function LeftContainers({ options }: Props) {
  const { ports, effective } = options;
  const [left, setLeft] = useState<Awaited<ReturnType<OptionsPorts['leftContainers']>>>([]);
  const look = (): void => void ports.leftContainers(effective.value.catalogue.roles.map(({ id }) => id)).then(setLeft);
  useEffect(look, [effective.value]);
  if (left.length === 0) return null;
  return (
    <div class="card">
      <h2>{say('containersLeft')}</h2>
      <p class="hint">{say('containersLeftHint')}</p>
      <div class="buttons">
        {left.map(({ roleId, name }) => (
          <button key={roleId} type="button" onClick={() => void ports.removeContainer(roleId).then(look)}>{say('containerRemove', { name })}</button>
        ))}
      </div>
    </div>
  );
}

/** What makes consoles recognisable, and how several are open at once. */
export function Look({ options, kept }: Props & { readonly kept: Kept }) {
  const { groupTabs, rememberColours } = options.settings.value;
  return (
    <section>
      <h1>{say('section_look')}</h1>
      <OpenIn options={options} />
      {options.ports.tabGroupsExist && <Tick label="groupTabs" {...isLocked(options, 'groupTabs') ? { hint: 'setByPolicy' as const, disabled: true } : {}} checked={groupTabs} onTick={(on) => void options.groupTabs(on)} />}
      <Tick label="rememberColours" hint={isLocked(options, 'rememberColours') ? 'setByPolicy' : 'rememberColoursHint'} disabled={isLocked(options, 'rememberColours')} checked={rememberColours} onTick={(on) => void options.changeSettings({ rememberColours: on })} />
      <AllowedTick of={options.notices} label="notices" hint="noticesHint" />
      {options.ports.pageMenusAreAsked && <AllowedTick of={options.pageMenus} label="pageMenus" hint="pageMenusHint" />}
      <RulesCard options={options} kept={kept} />
      <LeftContainers options={options} />
    </section>
  );
}
