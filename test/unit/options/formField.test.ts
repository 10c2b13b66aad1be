import { describe, expect, it } from 'vitest';
import { checkName } from '../../../src/core/fields.js';
import { editsOf, formField, optional } from '../../../src/options/formField.js';

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

describe('what was edited in a form', () => {
  const formOf = (name: string, place: string) => {
    const fields = { name: nameField(name), place: nameField(place) };
    return { ...fields, edits: editsOf([fields.name.text, fields.place.text]) };
  };

  it('is nothing once it is again as it began', () => {
    const { name, edits } = formOf('a', 'b');
    name.type('c');
    expect([edits.isEdited(), edits.isEditedAt(0), edits.isEditedAt(1)]).toEqual([true, true, false]);
    name.type('a');
    expect(edits.isEdited()).toBe(false);
  });

  it('is all that another form of the same thing takes over, and counts as edited there too', () => {
    const earlier = formOf('a', 'b');
    earlier.name.type('typed');
    const later = formOf('x', 'y');
    later.edits.takeFrom(earlier.edits);
    expect([later.name.text.value, later.place.text.value, later.edits.isEditedAt(0), later.edits.isEditedAt(1)]).toEqual(['typed', 'y', true, false]);
  });
});
