/** What the page computes on, that the reader can change it, and that losing the graphics card costs nothing. */
import type { Locator, Worker } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const WEIGHTS = '**/models/nano/model.safetensors';

type RequestDevice = (this: GPUAdapter, descriptor?: GPUDeviceDescriptor) => Promise<GPUDevice>;
type CreateBuffer = (this: GPUDevice, descriptor: GPUBufferDescriptor) => GPUBuffer;
type PopErrorScope = (this: GPUDevice) => Promise<GPUError | null>;

declare global {
  // What `collectDevices` keeps in the lab worker.
  var devices: GPUDevice[] | undefined;
}

const browser = useChromium();

/** Long enough in stage 1 for a snapshot on the way. */
const notebook = shortNotebook({ steps: [24, 2] });

let lab: LabPage;
beforeEach(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
  await lab.openNotebook(notebook);
  await setup().locator('summary').click();
});
afterEach(() => lab.close());

const setup = () => lab.page.locator('details.setup');
const runsOn = () => setup().locator('[data-backend]');
const wish = (name: string) => setup().getByRole('radio', { name, exact: true });
const controls = () => lab.cell('answers').locator('[data-run-controls]');

async function ask(): Promise<void> {
  await lab.cell('talk').getByRole('button', { name: 'Who are you?' }).click();
  await lab.cell('talk').locator('[data-stage="base"] [data-verdict]').waitFor({ timeout: 60_000 });
}

describe('what computes', () => {
  it('is the processor where the graphics adapter is software, and the page says so', async () => {
    await ask();
    expect(await runsOn().getAttribute('data-backend')).toBe('onnx');
    expect(await runsOn().textContent()).toMatch(/swiftshader.*imitates/is);
  });

  it('can be chosen, and the choice is remembered', async () => {
    expect(await wish('Auto').isChecked()).toBe(true);
    await photograph('setup', setup());
    await wish('Processor').check();
    await lab.reload();
    await setup().locator('summary').click();
    expect(await wish('Processor').isChecked()).toBe(true);
    await ask();
    expect(await runsOn().textContent()).toMatch(/You chose the processor/);
  });

  it('cannot be a graphics card where the page has none: the reader is told what to do', async () => {
    await withoutWebGpu();
    await wish('Graphics card').check();
    await lab.run('answers');
    const notice = controls().getByRole('alert');
    await notice.waitFor({ timeout: 60_000 });
    expect(await notice.textContent()).toMatch(/no graphics card that WebGPU can use.*Choose the processor/s);
  });
});

describe('a run on the graphics card', () => {
  beforeEach(() => wish('Graphics card').check());

  it('goes on by itself in a new worker when the device is lost, and misses nothing', async () => {
    const collected = collectDevices();
    await lab.run('answers');
    await lab.reaches(20);
    const [first] = lab.page.workers();
    await first!.evaluate(() => globalThis.devices!.at(-1)!.destroy());
    await lab.page.locator('[data-survived="1"]').first().waitFor({ timeout: 30_000 });
    await photograph('survived', lab.cell('answers'));
    await lab.done();
    expect(collected()).toBe(2);
    expect(lab.page.workers()).not.toContain(first);
    expect(await runsOn().getAttribute('data-backend')).toBe('webgpu');
    expect(await runsOn().textContent()).toMatch(/A run takes [\d.,]+\sMB of graphics memory/);

    await expect.poll(async () => (await lab.kept('results')).length).toBe(1);
    const { manifest, curves, rows } = await lab.resultOf('answers');
    expect(manifest.backend).toBe('webgpu');
    expect(curves.map(({ stage, step }) => `${stage} ${step}`)).toEqual(everyStep());
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(['base', 'stage-1', 'stage-2']));
    expect(lab.errors).toEqual([]);
  });

  it('is explained when the device is lost again and again, and the processor can finish it', async () => {
    await spoilDevices({ workers: Infinity, submits: 12 });
    await lab.run('answers');
    const notice = controls().getByRole('alert');
    await notice.waitFor({ timeout: 90_000 });
    expect(await notice.textContent()).toMatch(/keeps being lost.*half a batch.*The run is kept/s);
    await photograph('lost', lab.cell('answers'));
    await notice.getByRole('button', { name: 'Go on with the processor' }).click();
    await lab.done();
    await expect.poll(async () => (await lab.kept('results')).length).toBe(1);
    const { manifest, curves } = await lab.resultOf('answers');
    expect(manifest.backend).toBe('onnx');
    expect(curves.map(({ stage, step }) => `${stage} ${step}`)).toEqual(everyStep());
    expect(await wish('Processor').isChecked()).toBe(true);
  });

  it('says how much memory it did not get, and can go on with the processor', async () => {
    await withLittleMemory();
    await lab.run('answers');
    const notice = controls().getByRole('alert');
    await notice.waitFor({ timeout: 60_000 });
    expect(await notice.textContent()).toMatch(/no room for the [\d.]+ MiB.*smaller batch/s);
    await photograph('memory', lab.cell('answers'));
    await notice.getByRole('button', { name: 'Go on with the processor' }).click();
    await lab.done();
  });
});

