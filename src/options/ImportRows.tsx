import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { language, say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import type { Identity, Role } from '../core/catalogue.js';
import type { ColourRule } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import type { ImportRow } from '../core/importPlan.js';
import { cityOf } from '../core/regions.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import type { Import } from './importing.js';
import { accessWords, cautionSentence, changeWords, guardWords, rowName } from './rowWords.js';

/** How many rows are drawn before the person asks for more. */
export const rowsAtOnce = 100;

export function RoleFacts({ role }: { readonly role: Role }) {
  return (
    <>
      <RoleBadge colour={role.colour} shape={shapeOf(role.colour)} /> <b>{role.name}</b>{' '}
      {role.accountName && <><bdi>{role.accountName}</bdi> · </>}{groupedAccount(roleArn(role.arn).accountId)} · {cityOf(role.region, language())}
    </>
  );
}

export function IdentityFacts({ identity }: { readonly identity: Identity }) {
  return <>{say('kindIdentity')} <b>{identity.userName}</b> {groupedAccount(identity.accountId)} <span class="mono">{identity.mfaSerial}</span></>;
}

export function RuleFacts({ rule }: { readonly rule: ColourRule }) {
  return (
    <>
      <RoleBadge colour={rule.colour} shape={shapeOf(rule.colour)} /> {say('kindRule')} · {say(`ruleOn_${rule.on}`)} <b>{rule.pattern}</b>
      {rule.label !== undefined && <> · <bdi>{rule.label}</bdi></>}{rule.guard && <> · {guardWords(rule.guard)}</>}
    </>
  );
}

function Facts({ row }: { readonly row: ImportRow }) {
  if (row.what === 'identity') return <IdentityFacts identity={row.identity} />;
  if (row.what === 'role') return <RoleFacts role={row.role} />;
  if (row.what === 'rule') return <RuleFacts rule={row.rule} />;
  const kind = row.what === 'identityChange' ? 'kindIdentity' : row.what === 'roleChange' ? 'kindRole' : 'kindRule';
  return <>{say(kind)} <b>{rowName(row)}</b></>;
}

interface RowsProps {
  readonly imports: Pick<Import, 'ticks' | 'tick' | 'busy'>;
  readonly names: ReadonlyMap<string, string>;
  /** What else there is to say of a row. */
  outcome?(row: ImportRow): ComponentChildren;
}

function Row({ imports, row, names, outcome }: RowsProps & { readonly row: ImportRow }) {
  const caution = cautionSentence(row);
  const lines = 'before' in row ? changeWords(row.before, row.change, names) : row.what === 'role' ? accessWords(row.role) : [];
  return (
    <li class={caution === undefined ? 'row' : 'row caution'}>
      <label>
        <input type="checkbox" checked={imports.ticks.value.has(row.key)} disabled={imports.busy.value}
          onChange={(event) => imports.tick([row.key], event.currentTarget.checked)} />
        <span class="facts">
          <Facts row={row} />
          {lines.map((line) => <span key={line} class="change">{line}</span>)}
          {row.what === 'role' && <span class="change mono">{row.role.arn}</span>}
          {caution !== undefined && <span class="warning">{caution}</span>}
        </span>
      </label>
      {outcome?.(row)}
    </li>
  );
}

/** The first of many, and a button for more. */
export function Windowed<T>({ items, children }: { readonly items: readonly T[]; children(item: T): ComponentChildren }) {
  const [most, setMost] = useState(rowsAtOnce);
  return (
    <>
      <ul class="plain-list">{items.slice(0, most).map(children)}</ul>
      {items.length > most && (
        <button type="button" onClick={() => setMost(most + rowsAtOnce)}>{say('importMore', { count: items.length - most })}</button>
      )}
    </>
  );
}

/** Rows with their ticks; those that wait for one come first. */
export function ImportRows({ rows, title, ...props }: RowsProps & { readonly rows: readonly ImportRow[]; readonly title: string }) {
  const { imports } = props;
  if (rows.length === 0) return null;
  const usual = rows.filter(({ caution }) => caution === undefined);
  const ordered = [...rows.filter(({ caution }) => caution !== undefined), ...usual];
  return (
    <fieldset class="rows">
      <legend><h3>{title}</h3></legend>
      {usual.length > 1 && (
        <label class="all">
          <input type="checkbox" checked={usual.every(({ key }) => imports.ticks.value.has(key))} disabled={imports.busy.value}
            onChange={(event) => imports.tick(usual.map(({ key }) => key), event.currentTarget.checked)} />
          {say('importUsualAll', { count: usual.length })}
        </label>
      )}
      <Windowed items={ordered}>{(row) => <Row key={row.key} {...props} row={row} />}</Windowed>
    </fieldset>
  );
}
