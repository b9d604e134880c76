import { defineConfig } from 'vitest/config';

/**
 * Projects by what they need: `unit` nothing, `service` loopback ports and a temporary folder, `browser` Chromium
 * besides, `full` what its file says. Files of `unit` share a worker's modules, which are a third of their time, and
 * all cores; two of `full` run beside each other, each with a server of its own; the others run one after the other.
 */
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
          isolate: false,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['test/service/**/*.test.ts'],
          sequence: { groupOrder: 2 },
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'full',
          maxWorkers: 2,
          include: ['test/full/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