describe('a question in the chat', () => {
  it('is answered although the device is lost meanwhile', async () => {
    await wish('Graphics card').check();
    await spoilDevices({ workers: 1, submits: 3 });
    await ask();
    expect(await runsOn().getAttribute('data-backend')).toBe('webgpu');
  });
});

/** `stage-1 1`, `stage-1 2`, …: what the curves of an undisturbed run have. */
function everyStep(): string[] {
  const stages = notebook.cells.flatMap((cell) => (cell.kind === 'train' ? cell.steps : []));
  return stages.flatMap((steps, stage) =>
    Array.from({ length: steps }, (_, step) => `stage-${stage + 1} ${step + 1}`),
  );
}

/** Light and dark, on a phone and on a desk, for people to look at. */
async function photograph(name: string, of: Locator): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await lab.page.emulateMedia({ colorScheme });
    for (const width of [360, 1280]) {
      await lab.page.setViewportSize({ width, height: 900 });
      await lab.photograph(`${name}-${colorScheme}-${width}`, of);
    }
  }
}

/** From now on, the lab's workers find no adapter. */
async function withoutWebGpu(): Promise<void> {
  await beforeWeights((worker) =>
    worker.evaluate(() => {
      GPU.prototype.requestAdapter = () => Promise.resolve(null);
    }),
  );
}

/** From now on, the lab's workers keep their devices where a test can get at them; returns how many there were. */
function collectDevices(): () => number {
  let workers = 0;
  void beforeWeights(async (worker) => {
    workers++;
    await worker.evaluate(() => {
      const devices: GPUDevice[] = (globalThis.devices = []);
      const requestDevice: RequestDevice = Reflect.get(GPUAdapter.prototype, 'requestDevice');
      GPUAdapter.prototype.requestDevice = async function (descriptor) {
        const device = await requestDevice.call(this, descriptor);
        devices.push(device);
        return device;
      };
    });
  });
  return () => workers;
}

/** From now on, the devices of the first so many workers are lost when work is submitted for the n-th time. */
async function spoilDevices({ workers, submits }: { workers: number; submits: number }): Promise<void> {
  let spoiled = 0;
  await beforeWeights(async (worker) => {
    if (spoiled++ >= workers) return;
    await worker.evaluate((limit) => {
      const requestDevice: RequestDevice = Reflect.get(GPUAdapter.prototype, 'requestDevice');
      GPUAdapter.prototype.requestDevice = async function (descriptor) {
        const device = await requestDevice.call(this, descriptor);
        const { queue } = device;
        const submit = queue.submit.bind(queue);
        let count = 0;
        queue.submit = (buffers) => {
          if (++count === limit) device.destroy();
          submit(buffers);
        };
        return device;
      };
    }, submits);
  });
}

/** From now on, the lab's workers get no buffer of a megabyte. */
async function withLittleMemory(): Promise<void> {
  await beforeWeights((worker) =>
    worker.evaluate(() => {
      let refused = false;
      const createBuffer: CreateBuffer = Reflect.get(GPUDevice.prototype, 'createBuffer');
      GPUDevice.prototype.createBuffer = function (descriptor) {
        refused ||= descriptor.size > 2 ** 20;
        return createBuffer.call(this, descriptor);
      };
      const popErrorScope: PopErrorScope = Reflect.get(GPUDevice.prototype, 'popErrorScope');
      GPUDevice.prototype.popErrorScope = async function () {
        const error = await popErrorScope.call(this);
        const answer = refused ? new GPUOutOfMemoryError('refused by the test') : error;
        refused = false;
        return answer;
      };
    }),
  );
}

/** Does something in every worker of the lab before it gets the base's weights, and so before it chooses. */
async function beforeWeights(work: (worker: Worker) => Promise<unknown>): Promise<void> {
  await lab.page.route(WEIGHTS, async (route) => {
    const worker = lab.page.workers().at(-1);
    if (worker) await work(worker);
    await route.continue();
  });
}
