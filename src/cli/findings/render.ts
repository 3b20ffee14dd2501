/** From the template and what is recorded to FINDINGS.md. */
import { describeSetting, runKey, settingsOf, type SweepOutcome } from '../../lab/sweep.ts';
import type { ArmSpec, ExperimentSpec } from '../../lab/types.ts';
import { nearest } from '../../support/nearest.ts';
import { aimCells } from './aims.ts';
import { atLine } from './complaint.ts';
import { knownNames } from './names.ts';
import { formatCell, formatDestroyed, formatInterval, formatMean, formatRange, Numbers } from './numbers.ts';
import type { Reference } from './reference.ts';
import type { Sources } from './sources.ts';
import { markdownTable } from './markdownTable.ts';
import {
  parseTemplate,
  type AimsBlock,
  type Column,
  type InlineNumber,
  type SweepBlock,
  type TableBlock,
} from './template.ts';

const NOT_RECORDED = 'not recorded';

/**
 * @returns the template with every placeholder filled in
 * @throws UserError that names the line of a placeholder that cannot be understood, or names what does not exist
 */
export async function renderFindings(template: string, sources: Sources): Promise<string> {
  const renderer = new Renderer(sources);
  let text = '';
  for (const part of parseTemplate(template)) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'number') text += await renderer.number(part);
    else if (part.kind === 'table') text += await renderer.table(part);
    else if (part.kind === 'aims') text += await renderer.aims(part);
    else text += await renderer.sweep(part);
  }
  return text;
}

class Renderer {
  private readonly results = new Map<string, Promise<Numbers | null>>();

  constructor(private readonly sources: Sources) {}

  async number({ line, preset, base, arm, reference, aspect }: InlineNumber): Promise<string> {
    const experiment = this.experiment(preset, base, line);
    this.check(experiment, [armOf(experiment, arm, line)], reference, line);
    const numbers = await this.numbers(preset, base);
    if (!numbers?.has(arm)) return NOT_RECORDED;
    const { estimate, destroyed } = numbers.find(arm, reference);
    if (!estimate && destroyed) return formatDestroyed(destroyed);
    if (!estimate) {
      throw atLine(
        line,
        `nothing was measured there: ${arm} on ${base}.`,
        'Name another number, or a table.',
      );
    }
    if (aspect === 'range') return formatRange(estimate);
    if (aspect === 'interval') return formatInterval(estimate) ?? 'no interval';
    return formatMean(estimate) + (destroyed ? ` (${formatDestroyed(destroyed)})` : '');
  }

  async table({ line, preset, bases, arms, columns }: TableBlock): Promise<string> {
    const rows: string[][] = [];
    for (const arm of arms) {
      for (const base of bases) {
        const experiment = this.experiment(preset, base, line);
        const specs = arms.map((name) => armOf(experiment, name, line));
        for (const column of columns) this.check(experiment, specs, column.reference, column.line);
        const numbers = await this.numbers(preset, base);
        const cells = columns.map(({ reference }) =>
          numbers?.has(arm) ? formatCell(numbers.find(arm, reference)) : NOT_RECORDED,
        );
        rows.push([arm, base, ...cells]);
      }
    }
    return markdownTable(['arm', 'base', ...columns.map(titleOf)], rows);
  }

  async aims({ aims }: AimsBlock): Promise<string> {
    const rows: string[][] = [];
    for (const aim of aims) {
      const { title, preset, base, arm, reference, line } = aim;
      const experiment = this.experiment(preset, base, line);
      this.check(experiment, [armOf(experiment, arm, line)], reference, line);
      const estimate = (await this.numbers(preset, base))?.find(arm, reference).estimate;
      rows.push([title, base, ...(estimate ? aimCells(aim, estimate) : ['', NOT_RECORDED, '**no**'])]);
    }
    return markdownTable(['what', 'base', 'aim', 'found', 'reached'], rows);
  }

