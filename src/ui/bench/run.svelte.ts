/** A run of the bench as the page shows it. */
import { adapterLines, kernelTable, overheadLine, planTable, stepTable } from '../../lab/bench/report.ts';
import { markdown, type Table } from '../../lab/bench/table.ts';
import type { AdapterReport, KernelMeasurement, Overhead, StepMeasurement } from '../../lab/bench/types.ts';
import { pageWords } from '../messages/messages.svelte.ts';
import type { BenchMessage } from './bench.worker.ts';
import { startWorker } from './startWorker.ts';
import type { BenchTexts } from './texts.ts';

export class BenchRun {
  status = $state<'idle' | 'running' | 'done' | 'stopped' | 'failed'>('idle');
  progress = $state<{ what: string; fraction: number } | null>(null);
  /** Why it failed. */
  why = $state('');
  device = $state.raw<{ adapter: AdapterReport; overhead: Overhead } | null>(null);
  kernels = $state.raw<KernelMeasurement[]>([]);
  step = $state.raw<{ measurement: StepMeasurement; kernels: string } | null>(null);
  private worker: Worker | null = null;
  private startedAt = '';

  constructor(private readonly texts: BenchTexts) {}

  readonly tables = $derived.by((): Table[] => {
    const tables = this.kernels.length > 0 ? [kernelTable(this.texts.kernels, this.kernels)] : [];
    if (!this.step) return tables;
    const { measurement } = this.step;
    const { model, shape, plan } = measurement;
    if (plan) tables.push(planTable(this.texts.plan, [{ model, shape, limits: 'this device', plan }]));
    return [...tables, stepTable(this.texts.step, [measurement])];
  });

  start(): void {
    this.stop();
    this.status = 'running';
    this.progress = null;
    this.why = '';
    this.device = null;
    this.kernels = [];
    this.step = null;
    const { worker, startedAt } = startWorker();
    this.worker = worker;
    this.startedAt = startedAt;
    worker.addEventListener('message', ({ data }: MessageEvent<BenchMessage>) => this.receive(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end('failed', event.message || pageWords(this.texts.died));
    });
  }

  /** Ends the worker, and with it whatever the graphics card was asked to do. */
  stop(): void {
    if (this.status === 'running') this.end('stopped');
  }

  get markdown(): string {
    if (!this.device) return '';
    const { adapter, overhead } = this.device;
    const lines = [...adapterLines(adapter), navigator.userAgent, this.startedAt, overheadLine(overhead)];
    if (this.step) lines.push(this.step.kernels);
    return [...lines, '', ...this.tables.map(markdown)].join('\n');
  }

  get json(): string {
    const { startedAt, status, device, kernels, step } = this;
    const browser = navigator.userAgent;
    return JSON.stringify({ startedAt, browser, status, ...device, kernels, step }, null, 2);
  }

  private receive(message: BenchMessage): void {
    switch (message.type) {
      case 'device':
        this.device = message;
        break;
      case 'progress':
        this.progress = message;
        break;
      case 'kernels':
        this.kernels = [...this.kernels, ...message.measurements];
        break;
      case 'step':
        this.step = message;
        break;
      case 'failed':
        this.end('failed', message.why);
        break;
      case 'done':
        this.end('done');
        break;
    }
  }

  private end(status: 'done' | 'stopped' | 'failed', why = ''): void {
    this.worker?.terminate();
    this.worker = null;
    this.status = status;
    this.why = why;
  }
}
