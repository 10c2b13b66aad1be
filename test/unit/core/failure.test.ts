import { describe, expect, it } from 'vitest';
import { Failure, failure, failureData } from '../../../src/core/failure.js';
import { secret } from '../scenario.js';

describe('a failure', () => {
  it('crosses contexts as data', () => {
    const thrown = failure('codeReused', { device: 'phone' }, { origins: ['https://example.com/*'] });
    const data = { kind: 'codeReused', values: { device: 'phone' }, origins: ['https://example.com/*'] };
    expect(thrown).toBeInstanceOf(Error);
    expect(JSON.parse(JSON.stringify(failureData(thrown)))).toEqual(data);
    expect(failureData(new Failure(failureData(thrown)))).toEqual(data);
  });

  it('has its kind for a message, so that a console that prints it prints no values', () => {
    expect(failure('roleRefused', { user: 'alice' }).message).toBe('roleRefused');
  });

  it.each([
    [new TypeError(`cannot read ${secret}`), 'TypeError'],
    [new DOMException(secret, 'OperationError'), 'OperationError'],
    [secret, 'string'],
    [undefined, 'undefined'],
    [{ message: secret }, 'object'],
  ])('of an unknown kind keeps its type’s name and never its message', (thrown, name) => {
    expect(failureData(thrown)).toEqual({ kind: 'unexpected', values: { name } });
  });
});
