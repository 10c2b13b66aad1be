import { useState } from 'preact/hooks';
import { problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { groupedAccount } from '../core/arn.js';
import type { Catalogue, Role, Source } from '../core/catalogue.js';
import { Field, TextField } from '../ui/Field.js';
import type { FormField } from './formField.js';
import { sourceText } from './roleForm.js';

/** How many roles a list offers at once. */
export const choicesMost = 200;

/** The roles that are offered: those that have the typed text in their name, and the one that is chosen. */
function offered(roles: readonly Role[], typed: string, chosen: string): Role[] {
  if (roles.length <= choicesMost) return [...roles];
  const text = typed.trim().toLowerCase();
  const isChosen = ({ id }: Role): boolean => sourceText({ kind: 'role', id }) === chosen;
  const fitting = roles.filter((role) => !isChosen(role) && role.name.toLowerCase().includes(text));
  return [...roles.filter(isChosen), ...fitting.slice(0, choicesMost)];
}

interface SourceChoiceProps {
  readonly field: Pick<FormField<Source>, 'text' | 'problem' | 'type'>;
  readonly catalogue: Pick<Catalogue, 'identities' | 'roles'>;
  readonly label?: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** What a role is assumed from, or another choice among identities and roles. Where there are many roles, a text narrows them. */
export function SourceChoice({
  field: { text, problem, type }, catalogue: { identities, roles }, label = say('source'), hint = say('sourceHint'), disabled = false,
}: SourceChoiceProps) {
  const [typed, setTyped] = useState('');
  const many = roles.length > choicesMost;
  return (
    <div class={many ? 'pair' : ''}>
      {many && <TextField label={say('sourceFind')} hint={say('sourceFindHint')} value={typed} onType={setTyped} />}
      <Field label={label} hint={hint} problem={problemSentence(problem.value)}>
        {(ids) => (
          <select {...ids} disabled={disabled} value={text.value} onChange={(event) => type(event.currentTarget.value)}>
            <option value="">{say('choose')}</option>
            {identities.length > 0 && (
              <optgroup label={say('identities')}>
                {identities.map(({ id, userName, accountId }) => (
                  <option key={id} value={sourceText({ kind: 'identity', id })}>{userName} · {groupedAccount(accountId)}</option>
                ))}
              </optgroup>
            )}
            <optgroup label={say('roles')}>
              {offered(roles, typed, text.value).map(({ id, name }) => <option key={id} value={sourceText({ kind: 'role', id })}>{name}</option>)}
            </optgroup>
          </select>
        )}
      </Field>
    </div>
  );
}
