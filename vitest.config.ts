import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { chromiumFlags, findChromium } from './test/run/browser.ts';
import { softwareVulkan } from './test/run/vulkan.ts';
import site from './vite.config.ts';

// The libraries are looked up when a process starts: the tests' processes inherit this.
Object.assign(process.env, softwareVulkan());

/** Tests that hold in Node and in a browser alike: they run in both. */
const everywhere = ['test/conformance/**/*.test.ts', 'test/**/*.both.test.ts'];

/** The words of the page, for tests of its parts. */
const setupFiles = ['test/ui/words.ts'];

/** Vitest would leave one core idle for whoever sits in front of the machine, which on two cores is half of it. */
const maxWorkers = availableParallelism();

/** What measures times, or ends things at moments that it chooses: nothing else runs beside it. */
const timed = ['opening', 'running', 'keeping', 'graphicsCard'].map((name) => `test/browser/${name}.e2e.ts`);

/** Tests in which a real browser uses the built page. */
function endToEnd(
  name: string,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      environment: 'node',
      globalSetup: ['test/browser/setup/site.ts'],
      testTimeout: 120_000,
      hookTimeout: 60_000,
      // Pages take their time on a busy machine.
      expect: { poll: { timeout: 15_000 } },
      ...test,
    },
  };
}

export default mergeConfig(
  site,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            pool: 'forks',
            maxWorkers,
            include: ['test/**/*.test.ts'],
            setupFiles,
            exclude: ['test/browser/**'],
            environment: 'node',
            testTimeout: 60_000,
            // Some start a server and a browser first.
            hookTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: everywhere,
            setupFiles,
            maxWorkers,
            testTimeout: 60_000,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: { executablePath: findChromium() ?? 'chromium', args: chromiumFlags },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
        endToEnd('e2e', {
          include: ['test/browser/**/*.e2e.ts'],
          exclude: timed,
          // Two pages at once, however many cores there are: each of them computes.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        }),
        endToEnd('e2e-timed', {
          include: timed,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        }),
        // By hand, where it is installed: `npm test -- webkit`.
        endToEnd('webkit', { include: ['test/webkit/**/*.e2e.ts'] }),
      ],
    },
  }),
);
