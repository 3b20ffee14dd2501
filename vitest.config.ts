import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { chromiumFlags, findChromium } from './test/run/browser.ts';
import { softwareVulkan } from './test/run/vulkan.ts';
import site from './vite.config.ts';

// The libraries are looked up when a process starts: the tests' processes inherit this.
Object.assign(process.env, softwareVulkan());

/** Tests that hold in Node and in a browser alike: they run in both. */
const everywhere = ['test/conformance/**/*.test.ts', 'test/**/*.both.test.ts'];

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
            include: ['test/**/*.test.ts'],
            exclude: ['test/browser/**'],
            environment: 'node',
            testTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: everywhere,
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
        {
          extends: true,
          test: {
            name: 'e2e',
            include: ['test/browser/**/*.e2e.ts'],
            environment: 'node',
            globalSetup: ['test/browser/setup/site.ts'],
            testTimeout: 120_000,
            hookTimeout: 60_000,
            fileParallelism: false,
          },
        },
      ],
    },
  }),
);
