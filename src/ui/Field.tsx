import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** The sentence that says what is wrong with what was typed. */
  readonly problem?: string | undefined;
  readonly children: (ids: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => JSX.Element;
}

/** A labelled control with its hint, and below it what is wrong with its content. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': hint === undefined ? `${id}-problem` : `${id}-hint ${id}-problem`, 'aria-invalid': problem !== undefined })}
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <p class="problem" id={`${id}-problem`} role="alert">{problem}</p>
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: ComponentChildren;
  readonly problem?: string | undefined;
  /** A secret is never shown, and never offered by the browser. */
  readonly secret?: boolean;
  readonly list?: string;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  onType(text: string): void;
  onLeave?(): void;
}

/** One line of text. Nothing typed into it is remembered by the browser: `autocomplete` is off for all of them. */
export function TextField({ label, value, hint, problem, secret, list, mono, placeholder, autoFocus, onType, onLeave }: TextFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // Before it is painted, so that no key is lost.
  useLayoutEffect(() => {
    if (autoFocus) field.current?.focus();
  }, []);
  const common = {
    ref: field,
    class: mono ? 'mono' : '', autocapitalize: 'off', spellcheck: false, value, placeholder: placeholder ?? '',
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onType(event.currentTarget.value),
    onBlur: () => onLeave?.(),
  } as const;
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(ids) => (secret
        ? <input {...ids} {...common} type="password" autocomplete="new-password" />
        : <input {...ids} {...common} type="text" autocomplete="off" {...(list === undefined ? {} : { list })} />)}
    </Field>
  );
}