  async sweep({ line, sweeps, bases, arms, columns }: SweepBlock): Promise<string> {
    const rows: string[][] = [];
    for (const [name, base] of sweeps.flatMap((name) => bases.map((base) => [name, base] as const))) {
      known('base', base, this.sources.bases, line);
      const recorded = await this.sources.sweep(name, base);
      if (!recorded) {
        rows.push(...arms.map((arm) => [arm, base, name, ...columns.map(() => NOT_RECORDED)]));
        continue;
      }
      const { sweep, outcomes } = recorded;
      const { experiment } = sweep;
      const specs = arms.map((arm) => armOf(experiment, arm, line));
      for (const column of columns) this.check(experiment, specs, column.reference, column.line);
      for (const arm of arms) {
        for (const { setting, experiment } of settingsOf(sweep)) {
          const keys = experiment.seeds.map((seed) => runKey({ setting, seed }));
          const own = outcomes.filter((one) => keys.includes(runKey(one)));
          const numbers = new Numbers(own.flatMap((one) => (one.status === 'done' ? one.rows : [])));
          const lacking = whatIsLacking(own, keys.length);
          const cells = columns.map(({ reference }) => {
            const found = numbers.has(arm) ? [formatCell(numbers.find(arm, reference))] : [];
            return [...found, ...lacking].join('; ');
          });
          rows.push([arm, base, describeSetting(setting), ...cells]);
        }
      }
    }
    return markdownTable(['arm', 'base', 'setting', ...columns.map(titleOf)], rows);
  }

  /** The experiment of a preset on a base. */
  private experiment(preset: string, base: string, line: number): ExperimentSpec {
    const { presets, bases } = this.sources;
    const names = presets.map(({ name }) => name);
    known('preset', preset, names, line);
    known('base', base, bases, line);
    return presets[names.indexOf(preset)]!.experiment(base);
  }

  private numbers(preset: string, base: string): Promise<Numbers | null> {
    const key = JSON.stringify([preset, base]);
    let numbers = this.results.get(key);
    if (!numbers) {
      numbers = this.sources.rows(preset, base).then((rows) => rows && new Numbers(rows));
      this.results.set(key, numbers);
    }
    return numbers;
  }

  /** Throws if the reference names what none of these arms can have. */
  private check(
    experiment: ExperimentSpec,
    arms: readonly ArmSpec[],
    reference: Reference,
    line: number,
  ): void {
    const { probe, condition, metric, stage, against } = reference;
    const names = knownNames(experiment, arms);
    known('stage', stage, names.stages, line);
    known('probe', probe, names.probes, line);
    known('condition', condition, names.conditions(probe), line);
    known('metric', metric, names.metrics(probe), line);
    if (against && 'arm' in against) armOf(experiment, against.arm, line);
    if (against && 'stage' in against) known('stage', against.stage, names.stages, line);
  }
}

function armOf({ arms, preset }: ExperimentSpec, name: string, line: number): ArmSpec {
  const names = arms.map((arm) => arm.name);
  known(`arm of ${preset}`, name, names, line);
  return arms[names.indexOf(name)]!;
}

function known(what: string, name: string, names: readonly string[], line: number): void {
  if (names.includes(name)) return;
  const near = nearest(name, names);
  const remedy = `${near ? `Did you mean ${near}? ` : ''}There is: ${names.join(', ')}.`;
  throw atLine(line, `there is no ${what} "${name}".`, remedy);
}

/** Runs that failed or were not done are named, so that a mean over the others does not pass for one over all. */
function whatIsLacking(outcomes: readonly SweepOutcome[], runs: number): string[] {
  const failed = outcomes.filter(({ status }) => status === 'failed').length;
  const missing = runs - outcomes.length;
  return [
    ...(failed > 0 ? [`${failed} of ${runs} runs failed`] : []),
    ...(missing > 0 ? [`${missing} of ${runs} runs not done`] : []),
  ];
}

const titleOf = ({ title }: Column): string => title;
