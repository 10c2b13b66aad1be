import { useMemo } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { language, say, type WordKey } from '../browser/words.js';
import type { Catalogue } from '../core/catalogue.js';
import { cityOf, regionCodes } from '../core/regions.js';
import { serviceNames } from '../core/services.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { ColourChoice } from './ColourChoice.js';
import type { RoleForm } from './roleForm.js';
import { RoleSession } from './RoleSession.js';
import { choicesMost, SourceChoice } from './SourceChoice.js';

type TextName = 'name' | 'accountName' | 'group' | 'tags' | 'destination' | 'externalId';

function Line({ form, name, label, hint, list }: {
  readonly form: RoleForm; readonly name: TextName; readonly label: WordKey; readonly hint?: WordKey; readonly list?: string;
}) {
  const field = form[name];
  return <TextField label={say(label)} value={field.text.value} problem={problemSentence(field.problem.value)}
    onType={field.type} onLeave={field.leave} {...(hint ? { hint: say(hint) } : {})} {...(list ? { list } : {})} />;
}

function Colour({ form, catalogue }: { readonly form: RoleForm; readonly catalogue: Catalogue }) {
  const { text, problem, type } = form.colour;
  const rule = form.ruleIn(catalogue);
  return (
    <>
      <ColourChoice name="colour" value={text.value} problem={problemSentence(problem.value)} onChoose={type} />
      {rule && <p class="hint">{say('ruleApplies', { pattern: rule.pattern })}</p>}
    </>
  );
}

/** The groups that there are, each once. */
function Groups({ catalogue: { roles } }: { readonly catalogue: Catalogue }) {
  const groups = useMemo(() => [...new Set(roles.flatMap(({ group }) => group ?? []))].slice(0, choicesMost), [roles]);
  return <datalist id="groups">{groups.map((group) => <option key={group} value={group} />)}</datalist>;
}

/** The form of a role. */
export function RoleEditor({ form, catalogue, focused, cancel }: {
  readonly form: RoleForm; readonly catalogue: Catalogue; readonly focused: boolean; readonly cancel?: (() => void) | undefined;
}) {
  const { arn, region } = form;
  const failure = form.failure.value;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <TextField label={say('roleArn')} mono autoFocus={focused} placeholder="arn:aws:iam::123456789012:role/…" value={arn.text.value}
        problem={problemSentence(arn.problem.value)} onType={arn.type} onLeave={form.leaveArn} />
      <div class="pair">
        <Line form={form} name="name" label="roleName" />
        <Line form={form} name="accountName" label="accountName" hint="optional" />
      </div>
      <Colour form={form} catalogue={catalogue} />
      <div class="pair">
        <TextField label={say('region')} list="regions" value={region.text.value} problem={problemSentence(region.problem.value)}
          onType={region.type} onLeave={region.leave} />
        <datalist id="regions">
          {regionCodes.map((code) => <option key={code} value={code}>{cityOf(code, language())}</option>)}
        </datalist>
        <Line form={form} name="destination" label="destination" hint="destinationHint" list="services" />
        <datalist id="services">{serviceNames.map((name) => <option key={name} value={name} />)}</datalist>
      </div>
      <SourceChoice field={form.source} catalogue={catalogue} />
      <div class="pair">
        <Line form={form} name="group" label="group" hint="groupHint" list="groups" />
        <Line form={form} name="tags" label="tags" hint="tagsHint" />
        <Groups catalogue={catalogue} />
      </div>
      <details>
        <summary>{say('more')}</summary>
        <Line form={form} name="externalId" label="externalId" hint="externalIdHint" />
        <RoleSession form={form} />
      </details>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <div class="buttons">
        <button type="submit" class="main">{form.isNew ? say('addRole') : say('save')}</button>
        {cancel && <button type="button" onClick={cancel}>{say('cancel')}</button>}
      </div>
    </form>
  );
}
