import { describe, expect, it } from 'vitest';
import { checkName } from '../../../src/core/fields.js';
import { formField, optional } from '../../../src/options/formField.js';

const nameField = (initial?: string) => formField((text) => checkName(text, ['taken']), initial);

describe('a field of a form', () => {
  it('keeps what was typed, whatever is wrong with it', () => {
    const field = nameField();
    field.type(' taken ');
    field.leave();
    expect([field.text.value, field.problem.value]).toEqual([' taken ', 'nameTaken']);
  });

  it('forgets what was wrong as soon as something else is typed', () => {
    const field = nameField('taken');
    field.leave();
    field.type('take');
    expect(field.problem.value).toBeUndefined();
  });

  it('says nothing about being empty until the form is sent', () => {
    const field = nameField();
    field.leave();
    expect(field.problem.value).toBeUndefined();
    expect(field.check()).toBeUndefined();
    expect(field.problem.value).toBe('nameMissing');
  });

  it('gives the checked value when it is sound, and takes back what it said', () => {
    const field = nameField('taken');
    expect(field.check()).toBeUndefined();
    field.text.value = '  free ';
    expect(field.check()).toBe('free');
    expect(field.problem.value).toBeUndefined();
  });

  it('that may stay empty is sound when it is, and checked when it is not', () => {
    const field = formField(optional((text) => checkName(text, ['taken'])));
    expect(field.check()).toBe('');
    field.type('   ');
    expect(field.check()).toBe('');
    field.type('taken');
    expect(field.check()).toBeUndefined();
  });
});
