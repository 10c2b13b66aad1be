import { defineConfig } from 'vitest/config';

// The SDK announces on every start that it will need a later Node from 2027 on.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const browserTests = 'test/e2e/**/*.test.ts';

/** Browser tests that bear no other browser beside them: they look at processes, kill them, must be quick or need the clipboard, or are Firefox's. */
const alone = [
  'checkUp', 'containers', 'crash', 'credentials', 'exfiltration', 'faults', 'firefox', 'illBrowser', 'importing', 'links', 'lock', 'policy', 'policyFirefox', 'profile', 'resume', 'resumeAlone',
  'sideBySide', 'slowSignIn', 'spy', 'stopped', 'tabGroups', 'updates', 'vault',
].map((name) => `test/e2e/${name}.test.ts`);

/**
 * Browser tests keep nothing between their files, so that these share what they load. What a test waits for comes within a second on a
 * quick machine, and may take many on a busy one. Only a test that fails waits to the end. It is tried once more, since a browser on a
 * busy machine may be late for anything: `npm test` names those that passed so, with what was wrong before.
 */
const e2e = { isolate: false, retry: 1, testTimeout: 240_000, hookTimeout: 180_000, expect: { poll: { timeout: 20_000 } } };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000, pool: 'threads', maxWorkers: '100%' } },
      { test: { ...e2e, name: 'e2e', include: [browserTests], exclude: alone, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { test: { ...e2e, name: 'e2e-alone', include: alone, fileParallelism: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
