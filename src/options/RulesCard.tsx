import { useRef } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { type ColourRule, ruleSubjects } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Field, TextField } from '../ui/Field.js';
import { Icon } from './Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { ColourChoice } from './ColourChoice.js';
import { GuardFields } from './GuardFields.js';
import { type Kept, keptBy } from './keeping.js';
import { createRules, type Rules } from './rules.js';
import { guardWords } from './rowWords.js';
import type { Options } from './state.js';

function Rule({ rules, rule, first, edit }: { readonly rules: Rules; readonly rule: ColourRule; readonly first: boolean; edit(): void }) {
  const { pattern, colour, label, on, guard } = rule;
  return (
    <li class="rule">
      <RoleBadge colour={colour} shape={shapeOf(colour)} />
      <span class="facts"><b class="mono">{pattern}</b> <span class="quiet">{say(`ruleOn_${on}`)}{label === undefined ? '' : ` · ${label}`} · {say('ruleFits', { count: rules.count(rule) })}{guard ? ` · ${guardWords(guard)}` : ''}</span></span>
      <button type="button" class="plain" disabled={rules.busy.value} onClick={edit}><Icon icon="edit" name={say('editNamed', { name: pattern })} /></button>
      <button type="button" class="plain" disabled={first || rules.busy.value} onClick={() => void rules.up(rule)}><Icon icon="up" name={say('ruleUp', { pattern })} /></button>
      <button type="button" class="plain" disabled={rules.busy.value} onClick={() => void rules.remove(rule)}><Icon icon="remove" name={say('ruleRemove', { pattern })} /></button>
    </li>
  );
}

const rulesOf = keptBy((options: Options) => createRules(options.ports, options.catalogue, () => void options.refresh()));

/** Colours for many roles at once. */
export function RulesCard({ options, kept }: { readonly options: Options; readonly kept: Kept }) {
  const rules = rulesOf(kept, options);
  const { on, pattern, label, colour, editing: { value: editing }, failure: { value: failure } } = rules;
  const field = useRef<HTMLSelectElement>(null);
  /** The form may be far below the rule. */
  const edit = (rule: ColourRule): void => {
    rules.edit(rule);
    field.current?.focus();
  };
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void rules.save();
    }}>
      <h2>{say('rules')}</h2>
      <p class="hint">{say('rulesHint')}</p>
      <ol class="plain-list">{options.catalogue.value.rules.map((rule, at) => <Rule key={rule.id} rules={rules} rule={rule} first={at === 0} edit={() => edit(rule)} />)}</ol>
      <div class="pair">
        <Field label={say('ruleOn')}>
          {(ids) => (
            <select {...ids} ref={field} value={on.value} onChange={(event) => { on.value = ruleSubjects.find((subject) => subject === event.currentTarget.value) ?? 'role'; }}>
              {ruleSubjects.map((subject) => <option key={subject} value={subject}>{say(`ruleOn_${subject}`)}</option>)}
            </select>
          )}
        </Field>
        <TextField label={say('rulePattern')} hint={say('rulePatternHint')} mono value={pattern.text.value}
          problem={problemSentence(pattern.problem.value)} onType={pattern.type} onLeave={pattern.leave} />
      </div>
      <ColourChoice name="rule-colour" value={colour.value} onChoose={(hex) => { colour.value = hex; }} />
      <TextField label={say('ruleLabel')} hint={say('optional')} value={label.text.value} problem={problemSentence(label.problem.value)}
        onType={label.type} onLeave={label.leave} />
      <details open={editing !== undefined}>
        <summary>{say('more')}</summary>
        <GuardFields form={rules.guard} />
      </details>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <div class="buttons">
        <button type="submit" disabled={rules.busy.value}>{say(editing === undefined ? 'ruleAdd' : 'ruleSave')}</button>
        {editing !== undefined && <button type="button" onClick={rules.cancel}>{say('cancel')}</button>}
      </div>
    </form>
  );
}
