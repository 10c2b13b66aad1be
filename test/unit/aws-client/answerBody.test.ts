import { describe, expect, it } from 'vitest';
import { answerBody, answerMostBytes } from '../../../src/aws/answerBody.js';

/** A body that comes in parts of a hundred kilobytes, and never ends without a number of them. */
function coming(parts = Infinity) {
  const seen = { given: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (seen.given === parts) return controller.close();
      seen.given += 1;
      return controller.enqueue(new Uint8Array(100_000).fill(seen.given));
    },
    cancel() { seen.cancelled = true; },
  });
  return { seen, body };
}

describe('the body of an answer', () => {
  it('is taken whole where it is short, part after part', async () => {
    const { seen, body } = coming(2);
    const bytes = await answerBody(body);
    expect([bytes.length, bytes[99_999], bytes[100_000], seen.cancelled]).toEqual([200_000, 1, 2, false]);
  });

  it('is taken from a browser that gives no stream, also when it is empty', async () => {
    expect(new TextDecoder().decode(await answerBody(new Blob(['<a/>'])))).toBe('<a/>');
    expect((await answerBody(new Blob([]))).length).toBe(0);
  });

  it('is cut where it goes on and on, and no more of it is asked for', async () => {
    const { seen, body } = coming();
    const bytes = await answerBody(body);
    expect([bytes.length, bytes.at(-1), seen.cancelled]).toEqual([answerMostBytes, 3, true]);
    expect(seen.given).toBeLessThan(6);
  });
});
