import { defineConfig } from 'vitest/config';

/** Three projects by what they need: `unit` nothing, `service` loopback ports and a temporary folder, `browser` Chromium besides, `full` what its file says. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/service/**', 'test/full/**', 'test/browser/**'],
        },
      },
      { extends: true, test: { name: 'service', include: ['test/service/**/*.test.ts'] } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'full', include: ['test/full/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
      },
    ],
  },
});
