/** Nobody waits longer than this for one answer of AWS, in milliseconds. */
export const answerTimeoutMs = 10_000;
