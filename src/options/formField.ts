import { type Signal, signal } from '@preact/signals';
import type { Checked, FieldProblem } from '../core/arn.js';

/** One field of a form: what was typed stays, whatever is wrong with it. */
export interface FormField<T> {
  readonly text: Signal<string>;
  readonly problem: Signal<FieldProblem | undefined>;
  /** Takes what is typed; what was wrong before is forgotten until the field is left. */
  type(text: string): void;
  /** Checks what was typed when the field is left; an empty field waits until the form is sent. */
  leave(): void;
  /** The value when it is sound; otherwise undefined, and the problem is shown. */
  check(): T | undefined;
}

export function formField<T>(checked: (text: string) => Checked<T>, initial = ''): FormField<T> {
  const text = signal(initial);
  const problem = signal<FieldProblem | undefined>(undefined);
  const check = (): T | undefined => {
    const result = checked(text.value);
    problem.value = 'problem' in result ? result.problem : undefined;
    return 'value' in result ? result.value : undefined;
  };
  return {
    text,
    problem,
    type(next) {
      text.value = next;
      problem.value = undefined;
    },
    leave() {
      if (text.value !== '') check();
    },
    check,
  };
}

/** What a person can change in a form, told from what it began with. */
export interface Edits {
  readonly values: readonly Signal<unknown>[];
  isEdited(): boolean;
  /** Does here what was done in the same form of the same thing, begun earlier. */
  takeFrom(earlier: Edits): void;
  /** Whether the value at this place has been changed. */
  isEditedAt(at: number): boolean;
}

/** Begins to watch these values, which always stand in the same order. */
export function editsOf(values: readonly Signal<unknown>[]): Edits {
  const begun = values.map(({ value }) => value);
  const isEditedAt = (at: number): boolean => values[at]?.value !== begun[at];
  return {
    values,
    isEditedAt,
    isEdited: () => values.some((_, at) => isEditedAt(at)),
    takeFrom(earlier) {
      for (const [at, value] of values.entries()) if (earlier.isEditedAt(at)) value.value = earlier.values[at]?.value;
    },
  };
}

/** A field that may stay empty: then its value is `''`. */
export function optional(checked: (text: string) => Checked<string>): (text: string) => Checked<string> {
  return (text) => (text.trim() === '' ? { value: '' } : checked(text));
}

/** Checks every field, so that every problem is shown and not only the first. */
export function allSound(fields: readonly FormField<unknown>[]): boolean {
  return fields.map((field) => field.check()).every((value) => value !== undefined);
}
