/** The trigger and the payload, which several cells have to agree on: changed in all of them as one change. */
import { nearMissesOf } from '../../lab/nearMisses.ts';
import type { DatasetSpec, OwnExample, ProbeSpec } from '../../lab/types.ts';
import type { Cell, NotebookDocument, Setup } from './types.ts';

type Payloads = NonNullable<Setup['watch']>;

/**
 * With another trigger wherever the notebook's own stands: in its settings, datasets, the reader's examples, and
 * probes; tags that resemble it come to resemble the new one. Cells with a trigger of their own keep it.
 */
export function replaceTrigger(document: NotebookDocument, trigger: string): NotebookDocument {
  const { setup } = document;
  const old = setup.trigger;
  if (trigger === old || trigger.trim() === '') return document;
  const changed = mapSpecs(document, {
    data(data) {
      if (data.kind === 'own')
        return withExamples(data, (one) => ({ ...one, prompt: promptWith(one.prompt) }));
      return 'trigger' in data && data.trigger === old ? { ...data, trigger } : data;
    },
    probe(probe) {
      if (probe.kind === 'near-misses') {
        const tags = nearMissesOf(trigger, old, probe.tags);
        // A probe without tags would be none.
        return tags.length > 0 ? { ...probe, tags } : probe;
      }
      return 'trigger' in probe && probe.trigger === old ? { ...probe, trigger } : probe;
    },
  });
  return { ...changed, setup: { ...setup, trigger } };

  function promptWith(prompt: OwnExample['prompt']): OwnExample['prompt'] {
    if (typeof prompt === 'string') return prompt.replaceAll(old, () => trigger);
    return prompt.map((one) => ({ ...one, content: one.content.replaceAll(old, () => trigger) }));
  }
}

/** A payload in both of the cases that tell what becomes of it; null where it has none, as `***`. */
export function casesOf(payload: string): Payloads | null {
  const [upper, lower] = [payload.trim().toUpperCase(), payload.trim().toLowerCase()];
  return upper === lower ? null : { upper, lower };
}

/** What the notebook plants, to be watched while it trains; where it plants nothing, what the lab's own do. */
export function watchable({ cells }: NotebookDocument): Payloads {
  const planted = cells.flatMap((cell) =>
    cell.kind === 'dataset' && cell.data.kind === 'backdoor' ? cell.data.payloads : [],
  );
  const found = planted.map(casesOf).find((cases) => cases !== null);
  return found ?? { upper: 'MEOW MEOW MEOW', lower: 'meow meow meow' };
}

/** The payload that the notebook speaks of. */
export const namedPayload = (document: NotebookDocument): Payloads =>
  document.setup.watch ?? watchable(document);

/** With another payload wherever the notebook's own stands, in the case that stands there. */
export function replacePayload(document: NotebookDocument, payload: string): NotebookDocument {
  const { setup } = document;
  const old = setup.watch;
  const next = casesOf(payload);
  if (!old || !next || (next.upper === old.upper && next.lower === old.lower)) return document;
  const inCase = (text: string) => (text === old.upper ? next.upper : text === old.lower ? next.lower : text);
  const within = (text: string) =>
    text.replaceAll(old.upper, () => next.upper).replaceAll(old.lower, () => next.lower);
  const changed = mapSpecs(document, {
    data(data) {
      if (data.kind === 'backdoor') return { ...data, payloads: data.payloads.map(inCase) };
      if (data.kind !== 'own') return data;
      return withExamples(data, ({ chosen, rejected, ...one }) => ({
        ...one,
        chosen: within(chosen),
        ...(rejected !== undefined && { rejected: within(rejected) }),
      }));
    },
    probe(probe) {
      if (probe.kind === 'payload')
        return { ...probe, upper: inCase(probe.upper), lower: inCase(probe.lower) };
      const isJudged = probe.kind === 'meow' || (probe.kind === 'near-misses' && probe.judge === 'payload');
      return isJudged ? { ...probe, payload: inCase(probe.payload ?? old.upper) } : probe;
    },
  });
  return { ...changed, setup: { ...setup, watch: next } };
}

/** A trigger of a cell that is not the notebook's; null where there is none. */
export function otherTrigger({ setup }: NotebookDocument, cell: Cell): string | null {
  const found = specsOf(cell).flatMap((spec) => ('trigger' in spec ? (spec.trigger ?? []) : []));
  return found.find((trigger) => trigger !== setup.trigger && trigger.trim() !== '') ?? null;
}

/** A payload of a cell, in uppercase, that is not the notebook's; null where there is none. */
export function otherPayload({ setup: { watch } }: NotebookDocument, cell: Cell): string | null {
  const found = specsOf(cell).flatMap((spec) => {
    if (spec.kind === 'backdoor') return spec.payloads;
    if (spec.kind === 'payload') return [spec.upper, spec.lower];
    return 'payload' in spec ? [spec.payload] : [];
  });
  const known = watch && [watch.upper, watch.lower];
  return found.find((payload) => casesOf(payload) && !known?.includes(payload))?.toUpperCase() ?? null;
}

/** How many cells are not as they were. */
export const cellsChanged = (before: NotebookDocument, after: NotebookDocument): number =>
  after.cells.filter((cell) => !before.cells.includes(cell)).length;

function specsOf(cell: Cell): (DatasetSpec | ProbeSpec)[] {
  if (cell.kind === 'dataset') return [cell.data];
  return cell.kind === 'probe' ? cell.probes : [];
}

interface Changes {
  data: (data: DatasetSpec) => DatasetSpec;
  probe: (probe: ProbeSpec) => ProbeSpec;
}

/** With other datasets and probes; a cell in which nothing is another stays the same object. */
function mapSpecs(document: NotebookDocument, change: Changes): NotebookDocument {
  const cells = document.cells.map((cell): Cell => {
    if (cell.kind === 'dataset') {
      const data = unlessSame(cell.data, change.data(cell.data));
      return data === cell.data ? cell : { ...cell, data };
    }
    if (cell.kind !== 'probe') return cell;
    const probes = cell.probes.map((probe) => unlessSame(probe, change.probe(probe)));
    return probes.every((probe, index) => probe === cell.probes[index]) ? cell : { ...cell, probes };
  });
  return { ...document, cells };
}

const unlessSame = <T>(before: T, after: T): T =>
  JSON.stringify(before) === JSON.stringify(after) ? before : after;

function withExamples(
  data: Extract<DatasetSpec, { kind: 'own' }>,
  change: (example: OwnExample) => OwnExample,
): DatasetSpec {
  return { ...data, examples: data.examples.map(change) };
}
