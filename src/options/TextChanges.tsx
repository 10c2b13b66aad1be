import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { say, type WordKey } from '../browser/words.js';
import type { Identity, Role } from '../core/catalogue.js';
import type { ColourRule } from '../core/colourRules.js';
import { differing } from '../core/importPlan.js';
import { IdentityFacts, RoleFacts, RuleFacts, Windowed } from './ImportRows.js';
import { changeWords, sourceNames } from './rowWords.js';
import type { CheckedText } from './textEditing.js';

type Thing = Identity | Role | ColourRule;

function Facts({ thing }: { readonly thing: Thing }) {
  if ('userName' in thing) return <IdentityFacts identity={thing} />;
  return 'arn' in thing ? <RoleFacts role={thing} /> : <RuleFacts rule={thing} />;
}

/** What a thing would have instead; what it would no longer have is undefined. */
function changeOf(before: Thing, after: Thing): Partial<Thing> {
  const gone = Object.keys(before).filter((key) => !(key in after)).map((key) => [key, undefined]);
  return differing<Thing>(before, { ...after, ...Object.fromEntries(gone) } as Partial<Thing>);
}

function Part<T>({ title, items, children }: { readonly title: WordKey; readonly items: readonly T[]; children(item: T): ComponentChildren }) {
  if (items.length === 0) return null;
  return (
    <>
      <h2>{say(title, { count: items.length })}</h2>
      <Windowed items={items}>{children}</Windowed>
    </>
  );
}

/** What taking one catalogue for another would add, change and remove. `lead` says what would do it. */
export function CatalogueChanges({ before, after, difference, lead }: Pick<CheckedText, 'before' | 'after' | 'difference'> & { readonly lead: WordKey }) {
  const names = useMemo(() => sourceNames(before, after), [before, after]);
  const { identities, roles, rules, none } = difference;
  if (none) return <p>{say('importNothing')}</p>;
  const added: Thing[] = [...roles.added, ...rules.added];
  const changed: { before: Thing; after: Thing }[] = [...identities.changed, ...roles.changed, ...rules.changed];
  const removed: Thing[] = [...roles.removed, ...rules.removed];
  return (
    <div class="changes facts">
      <p>{say(lead)}</p>
      <Part title="importAdded" items={added}>{(thing) => <li key={thing.id}><Facts thing={thing} />{'arn' in thing && <span class="change mono">{thing.arn}</span>}</li>}</Part>
      <Part title="importChanged" items={changed}>{(change) => (
        <li key={change.before.id}>
          <Facts thing={change.before} />
          {changeWords(change.before, changeOf(change.before, change.after), names).map((line) => <span key={line} class="change">{line}</span>)}
        </li>
      )}</Part>
      <Part title="textRemoved" items={removed}>{(thing) => <li key={thing.id}><Facts thing={thing} /></li>}</Part>
      {(roles.moved || rules.moved) && <p>{say('textMoved')}</p>}
    </div>
  );
}

/** What saving the text would add, change and remove. */
export function TextChanges({ checked }: { readonly checked: CheckedText }) {
  return <CatalogueChanges {...checked} lead="textWould" />;
}
