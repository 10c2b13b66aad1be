/** STS's answers are a few kilobytes. The SDK's reader of XML holds the worker for seconds over some megabytes of a stranger's page. */
export const answerMostBytes = 256 * 1024;

/** What comes of an answer, as the SDK takes it: no more than `answerMostBytes`, so that the rest counts as cut. The connection is let go of then. */
export async function answerBody(body: ReadableStream<Uint8Array> | Blob): Promise<Uint8Array> {
  const reader = (body instanceof Blob ? body.stream() : body).getReader();
  const bytes = new Uint8Array(answerMostBytes);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.slice(0, length);
    const part = value.subarray(0, answerMostBytes - length);
    bytes.set(part, length);
    length += part.length;
    if (part.length < value.length) {
      await reader.cancel();
      return bytes;
    }
  }
}
